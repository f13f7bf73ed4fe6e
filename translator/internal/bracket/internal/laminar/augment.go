package laminar

import "github.com/qcompiler/qcompiler/internal/phrase"

// Masked returns the row with the words of some open-class atoms unknown: drop says which. What is learned from it holds for words
// never seen.
func (r *Row) Masked(drop func() bool) *Row {
	out := &Row{Atoms: append([]Atom(nil), r.Atoms...), last: -1}
	for k := range out.Atoms {
		a := &out.Atoms[k]
		switch a.tag {
		case phrase.Noun, phrase.Plural, phrase.Adj, phrase.Verb, phrase.Past, phrase.Ing:
			if drop() {
				a.word = mix(seed+4, uint32(a.tag))
			}
		}
	}
	return out
}

// Slots returns the atoms that are names and could be asked for instead, and whether a place is likely there.
func (r *Row) Slots() (at []int, place []bool) {
	for k := range r.Atoms {
		if r.Atoms[k].tag != phrase.Entity {
			continue
		}
		before := r.at(k - 1)
		if before.tag == phrase.Det || before.tag == phrase.Adj || before.tag == phrase.Noun || isName(before.tag) || isName(r.at(k+1).tag) || r.at(k+1).tag == phrase.Noun {
			continue // "the American actor", "actor Tom Hanks": no place for a clause
		}
		at = append(at, k)
		place = append(place, placeBefore[before.word])
	}
	return at, place
}

var placeBefore = map[uint32]bool{hashWord("in"): true, hashWord("at"): true, hashWord("near"): true}

// Place reports whether the answer of atoms i to j-1 would be a place or an organisation.
func (r *Row) Place(i, j int) bool {
	switch r.holeKind(i, j) {
	case 4, 5, 6, 7:
		return true
	}
	return false
}

// Piece is a bracket with all inside it, to be put in the place of a name: atoms, and the brackets among them by place.
type Piece struct {
	Atoms    []Atom
	Brackets [][2]int // relative to the first atom; the whole piece is the last
	Place    bool
}

// Insert returns the row with the pieces in the place of the atoms, and the brackets of the result. The brackets given are places in
// the row; at and pieces go together and ascend.
func Insert(r *Row, brackets [][2]int, at []int, pieces []Piece) (*Row, [][2]int) {
	out := &Row{last: -1}
	moved := make([]int, len(r.Atoms)+1)
	var found [][2]int
	next := 0
	for k := range r.Atoms {
		moved[k] = len(out.Atoms)
		if next < len(at) && at[next] == k {
			base := len(out.Atoms)
			out.Atoms = append(out.Atoms, pieces[next].Atoms...)
			for _, b := range pieces[next].Brackets {
				found = append(found, [2]int{base + b[0], base + b[1]})
			}
			next++
			continue
		}
		out.Atoms = append(out.Atoms, r.Atoms[k])
	}
	moved[len(r.Atoms)] = len(out.Atoms)
	for _, b := range brackets {
		found = append(found, [2]int{moved[b[0]], moved[b[1]]})
	}
	for k := range out.Atoms {
		out.Atoms[k].Start, out.Atoms[k].End = k, k+1
	}
	return out, found
}
