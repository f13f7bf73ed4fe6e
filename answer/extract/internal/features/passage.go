package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// passage emits the candidates of one passage.
func (s *Set) passage(number int) {
	d := &s.Docs[number]
	s.buildKeys(d)
	n := len(d.Tokens)
	d.startU, d.endU = resize(d.startU, n), resize(d.endU, n)
	unit := s.passageUnit(d, number)
	for k := range d.Sentences {
		st := &d.Sentences[k]
		if st.End == st.Start {
			continue
		}
		st.unit = s.sentenceUnit(d, k)
		first := len(s.Candidates)
		if k == 0 {
			s.title(d, number, unit)
			continue
		}
		d.spans(st, func(i, j int) { s.candidate(d, number, k, i, j, unit) })
		s.finish(d, st, first)
	}
}

// title makes candidates of the passage's title, with and without what stands in brackets after it.
func (s *Set) title(d *Doc, number int, unit int32) {
	first := len(s.Candidates)
	s.candidate(d, number, 0, 0, d.Title, unit)
	if d.Bare < d.Title {
		s.candidate(d, number, 0, 0, d.Bare, unit)
	}
	s.finish(d, &d.Sentences[0], first)
}

// candidate begins a candidate; its own unit is made by finish, when all candidates of the sentence are known.
func (s *Set) candidate(d *Doc, number, sentence, i, j int, passage int32) {
	c := Candidate{Passage: int32(number), Start: int32(i), End: int32(j), Sentence: int32(sentence)}
	for k := i; k < j; k++ {
		c.Norm = text.Join(c.Norm, &d.Tokens[k])
	}
	if c.Norm == 0 {
		return
	}
	if sentence == 0 {
		c.Type = TTitle
	} else {
		c.Type = typeOf(d.Tokens, i, j)
	}
	if d.startU[i] == 0 {
		d.startU[i] = s.startUnit(d, &d.Sentences[sentence], i)
	}
	if d.endU[j-1] == 0 {
		d.endU[j-1] = s.endUnit(d, &d.Sentences[sentence], j-1)
	}
	c.Units = [5]int32{passage, d.Sentences[sentence].unit, d.startU[i], d.endU[j-1], 0}
	s.Candidates = append(s.Candidates, c)
}

func (s *Set) passageUnit(d *Doc, number int) int32 {
	u := s.unit()
	s.add(fRank, 1<<20)
	if s.Off&GroupPassage != 0 {
		return u
	}
	single := uint32(0)
	if len(s.Docs) == 1 {
		single = 1
	}
	s.cross(fRank, uint32(min(number, 9))<<1|single, s.keys.form())
	var total, got float32
	entities, found := 0, 0
	for j := range s.Q.Words {
		w := &s.Q.Words[j]
		total += w.IDF
		if d.inTitle[j] {
			got += w.IDF
		}
		if w.Entity {
			entities++
			if d.inTitle[j] {
				found++
			}
		}
	}
	if total > 0 {
		s.cross(fTitleCover, bucket(got/total, 0.15, 7)<<1|single, s.keys.form())
	}
	equal := uint32(0)
	if d.asked {
		equal = 1
	}
	if entities > 0 && found == entities {
		equal |= 2
	} else if found > 0 {
		equal |= 4
	}
	s.cross(fTitleAsked, equal<<4|uint32(min(number, 5))<<1|single, s.keys.form())
	s.cross(fTitleWords, uint32(min(d.Bare, 4))<<3|equal, s.keys.form())
	return u
}

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

func boolBit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// mask is what a context shows of a token: a word of the question's entity, of its relation, a closed-class word or sign itself, else its class.
func (d *Doc) mask(s *Set, i int) uint32 {
	t := &d.Tokens[i]
	if j := d.match[i]; j >= 0 {
		if s.Q.Words[j].Entity || d.inTitle[j] {
			return 300
		}
		return 301
	}
	switch {
	case t.Closed > 0:
		if d.asked && pronoun(t.Closed) {
			return 302
		}
		return uint32(t.Closed)
	case t.Flags&text.Signs != 0:
		return t.Hash | 1<<31
	}
	return 400 + uint32(t.Class)
}

