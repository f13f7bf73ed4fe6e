package features

import "github.com/qcompiler/qcompiler/answer/extract/internal/text"

// finish emits the units of the spans themselves, for the candidates of a sentence from first on.
func (s *Set) finish(d *Doc, st *Sentence, first int) {
	if first < len(s.Candidates) && s.Candidates[first].Sentence > 0 {
		s.catalogue(d, st, first)
	}
	var best [Types]float32
	for k := first; k < len(s.Candidates); k++ {
		c := &s.Candidates[k]
		r, e, _ := d.closeness(st, int(c.Start), int(c.End))
		best[c.Type] = max(best[c.Type], r+0.5*e)
	}
	for k := first; k < len(s.Candidates); k++ {
		c := &s.Candidates[k]
		c.Units[4] = s.spanUnit(d, st, c, &best)
	}
}

func (s *Set) spanUnit(d *Doc, st *Sentence, c *Candidate, best *[Types]float32) int32 {
	u := s.unit()
	i, j := int(c.Start), int(c.End)
	n := uint32(j - i)
	typ := uint32(c.Type)
	few, form := s.keys.few(), s.keys.form()
	if s.Off&GroupShape == 0 {
		s.crossKnown(fType, typ, few)
		s.cross(fType, typ, s.keys.words())
		s.crossKnown(fTypeLength, typ<<4|min(n, 12), form)
		s.crossKnown(fExpected, boolBit(fits(s.Q.Expected, c.Type))<<1|boolBit(n > 3), form)
		shape, tags := uint32(0), uint32(0)
		for k := i; k < min(j, i+6); k++ {
			shape = pair(shape, d.shapeAt(k))
			tags = pair(tags, d.tagAt(s, st, k))
		}
		s.cross(fShape, shape, form)
		if n > 1 && n < 5 {
			s.add(fInnerTags, tags)
		}
		s.crossKnown(fLength, min(n, 12), few)
		s.cross(fInside, pair(d.Tokens[i].Suffix, d.Tokens[j-1].Suffix), form)
		s.cross(fSpanWord, uint32(c.Norm^c.Norm>>32), form)
	}
	if s.Off&GroupContext == 0 {
		p, q := d.hashAt(st, i-1), d.hashAt(st, j)
		s.cross(fTypePrev, pair(p, typ), form)
		s.cross(fTypeNext, pair(q, typ), form)
		s.cross(fBothSides, pair(d.maskAt(s, st, i-1), d.maskAt(s, st, j)), few)
		s.cross(fBothSides, pair(p, q), form)
	}
	if s.Off&GroupSpan == 0 {
		over, entity, content := 0, 0, 0
		for k := i; k < j; k++ {
			if m := d.match[k]; m >= 0 {
				over++
				if s.Q.Words[m].Entity || d.inTitle[m] {
					entity++
				}
			}
			if d.Tokens[k].Closed == 0 && d.Tokens[k].Flags&text.Signs == 0 {
				content++
			}
		}
		all := uint32(0)
		switch {
		case over == 0:
		case over == content:
			all = 2
		default:
			all = 1
		}
		ends := boolBit(d.entityAt(s, i)) | boolBit(d.entityAt(s, j-1))<<1
		s.crossKnown(fOverlapEnds, ends<<2|min(n, 3), few)
		s.crossKnown(fOverlap, all<<4|uint32(min(over, 3))<<2|uint32(min(entity, 3)), form)
		cut := boolBit(i > st.Start && d.Tokens[i-1].IsName() && d.Tokens[i].IsName()) | boolBit(j < st.End && d.Tokens[j].IsName() && d.Tokens[j-1].IsName())<<1
		s.crossKnown(fPartial, cut<<6|typ|1<<20, form)
		if c.titled != noCatalogue {
			s.crossKnown(fTitled, uint32(c.titled)<<6|typ, few)
			s.crossKnown(fTitled, uint32(c.titled)|1<<16, few)
		}
		s.crossKnown(fParens, typ<<4|boolBit(d.Tokens[i].Flags&text.InParens != 0)<<1|boolBit(i == st.Start), few)
		if f := s.Q.Focus; f >= 0 {
			stem := s.Q.Tokens[f].Stem
			beside := uint32(0)
			switch {
			case d.stemAt(st, j-1) == stem:
				beside = 1
			case d.stemAt(st, j) == stem:
				beside = 2
			case d.stemAt(st, i-1) == stem:
				beside = 3
			case d.stemAt(st, i) == stem:
				beside = 4
			case d.stemAt(st, i-2) == stem:
				beside = 5
			case d.stemAt(st, j+1) == stem || d.stemAt(st, j+2) == stem:
				beside = 6
			}
			s.crossKnown(fFocusBeside, beside<<1|boolBit(n == 1), form)
		}
	}
	if s.Off&GroupNear == 0 {
		r, e, f := d.closeness(st, i, j)
		s.crossKnown(fNear, bucket(r, 0.12, 10), form)
		s.crossKnown(fNearEntity, bucket(e, 0.15, 8), form)
		s.add(fNearType, bucket(r+0.5*e, 0.15, 9)<<6|typ)
		if s.Off&GroupMeaning == 0 {
			s.crossKnown(fNearSoft, bucket(f, 0.05, 8), form)
		}
		behind := best[c.Type] - r - 0.5*e
		s.crossKnown(fTypeRank, bucket(behind, 0.08, 6)<<6|typ, form)
		s.add(fCoverType, bucket(st.cover, 0.2, 5)<<12|bucket(s.best-st.cover, 0.1, 5)<<8|typ)
	}
	if s.Off&GroupRefer == 0 {
		s.crossKnown(fTypeSubject, uint32(st.subject)<<7|typ<<1|boolBit(d.asked), form)
		s.crossKnown(fSentIndex, typ<<4|uint32(min(int(c.Sentence), 4))<<1|boolBit(d.asked)|1<<20, form)
	}
	return u
}

func (d *Doc) stemAt(st *Sentence, i int) uint32 {
	if t, ok := d.at(st, i); ok {
		return t.Stem
	}
	return 0
}

// shapeAt is the class of a token, or the closed-class word itself.
func (d *Doc) shapeAt(i int) uint32 {
	if c := d.Tokens[i].Closed; c > 0 {
		return 100 + uint32(c)
	}
	return uint32(d.Tokens[i].Class)
}

// entityAt reports whether a token is a word of a name in the question.
func (d *Doc) entityAt(s *Set, i int) bool {
	m := d.match[i]
	return m >= 0 && s.Q.Words[m].Entity
}
