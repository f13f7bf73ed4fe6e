package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// kin says how a name stands to somebody by the words of family before it: "the son of A and B, he married C, daughter of D".
type kin struct {
	what  uint8 // the word of family
	whose uint8 // of whom it is said
	slot  uint8 // 1 for the first name after it, 2 for the one after "and" or "by"
	later bool  // not the first word of its name
}

// What a word of family says of the name after it.
const (
	noKin     uint8 = iota
	parentsOf       // son of, born to: the name is a parent
	childOf         // father of: the name is a child
	spouseOf        // wife of, married
	siblingOf
	isParent // his father
	isMother
	isChild
	isSpouse
	isSibling
)

// Of whom it is said.
const (
	ofNobody  uint8 = iota
	ofSubject       // of whom the passage is about
	ofOther         // of another name in the sentence
)

type kinWord struct{ of, is uint8 }

var (
	kinWords = func() map[uint32]kinWord {
		m := map[uint32]kinWord{}
		for k, words := range map[kinWord]string{
			{parentsOf, isChild}:   "son daughter child sons daughters children heir heiress stepson stepdaughter",
			{childOf, isParent}:    "father parents",
			{childOf, isMother}:    "mother",
			{spouseOf, isSpouse}:   "wife husband spouse consort widow widower wives mistress fiancée partner",
			{siblingOf, isSibling}: "brother sister brothers sisters sibling siblings half-brother half-sister twin",
		} {
			for h := range hashes(words) {
				m[h] = k
			}
		}
		return m
	}()
	marriedWords = hashes("married marries marrying remarried wed wedded marriage")
	bornWord     = text.Hash("born")
	closedWas    = hashes("is was were are be been being became becomes as")
	closedBy_    = hashes("by with")
	closedWho    = hashes("who whom whose which that she he they it after before when while until")
	masculine    = hashes("king prince sir lord count duke earl baron viscount marquess emperor sultan shah sheikh mr grand-duke landgrave margrave pope saint baronet kaiser tsar")
	feminine     = hashes("queen princess lady countess duchess empress dame margravine baroness marchioness viscountess sheikha mrs miss infanta archduchess tsarina née nee landgravine")
)

// askedKin reports whether the question asks for a relative.
func (s *Set) askedKin() bool {
	switch question.RelationName(s.Q.Relation) {
	case "father", "mother", "spouse", "child", "sibling":
		return true
	}
	return false
}

// family works out, for questions about relatives, how the names of each sentence stand to those that words of family are said of.
func (d *Doc) family(s *Set) {
	d.kin = resize(d.kin, len(d.Tokens))
	if s.Off&GroupRefer != 0 || !s.askedKin() {
		return
	}
	for k := 1; k < len(d.Sentences); k++ {
		d.familyOf(&d.Sentences[k], k == 1)
	}
}

func (d *Doc) familyOf(st *Sentence, first bool) {
	clause := ofOther
	switch st.subject {
	case titleSubject, pronounSubject:
		clause = ofSubject
	case theSubject, otherSubject:
		clause = ofNobody
	}
	if first {
		clause = ofSubject
	}
	for i := st.Start; i < st.End; i++ {
		t := &d.Tokens[i]
		switch {
		case pronoun(t.Closed) && clause != ofSubject && i > st.Start && d.Tokens[i-1].Class == text.Comma:
			clause = ofSubject
		case t.Class != text.Lower:
		case marriedWords[t.Hash]:
			d.people(st, i+1, kin{what: spouseOf, whose: d.teller(st, i, clause), slot: 1})
		case t.Hash == bornWord && d.hashAt(st, i+1) == text.Hash("to"):
			d.people(st, i+2, kin{what: parentsOf, whose: d.teller(st, i, clause), slot: 1})
		default:
			w, ok := kinWords[t.Hash]
			if !ok {
				continue
			}
			if next, ok := d.at(st, i+1); ok && next.Closed == closedOf || ok && next.Hash == text.Hash("to") && next.Closed > 0 {
				d.people(st, i+2, kin{what: w.of, whose: d.teller(st, i, clause), slot: 1})
				continue
			}
			whose := clause
			if owner := d.owner(st, i); owner != ofNobody {
				whose = owner
			}
			if d.kin[i].slot > 0 { // son of A and his wife B
				continue
			}
			d.people(st, i+1, kin{what: w.is, whose: whose, slot: 1})
		}
	}
}

// owner tells whose relative is named: "Henry's son" is of Henry.
func (d *Doc) owner(st *Sentence, i int) uint8 {
	for k := i - 1; k >= st.Start && i-k < 5; k-- {
		t := &d.Tokens[k]
		switch {
		case t.Class == text.Possessive && k > st.Start:
			if d.ofTitle(k - 1) {
				return ofSubject
			}
			return ofOther
		case t.Class != text.Lower && t.Class != text.NumberWord && t.Class != text.Ordinal:
			return ofNobody
		}
	}
	return ofNobody
}

