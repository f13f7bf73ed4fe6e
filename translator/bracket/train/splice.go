package main

import (
	"math/rand/v2"
	"strings"

	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/bracket/internal/laminar"
	"github.com/qcompiler/qcompiler/translator/phrase"
)

// frame is a plain question with places where another may stand: names, or references to other questions.
type frame struct {
	text  string
	slots [][2]int // bytes
	place []bool   // whether a place is likely there
}

// part is a noun phrase that asks, with the places in it that may be asked for in their turn.
type part struct {
	frame
	isPlace bool
}

// splicer makes questions of several hops out of plain ones that were asked by themselves, for nobody has taken enough questions apart: "Who
// founded X" and "Where does Y rise" give "Where does the person who founded X rise". They make no sense, but where a sub-question begins and
// ends does not hang on sense. What they teach, words and ways to say "the one who", is of thousands of questions instead of hundreds.
type splicer struct {
	titles         translator.Titles
	frames         []frame
	places, others []part
}

// newSplicer collects frames and parts from the plain questions among the samples, and from the gold sub-questions of the others.
func newSplicer(samples []*sample, titles translator.Titles) *splicer {
	s := &splicer{titles: titles}
	seen := make(map[string]bool)
	for _, x := range samples {
		switch x.record.source {
		case "nq", "squad", "wiki":
			s.plain(x.question)
		case "musique":
			for _, l := range x.record.Leaves {
				if !seen[l.Question] {
					seen[l.Question] = true
					s.sub(l.Question)
				}
			}
		}
	}
	return s
}

// sub takes a gold sub-question: a frame where it refers to others, parts where it does not.
func (s *splicer) sub(text string) {
	if strings.Contains(text, ">>") {
		return
	}
	marks := reference.FindAllStringIndex(text, -1)
	if len(marks) == 0 {
		s.parts(phrase.New(text, phrase.Options{Titles: s.titles}))
		return
	}
	f := frame{text: text}
	for _, m := range marks {
		if m[0] > 0 {
			f.slots = append(f.slots, [2]int{m[0], m[1]})
			f.place = append(f.place, false)
		}
	}
	if len(f.slots) == len(marks) && len(marks) < 3 {
		for range subCopies {
			s.frames = append(s.frames, f)
		}
	}
}

// subCopies is how much likelier a gold sub-question is chosen for a frame than another question: people do ask it of an answer.
const subCopies = 4

// plain takes a question that is one look-up.
func (s *splicer) plain(q *phrase.Question) {
	f := frame{text: q.Source}
	f.fill(q)
	if len(f.slots) > 0 {
		s.frames = append(s.frames, f)
	}
	s.parts(q)
}

// fill finds the names of a question that could be asked for instead.
func (f *frame) fill(q *phrase.Question) {
	at, place := laminar.NewRow(q).Slots()
	for i, k := range at {
		f.slots = append(f.slots, [2]int{q.Tokens[k].Start, q.Tokens[k].End})
		f.place = append(f.place, place[i])
	}
}

// parts takes a question as what it asks for.
func (s *splicer) parts(q *phrase.Question) {
	for _, text := range nounPhrases(q) {
		p := part{frame: frame{text: text}}
		inner := phrase.New(text, phrase.Options{Titles: s.titles})
		p.fill(inner)
		row := laminar.NewRow(inner)
		if p.isPlace = row.Place(0, len(row.Atoms)); p.isPlace {
			s.places = append(s.places, p)
		} else {
			s.others = append(s.others, p)
		}
	}
}

// pick chooses a part; a place where one is likely.
func (s *splicer) pick(place bool, random *rand.Rand) *part {
	pool := s.others
	if place || random.IntN(2) == 0 {
		pool = s.places
	}
	return &pool[random.IntN(len(pool))]
}

// put returns a frame with parts in some of its slots, and where the parts and those inside them are.
func (s *splicer) put(f *frame, slots []int, depth int, random *rand.Rand) (string, [][2]int) {
	text, at := "", 0
	var spans [][2]int
	for _, k := range slots {
		p := s.pick(f.place[k], random)
		inner, found := p.text, [][2]int(nil)
		if depth > 0 && len(p.slots) > 0 && random.IntN(3) == 0 {
			inner, found = s.put(&p.frame, []int{random.IntN(len(p.slots))}, depth-1, random)
		}
		text += f.text[at:f.slots[k][0]]
		base := len(text)
		for _, sp := range found {
			spans = append(spans, [2]int{base + sp[0], base + sp[1]})
		}
		spans = append(spans, [2]int{base, base + len(inner)})
		text += inner
		at = f.slots[k][1]
	}
	return text + f.text[at:], spans
}

// spliced makes n questions of several hops.
func (s *splicer) spliced(n int, random *rand.Rand) []laminar.Example {
	if len(s.frames) == 0 || len(s.places) == 0 || len(s.others) == 0 {
		return nil
	}
	var out []laminar.Example
	for tries := 0; len(out) < n && tries < 20*n; tries++ {
		f := &s.frames[random.IntN(len(s.frames))]
		k := random.IntN(len(f.slots))
		slots := []int{k}
		if k+1 < len(f.slots) && random.IntN(2) == 0 {
			slots = append(slots, k+1)
		}
		text, spans := s.put(f, slots, 2, random)
		if e := s.example(text, spans); e != nil {
			out = append(out, *e)
		}
	}
	return out
}

// example returns a question with the brackets at the spans given, nil where its tokens do not allow it.
func (s *splicer) example(text string, spans [][2]int) *laminar.Example {
	q := phrase.New(text, phrase.Options{Titles: s.titles})
	if len(q.Tokens) > 45 || len(spans) > 4 {
		return nil
	}
	e := laminar.Example{Row: laminar.NewRow(q), Weight: augmentation.splicedWeight}
	for _, sp := range spans {
		i, j := -1, -1
		for k := range q.Tokens {
			if q.Tokens[k].Start == sp[0] {
				i = k
			}
			if q.Tokens[k].End == sp[1] {
				j = k + 1
			}
		}
		if i < 0 || j <= i {
			return nil
		}
		e.Brackets = append(e.Brackets, [2]int{i, j})
	}
	sortSpans(e.Brackets)
	if !laminar.Learnable(&e) {
		return nil
	}
	return &e
}
