package features

func (s *Set) sentenceUnit(d *Doc, k int) int32 {
	u := s.unit()
	st := &d.Sentences[k]
	few := s.keys.few()
	asked := uint32(0)
	if d.asked {
		asked = 1
	}
	s.cross(fSentIndex, uint32(min(k, 6))<<1|asked, few)
	if s.Off&GroupCover == 0 {
		s.add(fSentRank, uint32(min(st.rank, 5)))
		s.cross(fSentCover, bucket(st.cover, 0.12, 9), s.keys.form())
		s.add(fSentGap, bucket(s.best-st.cover, 0.08, 9))
		s.cross(fSentEntity, uint32(st.names)<<2|asked<<1|boolBit(len(s.Docs) == 1), few)
		s.add(fSentNear, bucket(st.near, 0.1, 10))
		s.add(fSentNearGap, bucket(s.bestNear-st.near, 0.06, 10))
		s.cross(fSentRelation, bucket(st.relation, 0.15, 8), s.keys.form())
		s.add(fSentBigrams, uint32(min(st.bigrams, 5)))
	}
	if s.Off&GroupMeaning == 0 {
		s.add(fSentSoft, bucket(st.softCover, 0.08, 8)<<3|bucket(st.relation, 0.25, 4))
	}
	if s.Off&GroupRefer == 0 {
		s.cross(fSentSubject, uint32(st.subject)<<2|asked<<1|boolBit(k == 1), few)
	}
	return u
}
