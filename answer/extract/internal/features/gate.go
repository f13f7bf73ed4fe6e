package features

import "github.com/qcompiler/qcompiler/answer/extract/internal/text"

// Lost is how much of the weight of the question's names stands nowhere in a passage, from 0 to 1; 0 where the question names nothing. Words
// that were never counted are as good as names.
func (s *Set) Lost(passage int) float64 {
	d := &s.Docs[passage]
	var all, lost float32
	for j := range s.Q.Words {
		w := &s.Q.Words[j]
		if !w.Entity && w.Lex >= 0 {
			continue
		}
		all += w.IDF
		if !d.holds[j] {
			lost += w.IDF
		}
	}
	if all == 0 {
		return 0
	}
	return float64(lost / all)
}

// findNamesakes says of each passage how well its title is the name in the question, beside the other titles: 0 for one that is, or that has
// nothing to do with the name; 1 for a title that is named with a bracket that says something else than the question; 2 for one that only
// shares words with the name while another passage has the name itself.
func (s *Set) findNamesakes(into []uint8) []uint8 {
	into = resize(into, len(s.Docs))
	if s.bestNamed < exactName {
		return into
	}
	told := false
	for i := range s.Docs {
		told = told || s.Docs[i].named >= exactName && s.Docs[i].bracketAsked(s)
	}
	for i := range s.Docs {
		d := &s.Docs[i]
		switch {
		case d.named >= exactName && s.longer(i):
			into[i] = 2
		case d.named == wholeName:
		case d.named >= exactName:
			into[i] = uint8(boolBit(told && d.Bare < d.Title && !d.bracketAsked(s)))
		case s.holdsExact(i) && d.inARow(s):
		case d.asked || d.sharesName(s):
			into[i] = 2
		}
	}
	return into
}

// Namesake reports whether a passage's title only looks like the name in the question, which is that of another passage.
func (s *Set) Namesake(passage int) bool {
	return passage < len(s.namesakes) && s.namesakes[passage] > 0
}

// longer reports whether the question has a longer title in a row that passage i's title is a part of: what looks like a name of its own,
// because a sign stands before it, is the end of a longer one.
func (s *Set) longer(i int) bool {
	for k := range s.Docs {
		if d := &s.Docs[k]; k != i && d.contains(&s.Docs[i]) && d.inARow(s) {
			return true
		}
	}
	return false
}

// holdsExact reports whether passage i's title is longer than that of another passage that looked like the name, and holds it.
func (s *Set) holdsExact(i int) bool {
	for k := range s.Docs {
		if e := &s.Docs[k]; e.named >= exactName && s.Docs[i].contains(e) {
			return true
		}
	}
	return false
}

// inARow reports whether the title's words, without what stands in brackets after them, stand in the question one after the other.
func (d *Doc) inARow(s *Set) bool {
	q := s.Q.Tokens
	for i := 0; i+d.Bare <= len(q); i++ {
		k := 0
		for k < d.Bare && d.Tokens[k].Hash == q[i+k].Hash {
			k++
		}
		if k == d.Bare && k > 0 {
			return true
		}
	}
	return false
}

// contains reports whether a title without its bracket holds all words of another, and more.
func (d *Doc) contains(e *Doc) bool {
	if d.Bare <= e.Bare {
		return false
	}
	for i := range e.Bare {
		found := false
		for k := range d.Bare {
			found = found || d.Tokens[k].Hash == e.Tokens[i].Hash
		}
		if !found {
			return false
		}
	}
	return true
}

// The steps of [Doc.named] that this goes by.
const (
	exactName = 3
	wholeName = 4
)

// bracketAsked reports whether the question has a word of what stands in brackets after the title.
func (d *Doc) bracketAsked(s *Set) bool {
	for i := d.Bare; i < d.Title; i++ {
		if d.match[i] >= 0 && !s.Q.Words[d.match[i]].Entity {
			return true
		}
	}
	return false
}

func (d *Doc) sharesName(s *Set) bool {
	for i := range d.Bare {
		if d.match[i] >= 0 && s.Q.Words[d.match[i]].Entity {
			return true
		}
	}
	return false
}

// life is a part of a life.
type life uint8

// The parts.
const (
	noLife life = iota
	birth
	death
)

