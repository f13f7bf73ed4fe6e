package laminar

import "github.com/qcompiler/qcompiler/internal/phrase"

// Atom is one token of a question, or a hole where a bracket was taken.
type Atom struct {
	// Hole is the number of the bracket that was taken here, -1 for a token.
	Hole int
	// Start and End are the tokens it stands for, half-open.
	Start, End int

	word  uint32 // hash of the word, or of the kind for names, numbers and holes
	class uint32 // hash of the semantic class, or of the tag where there is none
	tag   phrase.Tag
	kind  Class
}

// holeTag is the tag of holes in features.
const holeTag = phrase.Tag(63)

// Row is a question in the course of being bracketed.
type Row struct {
	Atoms []Atom
	// Brackets are those taken so far, in the order they were taken: inner ones before outer ones, left ones before right ones.
	Brackets []Bracket
	// Lower says that the question was typed without capitals.
	Lower bool
	last  int // the atom of the bracket taken last, -1 before the first
}

// Bracket is one sub-question.
type Bracket struct {
	// Start and End are tokens of the question, half-open.
	Start, End int
	// Inner are the numbers of the brackets directly inside.
	Inner []int
}

// NewRow returns the row of a question, closing marks left out.
func NewRow(q *phrase.Question) *Row {
	end := len(q.Tokens)
	for end > 0 && q.Tokens[end-1].Tag == phrase.Mark && !q.Tokens[end-1].Is(")", "\"") {
		end--
	}
	r := &Row{Atoms: make([]Atom, end), Lower: q.LowerCase, last: -1}
	for i := range r.Atoms {
		r.Atoms[i] = newAtom(&q.Tokens[i], i)
	}
	return r
}

func newAtom(t *phrase.Token, i int) Atom {
	a := Atom{Hole: -1, Start: i, End: i + 1, tag: t.Tag}
	switch {
	case t.Tag == phrase.Entity:
		a.word = mix(seed, 1)
	case t.Tag == phrase.Number && len(t.Lower) == 4:
		a.word = mix(seed, 2)
	case t.Tag == phrase.Number:
		a.word = mix(seed, 3)
	default:
		a.word = hashWord(t.Lower)
		a.kind = classOf(t.Lower)
	}
	a.class = mix(seed+1, uint32(a.kind))
	if a.kind == 0 {
		a.class = mix(seed+2, uint32(t.Tag))
		switch t.Tag {
		case phrase.Wh, phrase.Prep, phrase.That, phrase.Poss, phrase.Conj, phrase.Mark, phrase.Degree:
			a.class = a.word
		}
	}
	return a
}

// Reduce returns the row after atoms i to j-1 were made a bracket.
func (r *Row) Reduce(i, j int) *Row {
	out := r.reduced(i, j, make([]Atom, 0, len(r.Atoms)-(j-i)+1), new(kept))
	return &out
}

// kept is room for what the analyses of one search keep, which is made all at once.
type kept struct {
	brackets []Bracket
	numbers  []int
}

