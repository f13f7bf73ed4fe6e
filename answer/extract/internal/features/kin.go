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
	sex   int8  // of the person named: -1 a man, 1 a woman, by titles, first names and the other one of a couple
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
			for h := range hashSet(words) {
				m[h] = k
			}
		}
		return m
	}()
	marriedWords = hashSet("married marries marrying remarried wed wedded marriage")
	bornWord     = text.Hash("born")
	closedWas    = hashSet("is was were are be been being became becomes as")
	closedBy_    = hashSet("by with")
	closedWho    = hashSet("who whom whose which that she he they it after before when while until")
	wives        = hashSet("wife mistress concubine mother lady")
	husbands     = hashSet("husband consort father")
	masculine    = hashSet("king prince sir lord count duke earl baron viscount marquess emperor sultan shah sheikh mr grand-duke landgrave margrave pope saint baronet kaiser tsar")
	feminine     = hashSet("queen princess lady countess duchess empress dame margravine baroness marchioness viscountess sheikha mrs miss infanta archduchess tsarina née nee landgravine")
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
		d.familyOf(s, &d.Sentences[k], k == 1)
	}
}

func (d *Doc) familyOf(s *Set, st *Sentence, first bool) {
	clause := ofNobody // what is said of nobody yet is said of the first name
	if first && d.asked {
		clause = ofSubject
	}
	for i := st.Start; i < st.End; i++ {
		t := &d.Tokens[i]
		switch {
		case clause == ofNobody && d.ofTitle(s, i):
			clause = ofSubject
		case clause == ofNobody && t.IsName() && t.Class == text.Capital && i > st.Start && d.kin[i].slot == 0:
			clause = ofOther
		case (t.Closed == closedHe || t.Closed == closedShe) && d.asked:
			clause = d.pronounOf(t)
		case t.Class != text.Lower:
		case marriedWords[t.Hash]:
			d.people(s, st, i+1, kin{what: spouseOf, whose: d.teller(s, st, i, clause), slot: 1})
		case t.Hash == bornWord && d.hashAt(st, i+1) == text.Hash("to"):
			d.people(s, st, i+2, kin{what: parentsOf, whose: d.teller(s, st, i, clause), slot: 1})
		default:
			w, ok := kinWords[t.Hash]
			if !ok {
				continue
			}
			if next, ok := d.at(st, i+1); ok && next.Closed == closedOf || ok && next.Hash == text.Hash("to") && next.Closed > 0 {
				d.people(s, st, i+2, kin{what: w.of, whose: d.teller(s, st, i, clause), slot: 1})
				continue
			}
			whose := clause
			if owner := d.owner(s, st, i); owner != ofNobody {
				whose = owner
			}
			if d.kin[i].slot > 0 { // son of A and his wife B
				continue
			}
			d.people(s, st, i+1, kin{what: w.is, whose: whose, slot: 1})
		}
	}
}

// owner tells whose relative is named: "Henry's son" is of Henry.
func (d *Doc) owner(s *Set, st *Sentence, i int) uint8 {
	for k := i - 1; k >= st.Start && i-k < 5; k-- {
		t := &d.Tokens[k]
		switch {
		case t.Class == text.Possessive && k > st.Start:
			if d.ofTitle(s, k-1) {
				return ofSubject
			}
			return ofOther
		case (t.Closed == closedHis || t.Closed == closedHer) && d.asked && d.kin[k].slot == 0:
			return d.pronounOf(t)
		case t.Class != text.Lower && t.Class != text.NumberWord && t.Class != text.Ordinal:
			return ofNobody
		}
	}
	return ofNobody
}

// teller finds of whom a word of family at i is said: after a copula of the clause's subject, after a comma or at once of the name before.
func (d *Doc) teller(s *Set, st *Sentence, i int, clause uint8) uint8 {
	k := i - 1
	for k >= st.Start {
		t := &d.Tokens[k]
		switch {
		case closedWas[t.Hash], pronoun(t.Closed):
			return clause
		case t.Class == text.Comma, t.Class == text.Close, t.IsName():
			return d.nameBefore(s, st, k, clause)
		case t.Class == text.Stop, t.Class == text.Open:
			return clause
		}
		k--
	}
	if clause == ofNobody && d.asked { // The daughter of A and B, she
		return ofSubject
	}
	return clause
}

// pronounOf says whom a pronoun stands for: whom the passage is about, unless most of its pronouns are of the other sex.
func (d *Doc) pronounOf(t *text.Token) uint8 {
	if t.Closed == closedHe || t.Closed == closedHis {
		if d.gender > 0 {
			return ofOther
		}
	} else if d.gender < 0 {
		return ofOther
	}
	return ofSubject
}

// nameBefore says whose name ends at or before token k: that of the passage's subject, or another.
func (d *Doc) nameBefore(s *Set, st *Sentence, k int, clause uint8) uint8 {
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
		case d.ofTitle(s, k):
			return ofSubject
		case closedWas[t.Hash], pronoun(t.Closed):
			return clause
		}
	}
	return clause
}

// ofTitle reports whether a token is a word of the name in the question, or of the title of a passage about it.
func (d *Doc) ofTitle(s *Set, i int) bool {
	t := &d.Tokens[i]
	if !t.IsName() || d.kin[i].slot > 0 {
		return false
	}
	if d.entityAt(s, i) {
		return true
	}
	for j := range d.Bare {
		if d.asked && d.Tokens[j].Stem == t.Stem {
			return true
		}
	}
	return false
}

// maxFamily is how many tokens after a word of family its names are looked for in.
const maxFamily = 48

// people marks the names from token i on, up to the end of the clause: the first is in slot 1, what follows "and", "by" or "with" in slot 2.
func (d *Doc) people(s *Set, st *Sentence, i int, k kin) {
	from := i
	defer func() { d.sexes(s, st, from, i) }()
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
		case marriedWords[t.Hash], seen && closedWas[t.Hash]:
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

// sexes works out who of the people in tokens from:to is a man and who a woman. Of two, one is what the other is not; where nothing
// tells them apart, the father is named first.
func (d *Doc) sexes(s *Set, st *Sentence, from, to int) {
	var sex [3]int
	both := false
	for i := from; i < min(to, st.End); i++ {
		k := d.kin[i]
		if k.slot == 0 {
			continue
		}
		both = both || k.slot == 2
		t := &d.Tokens[i]
		switch {
		case sex[k.slot] != 0:
		case t.Class == text.Lower && wives[t.Hash]:
			sex[k.slot] = 1
		case t.Class == text.Lower && husbands[t.Hash]:
			sex[k.slot] = -1
		case !k.later:
			sex[k.slot] = d.genderOf(s, st, i)
		}
	}
	if both {
		switch {
		case sex[1] != 0:
			sex[2] = -sex[1]
		case sex[2] != 0:
			sex[1] = -sex[2]
		default:
			sex[1], sex[2] = -1, 1
		}
	}
	for i := from; i < min(to, st.End); i++ {
		if k := &d.kin[i]; k.slot > 0 {
			k.sex = int8(sex[k.slot])
		}
	}
}