// teller finds of whom a word of family at i is said: after a copula of the clause's subject, after a comma or at once of the name before.
func (d *Doc) teller(st *Sentence, i int, clause uint8) uint8 {
	k := i - 1
	for k >= st.Start {
		t := &d.Tokens[k]
		switch {
		case closedWas[t.Hash], pronoun(t.Closed):
			return clause
		case t.Class == text.Comma, t.Class == text.Close, t.IsName():
			return d.nameBefore(st, k, clause)
		case t.Class == text.Stop, t.Class == text.Open:
			return clause
		}
		k--
	}
	return clause
}

// nameBefore says whose name ends at or before token k: that of the passage's subject, or another.
func (d *Doc) nameBefore(st *Sentence, k int, clause uint8) uint8 {
	depth, n := 0, 0
	for ; k >= st.Start && n < 60; k, n = k-1, n+1 {
		t := &d.Tokens[k]
		switch {
		case t.Class == text.Close:
			depth++
		case t.Class == text.Open:
			depth--
		case depth > 0:
		case d.kin[k].slot > 0:
			return ofOther
		case d.ofTitle(k):
			return ofSubject
		case closedWas[t.Hash], pronoun(t.Closed):
			return clause
		}
	}
	return clause
}

// ofTitle reports whether a token is a word of the passage's title.
func (d *Doc) ofTitle(i int) bool {
	t := &d.Tokens[i]
	if !t.IsName() {
		return false
	}
	for j := range d.Title {
		if d.Tokens[j].Stem == t.Stem {
			return true
		}
	}
	return false
}

// maxFamily is how many tokens after a word of family its names are looked for in.
const maxFamily = 48

// people marks the names from token i on, up to the end of the clause: the first is in slot 1, what follows "and", "by" or "with" in slot 2.
func (d *Doc) people(st *Sentence, i int, k kin) {
	depth := 0
	seen := false // a name of the slot
	name := false // inside a name
	for n := 0; i < st.End && n < maxFamily; i, n = i+1, n+1 {
		t := &d.Tokens[i]
		switch {
		case t.Class == text.Open:
			depth++
		case t.Class == text.Close:
			depth--
			if depth < 0 {
				return
			}
		case depth > 0:
		case t.Class == text.Stop && !(i+1 < st.End && d.Tokens[i+1].Flags&text.Glued != 0):
			return
		case closedWho[t.Hash]:
			if seen {
				return
			}
		case marriedWords[t.Hash]:
			return
		case t.Closed == closedAnd || closedBy_[t.Hash]:
			if seen && k.slot == 1 {
				if !d.leads(st, i+1) {
					return
				}
				k.slot, seen, name = 2, false, false
			} else if seen {
				return
			}
		case t.Class == text.Comma:
			name = false
			if next, ok := d.at(st, i+1); seen && ok && (next.Class == text.Lower && kinWords[next.Hash].of != noKin || next.Class == text.Lower && marriedWords[next.Hash]) {
				return
			}
		case t.IsName() || t.IsNumeric() && name:
			m := k
			m.later = seen
			d.kin[i] = m
			seen, name = true, true
			if k.later {
				d.kin[i].later = true
			}
		case t.Class == text.Lower:
			if w := kinWords[t.Hash]; seen && k.slot == 1 && w.of != noKin && i > st.Start && d.Tokens[i-1].Class == text.Comma {
				return
			}
			name = false
			d.kin[i] = kin{what: k.what, whose: k.whose, slot: k.slot, later: true}
		}
	}
}

// leads reports whether a name, or "his wife" and the like, follows at i.
func (d *Doc) leads(st *Sentence, i int) bool {
	for n := 0; i < st.End && n < 6; i, n = i+1, n+1 {
		t := &d.Tokens[i]
		switch {
		case t.IsName():
			return true
		case t.Closed == closedHis || t.Closed == closedHer || t.Flags&text.Article != 0 || t.Class == text.Comma || t.IsNumeric():
		case t.Class == text.Lower:
		default:
			return false
		}
	}
	return false
}

// genderOf guesses from titles and first names whether a name at token i is a man's (-1) or a woman's (1).
func (d *Doc) genderOf(s *Set, st *Sentence, i int) int {
	for k := i; k < min(i+3, st.End); k++ {
		t := &d.Tokens[k]
		switch {
		case !t.IsName():
			return 0
		case masculine[t.Hash]:
			return -1
		case feminine[t.Hash]:
			return 1
		}
		if g := s.Lexicon.Gender(t.Word); g != 0 {
			return g
		}
	}
	return 0
}

// kinFeatures emits how a candidate that begins at i stands to the words of family.
func (s *Set) kinFeatures(d *Doc, st *Sentence, i int) {
	k := d.kin[i]
	gender := uint32(d.genderOf(s, st, i) + 1)
	code := uint32(k.what)<<4 | uint32(k.whose)<<2 | uint32(k.slot)
	few := s.keys.few()
	s.cross(fKin, code<<1|boolBit(k.later), few)
	s.cross(fKin, 1<<16|code<<4|boolBit(k.later)<<3|gender, few)
	before := uint32(0)
	if i > st.Start {
		before = uint32(d.kin[i-1].slot) + 1
	}
	s.cross(fKin, 1<<17|uint32(k.what)<<8|uint32(k.slot)<<5|before<<3|uint32(d.gender+1), few)
}
