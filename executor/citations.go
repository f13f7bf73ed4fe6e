package executor

import (
	"slices"

	"github.com/qcompiler/qcompiler/answer"
)

// passageKey names a passage.
type passageKey struct{ index, id string }

// supports returns the places that an answer rests on, in the order in which they support it, each passage once: the evidence the
// composer names; that of the findings whose values are in the answer, with what they were found by, step by step back; then that of all
// other findings, in reading order, since a comparison rests on both of its sides.
func supports(result *Result) []Citation {
	s := support{result: result, out: []Citation{}, seen: map[passageKey]bool{}, walked: map[[2]int]bool{}}
	for _, value := range result.Answer.Values {
		for _, e := range value.Evidence {
			leaf, text := s.finder(e, value.Text)
			s.add(e, leaf, text)
		}
	}
	for _, value := range result.Answer.Values {
		for i := range result.Leaves {
			for j := range result.Leaves[i].Runs {
				for _, v := range result.Leaves[i].Runs[j].Values {
					if v.Text == value.Text {
						s.walk(i, j, v)
					}
				}
			}
		}
	}
	for i := range result.Leaves {
		for j := range result.Leaves[i].Runs {
			for _, v := range result.Leaves[i].Runs[j].Values {
				s.value(i, v)
			}
		}
	}
	return s.out
}

type support struct {
	result *Result
	out    []Citation
	seen   map[passageKey]bool
	// walked are the runs whose inputs were followed.
	walked map[[2]int]bool
}

func (s *support) add(e answer.Evidence, leaf, value string) {
	key := passageKey{e.Index, e.ID}
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	s.out = append(s.out, Citation{Evidence: e, Leaf: leaf, Value: value})
}

// value adds the best place of a value: the first.
func (s *support) value(leaf int, v answer.Value) {
	if len(v.Evidence) > 0 {
		s.add(v.Evidence[0], s.result.Leaves[leaf].ID, v.Text)
	}
}

// walk adds a value of a run and, step by step, those that its question was made of.
func (s *support) walk(leaf, run int, v answer.Value) {
	s.value(leaf, v)
	if s.walked[[2]int{leaf, run}] {
		return
	}
	s.walked[[2]int{leaf, run}] = true
	for _, in := range s.result.Leaves[leaf].Runs[run].Inputs {
		s.walk(in.Leaf, in.Run, s.result.Leaves[in.Leaf].Runs[in.Run].Values[in.Value])
	}
}

// finder returns the leaf that found a place, with what it found there: the leaf one of whose values, or else of whose other answers, has
// the place among its evidence, or else one of the same passage. Where a composer names a place no leaf has found, there is no leaf.
func (s *support) finder(e answer.Evidence, text string) (leaf, value string) {
	value = text
	other := ""
	for i := range s.result.Leaves {
		for j := range s.result.Leaves[i].Runs {
			for _, v := range s.result.Leaves[i].Runs[j].Alternatives {
				same := func(f answer.Evidence) bool { return f.ID == e.ID && f.Index == e.Index && f.Span == e.Span }
				if other == "" && v.Text == text && slices.ContainsFunc(v.Evidence, same) {
					other = s.result.Leaves[i].ID
				}
			}
			for _, v := range s.result.Leaves[i].Runs[j].Values {
				for _, f := range v.Evidence {
					switch {
					case f.ID != e.ID || f.Index != e.Index:
					case f.Span == e.Span:
						return s.result.Leaves[i].ID, v.Text
					case leaf == "":
						leaf, value = s.result.Leaves[i].ID, v.Text
					}
				}
			}
		}
	}
	if other != "" {
		return other, text
	}
	return leaf, value
}
