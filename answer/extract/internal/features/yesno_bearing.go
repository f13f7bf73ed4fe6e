package features

import (
	"math"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// hashOf is the hash of a word as tokens have it, without apostrophes.
func hashOf(word string) uint32 { return text.Hash(strings.ReplaceAll(word, "'", "")) }

// bearingNumbers is how many numbers [Set.bearing] gives.
const bearingNumbers = 54

// asking is what is asked of a passage: the content words of the question, those of its own that the title does not have, and their weights.
type asking struct {
	stems, own   []uint32
	weights, ows []float32
	total, owned float32
}

func (s *Set) asking(d *Doc) asking {
	var a asking
	title := map[uint32]bool{}
	for i := range d.Title {
		title[d.Tokens[i].Stem] = true
	}
	for i := range s.Q.Tokens {
		t := &s.Q.Tokens[i]
		if t.Class == text.Closed || t.Flags&text.Signs != 0 || len(a.stems) == 64 {
			continue
		}
		w := s.Lexicon.IDF(t.Word)
		a.stems, a.weights, a.total = append(a.stems, t.Stem), append(a.weights, w), a.total+w
		if !title[t.Stem] {
			a.own, a.ows, a.owned = append(a.own, t.Stem), append(a.ows, w), a.owned+w
		}
	}
	a.total, a.owned = max(a.total, 1e-3), max(a.owned, 1e-3)
	return a
}

// cover is the share of the weight of words that a set holds.
func cover(words []uint32, weights []float32, total float32, set map[uint32]bool) float32 {
	sum := float32(0)
	for i, w := range words {
		if set[w] {
			sum += weights[i]
		}
	}
	return sum / total
}

// statement is how one sentence bears on what is asked.
type statement struct {
	from, to                   int
	stems                      map[uint32]bool
	all, titled, own           float32 // cover: of all words, with the title's help, of those the title has not
	denials, holds, near, runs int
}

// bearing appends how the sentences of a passage bear on the question.
func (s *Set) bearing(dst []float32, d *Doc) []float32 {
	q, a := s.Q, s.asking(d)
	title, passage := map[uint32]bool{}, map[uint32]bool{}
	for i := range d.Tokens {
		if i < d.Title {
			title[d.Tokens[i].Stem] = true
		} else {
			passage[d.Tokens[i].Stem] = true
		}
	}
	var list []statement
	for k := 1; k < len(d.Sentences); k++ {
		if st := &d.Sentences[k]; st.End > st.Start {
			list = append(list, s.statement(d, st.Start, st.End, &a, title))
		}
	}
	if len(list) == 0 {
		return append(dst, make([]float32, bearingNumbers)...)
	}
	first, second := 0, 0 // the best by all words, and by those of the question alone
	denials, holds, mean := 0, 0, float32(0)
	owns := make([]float32, 0, len(list))
	for k := range list {
		st := &list[k]
		if st.titled+0.05*float32(st.runs) > list[first].titled+0.05*float32(list[first].runs) {
			first = k
		}
		if st.own+0.3*st.all > list[second].own+0.3*list[second].all {
			second = k
		}
		denials, holds, mean = denials+st.denials, holds+st.holds, mean+st.titled
		owns = append(owns, st.own)
	}
	missing, gravest, lost := float32(0), float32(0), 0
	for i, w := range a.stems {
		if !passage[w] && !title[w] {
			missing, gravest, lost = missing+a.weights[i], max(gravest, a.weights[i]), lost+1
		}
	}
	lastHeld, lastWeight, lastSaid := float32(0), float32(0), float32(0)
	if n := len(a.stems); n > 0 {
		lastHeld, lastWeight = float32(boolBit(passage[a.stems[n-1]])), a.weights[n-1]
		lastSaid = float32(boolBit(list[second].stems[a.stems[n-1]]))
	}
	b := &list[first]
	dst = append(dst, b.all, b.titled, float32(b.holds), float32(b.denials), float32(b.near), float32(first), float32(b.to-b.from), float32(b.runs),
		float32(len(list)), float32(len(q.Tokens)), missing/a.total, gravest, float32(lost), lastHeld, float32(denials), float32(holds),
		mean/float32(len(list)), lastWeight, a.total/float32(max(len(a.stems), 1)))

	slices.SortFunc(owns, func(x, y float32) int { return int(math.Copysign(1, float64(y-x))) })
	runnerUp := float32(0)
	if len(owns) > 1 {
		runnerUp = owns[1]
	}
	held := cover(a.own, a.ows, a.owned, passage)
	gravest = 0
	for i, w := range a.own {
		if !passage[w] {
			gravest = max(gravest, a.ows[i])
		}
	}
	foreign := 0
	for i := range d.Title {
		foreign += int(boolBit(!slices.Contains(a.stems, d.Tokens[i].Stem)))
	}
	figures, strange := 0, 0
	for i := range q.Tokens {
		if c := q.Tokens[i].Class; c == text.Number || c == text.Year {
			figures++
			strange += int(boolBit(!passage[q.Tokens[i].Stem]))
		}
	}
	c := &list[second]
	w := s.window(d, c, &a)
	flag := func(b bool) float32 { return float32(boolBit(b)) }
	titled := cover(a.stems, a.weights, a.total, title)
	return append(dst, c.own, c.all, float32(second), float32(c.to-c.from), float32(w.hits), float32(w.span), float32(w.hits)/float32(max(w.span, 1)),
		float32(w.within), float32(w.before), float32(c.denials), flag(c.denials > 0), float32(w.turns), float32(s.opposed(d, c)), float32(strange), float32(figures),
		runnerUp, held, titled, float32(foreign)/float32(max(d.Title, 1)), lastSaid, float32(c.runs)/float32(max(len(q.Tokens)-1, 1)),
		float32(s.runs(d, d.Title, len(d.Tokens)))/float32(max(len(q.Tokens)-1, 1)), s.common(d, c), gravest, float32(len(a.own)),
		c.own*flag(c.denials > 0), c.own*flag(w.turns > 0), flag(w.within > 0), flag(titled > 0.3), float32(math.Log(float64(len(d.Tokens)-d.Title+1))),
		flag(held > 0.99), flag(c.own > 0.99), flag(held < 0.4), d.Sentences[min(second+1, len(d.Sentences)-1)].softCover, float32(d.named))
}

func (s *Set) statement(d *Doc, from, to int, a *asking, title map[uint32]bool) statement {
	st := statement{from: from, to: to, stems: map[uint32]bool{}}
	for i := from; i < to; i++ {
		st.stems[d.Tokens[i].Stem] = true
	}
	st.all, st.own = cover(a.stems, a.weights, a.total, st.stems), cover(a.own, a.ows, a.owned, st.stems)
	for i, w := range a.stems {
		if st.stems[w] || title[w] {
			st.titled += a.weights[i] / a.total
		}
	}
	for i := from; i < to; i++ {
		t := &d.Tokens[i]
		st.denials += int(boolBit(denying[t.Hash]))
		if !holding[t.Hash] {
			continue
		}
		st.holds++
		for j := max(from, i-4); j < min(to, i+5); j++ {
			st.near += int(boolBit(slices.Contains(a.stems, d.Tokens[j].Stem)))
		}
	}
	st.runs = s.runs(d, from, to)
	return st
}

// runs counts the pairs of neighbours in the question that are neighbours in part of the passage too.
func (s *Set) runs(d *Doc, from, to int) int {
	n := 0
	for i := 1; i < len(s.Q.Tokens); i++ {
		a, b := s.Q.Tokens[i-1].Stem, s.Q.Tokens[i].Stem
		for j := from + 1; j < to; j++ {
			if d.Tokens[j-1].Stem == a && d.Tokens[j].Stem == b {
				n++
				break
			}
		}
	}
	return n
}

// window is the part of a sentence between the first and the last word asked for: how long it is, how many it holds, and the denials in it and
// right before it.
type window struct{ hits, span, within, before, turns int }

func (s *Set) window(d *Doc, c *statement, a *asking) window {
	var w window
	words := a.own
	first, last := -1, -1
	for range 2 {
		for i := c.from; i < c.to; i++ {
			if slices.Contains(words, d.Tokens[i].Stem) {
				if first < 0 {
					first = i
				}
				last = i
				w.hits++
			}
		}
		if first >= 0 {
			break
		}
		words = a.stems
	}
	for i := c.from; i < c.to; i++ {
		h := d.Tokens[i].Hash
		w.turns += int(boolBit(turning[h]))
		switch {
		case first < 0 || !denying[h]:
		case i >= first && i <= last:
			w.within++
		case i < first && i >= first-4:
			w.before++
		}
	}
	if first >= 0 {
		w.span = last - first + 1
	}
	return w
}

// opposed counts the words of the question whose opposite a sentence has instead.
func (s *Set) opposed(d *Doc, c *statement) int {
	n := 0
	for i := range s.Q.Tokens {
		h := s.Q.Tokens[i].Hash
		list, held := opposites[h], false
		if len(list) == 0 {
			continue
		}
		other := false
		for j := c.from; j < c.to; j++ {
			held = held || d.Tokens[j].Hash == h
			other = other || slices.Contains(list, d.Tokens[j].Hash)
		}
		n += int(boolBit(other && !held))
	}
	return n
}

// common is the share of the question that is the longest common subsequence of it and a sentence.
func (s *Set) common(d *Doc, c *statement) float32 {
	row := make([]int, min(c.to-c.from, 200)+1)
	for i := range min(len(s.Q.Tokens), 100) {
		diagonal := 0
		for j := 1; j < len(row); j++ {
			above := row[j]
			if s.Q.Tokens[i].Stem == d.Tokens[c.from+j-1].Stem {
				row[j] = diagonal + 1
			} else {
				row[j] = max(row[j], row[j-1])
			}
			diagonal = above
		}
	}
	return float32(row[len(row)-1]) / float32(max(len(s.Q.Tokens), 1))
}