var (
	birthStems = stems("born", "birth", "geboren", "родился", "родилась")
	deathStems = stems("died", "death", "killed", "gestorben", "starb", "умер", "умерла", "†")
)

func stems(words ...string) map[uint32]bool {
	m := map[uint32]bool{}
	for _, w := range words {
		m[stemOf(w)] = true
	}
	return m
}

// askedLife says whether the question asks for when or where a life began or ended.
func (s *Set) askedLife() life {
	out := noLife
	for i := range s.Q.Tokens {
		if s.Q.IsEntity(i) {
			continue
		}
		switch l := lifeWord(&s.Q.Tokens[i]); {
		case l == noLife:
		case out != noLife && out != l:
			return noLife
		default:
			out = l
		}
	}
	return out
}

func lifeWord(t *text.Token) life {
	switch {
	case birthStems[t.Stem]:
		return birth
	case deathStems[t.Stem]:
		return death
	}
	return noLife
}

// tellsOf reports whether a passage has a word for an end of a life. Without one it says where somebody died, if at all, in other words, and
// the place of birth may be that too.
func (s *Set) tellsOf(passage int, l life) bool {
	d := &s.Docs[passage]
	for i := d.Title; i < len(d.Tokens); i++ {
		if lifeWord(&d.Tokens[i]) == l {
			return true
		}
	}
	return false
}

// lifeReach is how many tokens before a date or a place "born" and "died" are looked for.
const lifeReach = 7

// lifeOf says of which end of a life a candidate tells: "(born 1930 – died 2012)", "(4 May 1930, Jena – 2012)", "She died in Bonn". Both
// says that it holds the two ends together.
func (s *Set) lifeOf(c *Candidate) (l life, both bool) {
	d := &s.Docs[c.Passage]
	st := &d.Sentences[c.Sentence]
	if c.Sentence == 0 {
		return noLife, false
	}
	start, end := int(c.Start), int(c.End)
	if d.Tokens[start].Flags&text.InParens != 0 {
		if dash := d.lifeDash(st, start); dash >= 0 {
			switch {
			case end <= dash:
				return birth, false
			case start > dash:
				return death, false
			}
			return noLife, true
		}
	}
	for i := start - 1; i >= st.Start && start-i <= lifeReach; i-- {
		if l := lifeWord(&d.Tokens[i]); l != noLife {
			return l, false
		}
	}
	return noLife, false
}

// lifeDash finds the dash of a bracket that holds a life, around token i: a year stands on both sides of it.
func (d *Doc) lifeDash(st *Sentence, i int) int {
	from, to := i, i
	for from > st.Start && d.Tokens[from-1].Class != text.Open {
		from--
	}
	for to < st.End && d.Tokens[to].Class != text.Close {
		to++
	}
	dash, left, right := -1, false, false
	for k := from; k < to; k++ {
		switch d.Tokens[k].Class {
		case text.Dash:
			if left && dash < 0 {
				dash = k
			}
		case text.Year:
			if dash < 0 {
				left = true
			} else {
				right = true
			}
		}
	}
	if !left || !right {
		return -1
	}
	return dash
}

// HasNumber reports whether a candidate holds a number.
func (s *Set) HasNumber(c *Candidate) bool {
	d := &s.Docs[c.Passage]
	for i := c.Start; i < c.End; i++ {
		if d.Tokens[i].IsNumeric() {
			return true
		}
	}
	return false
}

// Asked reports whether a token of a passage is a word of a name in the question.
func (s *Set) Asked(passage, token int) bool { return s.Docs[passage].entityAt(s, token) }

// TitleNorms appends the normalised texts of the passages' titles, with and without what stands in brackets after them.
func (s *Set) TitleNorms(dst []uint64) []uint64 {
	for i := range s.Docs {
		d := &s.Docs[i]
		full, bare := uint64(0), uint64(0)
		for k := range d.Title {
			full = text.Join(full, &d.Tokens[k])
			if k < d.Bare {
				bare = full
			}
		}
		if full != 0 {
			dst = append(dst, full, bare)
		}
	}
	return dst
}

// Matches reports whether a token is a word of the question.
func (d *Doc) Matches(token int) bool { return d.match[token] >= 0 }