// at returns the token, and whether it is inside the sentence.
func (d *Doc) at(st *Sentence, i int) (*text.Token, bool) {
	if i < st.Start || i >= st.End {
		return nil, false
	}
	return &d.Tokens[i], true
}

func (d *Doc) hashAt(st *Sentence, i int) uint32 {
	if t, ok := d.at(st, i); ok {
		return t.Hash
	}
	return uint32(7)
}

func (d *Doc) maskAt(s *Set, st *Sentence, i int) uint32 {
	if _, ok := d.at(st, i); ok {
		return d.mask(s, i)
	}
	return 7
}

func (s *Set) startUnit(d *Doc, st *Sentence, i int) int32 {
	u := s.unit()
	t := &d.Tokens[i]
	lex := s.Lexicon
	every, few, form := s.keys.every(), s.keys.few(), s.keys.form()
	if s.Off&GroupContext == 0 {
		p1, p2, p3 := d.hashAt(st, i-1), d.hashAt(st, i-2), d.hashAt(st, i-3)
		m1, m2, m3 := d.maskAt(s, st, i-1), d.maskAt(s, st, i-2), d.maskAt(s, st, i-3)
		s.cross(fPrev1, p1, every)
		s.cross(fPrev2, pair(p1, p2), few)
		s.cross(fPrev3, pair(pair(p1, p2), p3), few)
		s.cross(fPrevMask, pair(pair(m1, m2), m3), few)
		s.cross(fPrevMask, pair(m1, m2)+1, few)
		if g := d.governor(st, i, -1); g >= 0 {
			if d.match[g] >= 0 {
				s.cross(fGovernor, d.mask(s, g)<<1|boolBit(g+1 == i), form)
			}
			s.cross(fGovernor, d.Tokens[g].Stem, every)
			if c := lex.Cluster(d.Tokens[g].Word); c > 0 && s.Off&GroupMeaning == 0 {
				s.cross(fGovernorCluster, c, few)
			}
		}
	}
	if s.Off&GroupShape == 0 {
		s.cross(fFirstWord, t.Hash, few)
		s.cross(fFirstClass, uint32(t.Class), few)
		s.cross(fFirstSuffix, t.Suffix, form)
		s.cross(fFirstKind, uint32(lex.Kind(t.Word))<<5|uint32(t.Class), few)
	}
	if s.Off&GroupMeaning == 0 {
		if c := lex.Cluster(t.Word); c > 0 {
			s.cross(fFirstCluster, c, few)
		}
		if p, ok := d.at(st, i-1); ok {
			if c := lex.Cluster(p.Word); c > 0 && p.Closed == 0 {
				s.cross(fPrevCluster, c, few)
			}
		}
	}
	if s.Off&GroupSpan == 0 {
		s.cross(fStartPlace, boolBit(i == st.Start)|boolBit(t.Flags&text.InParens != 0)<<1|boolBit(t.Flags&text.InQuotes != 0)<<2, few)
		if p, ok := d.at(st, i-1); ok {
			s.cross(fPartial, uint32(p.Class)<<5|uint32(t.Class), form)
		}
	}
	if s.Off&GroupNear == 0 {
		s.cross(fLeftDistance, distance(d.gap(d.near, i-1, i, st))<<1, form)
		if m := d.nearest(d.near, i-1, st); m >= 0 {
			s.cross(fLeftMatch, s.Q.Words[d.match[m]].Stem, form)
		}
	}
	if s.Off&GroupRefer == 0 {
		if head, member := d.coordination(st, i); head >= 0 {
			s.cross(fStartConj, d.Tokens[head].Stem<<2|member, every)
			s.cross(fStartConj, member, few)
		}
	}
	return u
}