// holes returns the numbers of the brackets that are taken among some atoms.
func (k *kept) holes(atoms []Atom) []int {
	n := 0
	for i := range atoms {
		if atoms[i].Hole >= 0 {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := room(&k.numbers, n)[:0]
	for i := range atoms {
		if atoms[i].Hole >= 0 {
			out = append(out, atoms[i].Hole)
		}
	}
	return out
}

// reduced is like Reduce, with room for the atoms, which a search needs no longer than it runs, and for the rest.
func (r *Row) reduced(i, j int, atoms []Atom, k *kept) Row {
	number := len(r.Brackets)
	b := Bracket{Start: r.Atoms[i].Start, End: r.Atoms[j-1].End, Inner: k.holes(r.Atoms[i:j])}
	kind := r.holeKind(i, j)
	hole := Atom{Hole: number, Start: b.Start, End: b.End, tag: holeTag, kind: kind, word: mix(seed+3, 0), class: mix(seed+3, uint32(kind))}
	atoms = append(append(append(atoms, r.Atoms[:i]...), hole), r.Atoms[j:]...)
	brackets := append(append(room(&k.brackets, number+1)[:0], r.Brackets...), b)
	return Row{Atoms: atoms, Brackets: brackets, last: i}
}

// Locate returns the atoms that cover tokens start to end-1 exactly, and whether there are such.
func (r *Row) Locate(start, end int) (i, j int, ok bool) {
	i, j = -1, -1
	for k := range r.Atoms {
		if r.Atoms[k].Start == start {
			i = k
		}
		if r.Atoms[k].End == end {
			j = k + 1
		}
	}
	return i, j, i >= 0 && j > i
}

// holeKind returns what the answer of a span is: what its head noun names, or what its question word asks for.
func (r *Row) holeKind(i, j int) Class {
	head := r.head(i, j)
	if head < 0 {
		return 0
	}
	return r.Atoms[head].kind
}

// head returns the atom of the head noun of a span, -1 where it has none: the noun before the first preposition, verb or relative, or, in
// "X's father", the one after the last possessive.
func (r *Row) head(i, j int) int {
	k := i
	for k < j && (r.Atoms[k].tag == phrase.Det || r.Atoms[k].tag == phrase.Prep) {
		k++
	}
	if k < j && (r.Atoms[k].tag == phrase.Wh) {
		return k
	}
	head := -1
	for ; k < j; k++ {
		switch r.Atoms[k].tag {
		case phrase.Noun, phrase.Plural, phrase.Adj, phrase.Degree, phrase.Numeral, phrase.Entity, phrase.Number, phrase.Ing, phrase.Pron, phrase.Poss, holeTag:
			head = k
			continue
		case phrase.Det, phrase.Adv:
			continue
		case phrase.Past:
			if head < 0 {
				continue
			}
		}
		break
	}
	return head
}

// maxSpan is the most atoms a bracket has.
const maxSpan = 40

// Spans calls visit for the spans that may be the next bracket: right of the bracket taken last, or around it.
func (r *Row) Spans(visit func(i, j int)) {
	r.spans(func(i, j int) {
		if !r.Broken(i, j) {
			visit(i, j)
		}
	})
}

// spans is like Spans, with those that are broken.
func (r *Row) spans(visit func(i, j int)) {
	n := len(r.Atoms)
	for i := 0; i < n; i++ {
		if !mayStart(r.Atoms[i].tag) {
			continue
		}
		from := i + 2
		if r.last >= 0 {
			switch {
			case i <= r.last:
				from = max(from, r.last+1)
			}
		}
		content := 0
		for j := i + 1; j <= n && j-i <= maxSpan; j++ {
			a := &r.Atoms[j-1]
			if a.tag == phrase.Mark && a.word == fullStop {
				break
			}
			if isContent(a.tag) {
				content++
			}
			if j < from || content == 0 || !mayEnd(a.tag) || j-i == n {
				continue
			}
			visit(i, j)
		}
	}
}

var (
	fullStop = hashWord(".")
	opening  = hashWord("(")
)

// Broken reports whether the span i to j-1 ends in the middle of something: no bracket does.
func (r *Row) Broken(i, j int) bool { return r.cut(i, j) || r.Dangling(i, j) || r.listed(i, j) }

// cut reports whether the span i to j-1 ends where nothing ends: before a bracket, between "is" and its participle, as in "the city where X
// [is] located", or in the auxiliary of a clause that began outside, as in "the city where [the seat of X is] located".
func (r *Row) cut(i, j int) bool {
	if j < len(r.Atoms) && r.Atoms[j].tag == phrase.Mark && r.Atoms[j].word == opening {
		return true
	}
	if r.Atoms[j-1].tag != phrase.Aux {
		return false
	}
	if t := r.at(j).tag; t == phrase.Past || t == phrase.Ing {
		return true
	}
	for k := i; k < j; k++ {
		if t := r.Atoms[k].tag; t == phrase.That || t == phrase.Wh {
			return false
		}
	}
	return true
}

func mayStart(t phrase.Tag) bool {
	switch t {
	case phrase.Mark, phrase.Conj, phrase.Poss, phrase.Aux:
		return false
	}
	return true
}

func mayEnd(t phrase.Tag) bool {
	switch t {
	case phrase.Mark, phrase.Conj, phrase.Det, phrase.Wh, phrase.That, phrase.Poss:
		return false
	}
	return true
}

// isContent reports whether a tag is that of a word that can carry a relation.
func isContent(t phrase.Tag) bool {
	switch t {
	case phrase.Noun, phrase.Plural, phrase.Adj, phrase.Degree, phrase.Verb, phrase.Past, phrase.Ing, phrase.Wh, phrase.Prep:
		return true
	}
	return false
}

func isVerb(t phrase.Tag) bool {
	return t == phrase.Verb || t == phrase.Past || t == phrase.Aux || t == phrase.Ing
}

func isName(t phrase.Tag) bool { return t == phrase.Entity || t == phrase.Number }
