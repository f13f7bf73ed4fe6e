package laminar

import "github.com/qcompiler/qcompiler/internal/phrase"

var (
	comma = hashWord(",")
	and   = hashWord("and")
)

// listed reports whether the span i to j-1 takes a list of things to look up apart: "[the maker of X, {owner} and Leeds]",
// "the maker of X, [the owner of Y and Leeds]", "[Leeds, the maker of X] and the owner of Y". Items of a list are looked up each by itself.
func (r *Row) listed(i, j int) bool {
	if r.at(i).tag == phrase.Entity && r.at(i+1).word == comma && r.at(j).word == and {
		return true
	}
	item := r.at(i-1).word == comma && isItem(r.at(i-2).tag)
	for k := i + 1; k < j; k++ {
		a := &r.Atoms[k]
		switch {
		case isVerb(a.tag), a.tag == phrase.That, a.tag == phrase.Wh:
			return false // a clause has lists of its own
		case a.word == comma && k+1 < j && r.Atoms[k+1].tag == holeTag:
			next := k + 2
			if r.at(next).word == comma {
				next++
			}
			if r.at(next).word == and && (isItem(r.at(next+1).tag) || r.at(next+1).tag == phrase.Det) {
				return true
			}
		case item && a.word == and && k == j-2 && isItem(r.Atoms[k-1].tag) && isItem(r.Atoms[k+1].tag):
			return true
		case item && a.word == comma && k+2 < j && r.Atoms[k+1].word == and:
			return true
		}
	}
	return false
}

// mayList reports whether there is a comma with an "and" behind it: without, no span of the row takes a list apart.
func (r *Row) mayList() bool {
	seen := false
	for k := range r.Atoms {
		switch r.Atoms[k].word {
		case comma:
			seen = true
		case and:
			if seen {
				return true
			}
		}
	}
	return false
}

func isItem(t phrase.Tag) bool { return t == phrase.Entity || t == holeTag }
