package features

func (s *Set) endUnit(d *Doc, st *Sentence, i int) int32 {
	u := s.unit()
	t := &d.Tokens[i]
	lex := s.Lexicon
	every, few, form := s.keys.every(), s.keys.few(), s.keys.form()
	if s.Off&GroupContext == 0 {
		p1, p2, p3 := d.hashAt(st, i+1), d.hashAt(st, i+2), d.hashAt(st, i+3)
		m1, m2, m3 := d.maskAt(s, st, i+1), d.maskAt(s, st, i+2), d.maskAt(s, st, i+3)
		s.cross(fNext1, p1, every)
		s.cross(fNext2, pair(p1, p2), few)
		s.cross(fNext3, pair(pair(p1, p2), p3), form)
		s.cross(fNextMask, pair(pair(m1, m2), m3), few)
		s.cross(fNextMask, pair(m1, m2)+1, few)
		if g := d.governor(st, i, 1); g >= 0 {
			if d.match[g] >= 0 {
				s.cross(fNextGovernor, d.mask(s, g)<<1|boolBit(g-1 == i), form)
			}
			s.cross(fNextGovernor, d.Tokens[g].Stem, every)
			if c := lex.Cluster(d.Tokens[g].Word); c > 0 && s.Off&GroupMeaning == 0 {
				s.crossKnown(fNextGovernorCluster, c, few)
			}
		}
	}
	if s.Off&GroupShape == 0 {
		s.cross(fLastWord, t.Hash, few)
		s.crossKnown(fLastClass, uint32(t.Class), few)
		s.cross(fLastSuffix, t.Suffix, few)
		s.add(fEndTags, pair(d.tagAt(s, st, i), d.tagAt(s, st, i+1)))
		s.add(fLastTwo, pair(d.tagAt(s, st, i-1), d.tagAt(s, st, i)))
		if p, ok := d.at(st, i+1); ok {
			s.cross(fNextSuffix, p.Suffix, form)
			s.add(fNextSuffix, pair(p.Suffix, t.Suffix))
		}
		s.crossKnown(fLastKind, uint32(lex.Kind(t.Word))<<5|uint32(t.Class), few)
	}
	if s.Off&GroupMeaning == 0 {
		if c := lex.Cluster(t.Word); c > 0 {
			s.cross(fLastCluster, c, few)
		}
		if p, ok := d.at(st, i+1); ok {
			if c := lex.Cluster(p.Word); c > 0 && p.Closed == 0 {
				s.cross(fNextCluster, c, few)
			}
		}
		if f := s.Q.Focus; f >= 0 {
			s.add(fFocusSim, bucket(lex.Similarity(s.Q.Tokens[f].Word, t.Word), 0.12, 8))
		}
	}
	if s.Off&GroupSpan == 0 {
		if p, ok := d.at(st, i+1); ok {
			s.cross(fEndPlace, uint32(p.Class)<<5|uint32(t.Class), form)
		} else {
			s.cross(fEndPlace, 1<<11, form)
		}
	}
	if s.Off&GroupNear == 0 {
		if g := d.gapDistance(s, st, i, 1); g >= 0 {
			s.cross(fRightGap, distance(int32(g))<<2|uint32(s.Q.Order), form)
		}
		s.crossKnown(fRightEntity, distance(d.gap(d.nearER, i+1, i, st)), form)
		s.crossKnown(fRightDistance, distance(d.gap(d.nearR, i+1, i, st))<<1, form)
		if m := d.nearest(d.nearR, i+1, st); m >= 0 {
			s.crossKnown(fRightMatch, s.Q.Words[d.match[m]].Stem, form)
		}
	}
	return u
}
