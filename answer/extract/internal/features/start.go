package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

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
		s.cross(fPrev3, pair(pair(p1, p2), p3), form)
		s.cross(fPrevMask, pair(pair(m1, m2), m3), few)
		s.cross(fPrevMask, pair(m1, m2)+1, few)
		if g := d.governor(st, i, -1); g >= 0 {
			if d.match[g] >= 0 {
				s.cross(fGovernor, d.mask(s, g)<<1|boolBit(g+1 == i), form)
			}
			s.cross(fGovernor, d.Tokens[g].Stem, every)
			if c := lex.Cluster(d.Tokens[g].Word); c > 0 && s.Off&GroupMeaning == 0 {
				s.crossKnown(fGovernorCluster, c, few)
			}
		}
	}
	if s.Off&GroupShape == 0 {
		s.cross(fFirstWord, t.Hash, few)
		s.crossKnown(fFirstClass, uint32(t.Class), few)
		s.cross(fFirstSuffix, t.Suffix, form)
		s.add(fStartTags, pair(d.tagAt(s, st, i-1), d.tagAt(s, st, i)))
		s.add(fFirstTwo, pair(d.tagAt(s, st, i), d.tagAt(s, st, i+1)))
		if p, ok := d.at(st, i-1); ok {
			s.cross(fPrevSuffix, p.Suffix, form)
			s.add(fPrevSuffix, pair(p.Suffix, t.Suffix))
		}
		s.crossKnown(fFirstKind, uint32(lex.Kind(t.Word))<<5|uint32(t.Class), few)
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
		s.crossKnown(fStartPlace, boolBit(i == st.Start)|boolBit(t.Flags&text.InParens != 0)<<1|boolBit(t.Flags&text.InQuotes != 0)<<2, few)
		if p, ok := d.at(st, i-1); ok {
			s.cross(fPartial, uint32(p.Class)<<5|uint32(t.Class), form)
		}
	}
	if s.Off&GroupRefer == 0 {
		s.crossKnown(fStartGender, uint32((lex.Gender(t.Word)+1)*3+d.gender+1), few)
	}
	if s.Off&GroupNear == 0 {
		if q := s.Q; q.Prep != 0 {
			p, ok := d.at(st, i-1)
			s.add(fPrepMatch, boolBit(ok && p.Closed == q.Prep)<<4|uint32(q.Form))
			if ok {
				s.cross(fPrepPrev, pair(uint32(q.Prep), p.Hash), form)
			}
		}
		if g := d.gapDistance(s, st, i, -1); g >= 0 {
			s.cross(fLeftGap, distance(int32(g))<<2|uint32(s.Q.Order), form)
		}
		s.crossKnown(fLeftEntity, distance(d.gap(d.nearE, i-1, i, st)), form)
		s.crossKnown(fLeftDistance, distance(d.gap(d.near, i-1, i, st))<<1, form)
		if m := d.nearest(d.near, i-1, st); m >= 0 {
			s.crossKnown(fLeftMatch, s.Q.Words[d.match[m]].Stem, form)
		}
	}
	if s.Off&GroupRefer == 0 {
		if s.askedKin() {
			s.kinFeatures(d, i)
		}
		if head, member := d.coordination(st, i); head >= 0 {
			s.cross(fStartConj, d.Tokens[head].Stem<<2|member, every)
			s.cross(fStartConj, member, few)
		}
	}
	return u
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
