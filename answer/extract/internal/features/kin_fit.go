package features

import "github.com/qcompiler/qcompiler/answer/extract/internal/question"

// How a name's place among words of family bears on the relative that is asked for.
const (
	kinNone  uint32 = iota
	kinOther        // it is another relative
	kinFits
	kinSex // it would be, but for the sex
)

// fit says how a name that is marked with k bears on the question.
func (s *Set) kinFit(k kin) uint32 {
	if k.what == noKin {
		return kinNone
	}
	fits := func(ok bool, wrongSex bool) uint32 {
		switch {
		case !ok:
			return kinOther
		case wrongSex:
			return kinSex
		}
		return kinFits
	}
	switch question.RelationName(s.Q.Relation) {
	case "father":
		return fits(k.what == parentsOf || k.what == isParent, k.sex > 0)
	case "mother":
		return fits(k.what == parentsOf || k.what == isMother, k.sex < 0)
	case "spouse":
		return fits(k.what == spouseOf || k.what == isSpouse, false)
	case "child":
		return fits(k.what == childOf || k.what == isChild, false)
	}
	return fits(k.what == siblingOf || k.what == isSibling, false)
}

// kinPenalty is what a candidate loses, or wins if negative, for how it stands to the words of family.
func (s *Set) kinPenalty(c *Candidate) (loss float32, why Ruling) {
	k := s.Docs[c.Passage].kin[c.Start]
	switch fit := s.kinFit(k); {
	case fit == kinOther:
		return otherRelative, OtherKin
	case fit == kinSex:
		return otherSex, OtherSex
	case fit == kinFits && k.whose == ofOther:
		return otherFamily, OtherFamily
	case fit == kinFits && k.whose == ofSubject:
		return -rightRelative, OwnKin
	case fit == kinFits:
		return 0, RightKin
	}
	return 0, Unruled
}

// kinFeatures emits how a candidate that begins at i stands to the words of family.
func (s *Set) kinFeatures(d *Doc, i int) {
	k := d.kin[i]
	few, form := s.keys.few(), s.keys.form()
	fit := s.kinFit(k)<<3 | uint32(k.whose)<<1 | boolBit(k.later)
	s.crossKnown(fKin, fit, form)
	s.crossKnown(fKin, 1<<20|fit<<6|uint32(k.what)<<2|uint32(k.slot), few)
	s.crossKnown(fKin, 1<<21|uint32(k.what)<<6|uint32(k.slot)<<4|uint32(k.sex+1)<<2|uint32(d.gender+1), few)
}