func (d *Doc) nearest(near []int32, i int, st *Sentence) int32 {
	if i < st.Start || i >= st.End {
		return -1
	}
	return near[i]
}

func (d *Doc) gap(near []int32, at, from int, st *Sentence) int32 {
	m := d.nearest(near, at, st)
	if m < 0 {
		return -1
	}
	if m > int32(from) {
		return m - int32(from)
	}
	return int32(from) - m
}

// governor returns the nearest open-class word before (step -1) or after (step 1) token i that is no adjective-like neighbour: the first
// lower-case word that is met, names and signs passed over, at most eight tokens away.
func (d *Doc) governor(st *Sentence, i, step int) int {
	for k, n := i+step, 0; k >= st.Start && k < st.End && n < 8; k, n = k+step, n+1 {
		if d.Tokens[k].Class == text.Lower {
			return k
		}
	}
	return -1
}

// coordination looks from the second member of "A and B" over A to the word that governs both, and tells the members apart.
func (d *Doc) coordination(st *Sentence, i int) (head int, member uint32) {
	k := i - 1
	if k >= st.Start && d.Tokens[k].Closed == closedAnd {
		k--
		n := 0
		for k >= st.Start && n < 14 {
			t := &d.Tokens[k]
			if t.Class == text.Lower || t.Class == text.Closed && t.Closed == closedOf && k > st.Start && d.Tokens[k-1].Class == text.Lower {
				break
			}
			k--
			n++
		}
		if k < st.Start || n == 14 {
			return -1, 0
		}
		if d.Tokens[k].Class == text.Closed && k > st.Start {
			k--
		}
		return k, 2
	}
	// a first member: of A and B
	if k >= st.Start && d.Tokens[k].Class == text.Closed && d.Tokens[k].Closed != closedAnd && k > st.Start && d.Tokens[k-1].Class == text.Lower {
		for j := i + 1; j < min(i+7, st.End); j++ {
			t := &d.Tokens[j]
			if t.Closed == closedAnd && j+1 < st.End && d.Tokens[j+1].IsName() {
				return k - 1, 1
			}
			if t.Class == text.Lower || t.Class == text.Stop {
				break
			}
		}
		return k - 1, 0
	}
	return -1, 0
}

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
		s.cross(fNext3, pair(pair(p1, p2), p3), few)
		s.cross(fNextMask, pair(pair(m1, m2), m3), few)
		s.cross(fNextMask, pair(m1, m2)+1, few)
		if g := d.governor(st, i, 1); g >= 0 {
			if d.match[g] >= 0 {
				s.cross(fNextGovernor, d.mask(s, g)<<1|boolBit(g-1 == i), form)
			}
			s.cross(fNextGovernor, d.Tokens[g].Stem, every)
			if c := lex.Cluster(d.Tokens[g].Word); c > 0 && s.Off&GroupMeaning == 0 {
				s.cross(fNextGovernorCluster, c, few)
			}
		}
	}
	if s.Off&GroupShape == 0 {
		s.cross(fLastWord, t.Hash, few)
		s.cross(fLastClass, uint32(t.Class), few)
		s.cross(fLastSuffix, t.Suffix, few)
		s.cross(fLastKind, uint32(lex.Kind(t.Word))<<5|uint32(t.Class), few)
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
		s.cross(fRightDistance, distance(d.gap(d.nearR, i+1, i, st))<<1, form)
		if m := d.nearest(d.nearR, i+1, st); m >= 0 {
			s.cross(fRightMatch, s.Q.Words[d.match[m]].Stem, form)
		}
	}
	return u
}

// closeness is how near a span is to the question's words on both sides.
func (d *Doc) closeness(st *Sentence, i, j int) (relation, entity, soft float32) {
	if i-1 >= st.Start {
		relation, entity, soft = d.left[i-1], d.leftE[i-1], d.softL[i-1]
	}
	if j < st.End {
		relation += d.right[j]
		entity += d.rightE[j]
		soft += d.softR[j]
	}
	return
}
