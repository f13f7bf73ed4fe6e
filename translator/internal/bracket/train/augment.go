package main

import (
	"math/rand/v2"

	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
)

// augmentation is what is made of the real questions: how many, and how much each counts.
var augmentation = struct {
	masked, maskWeight float32
	composed           int
	composedWeight     float32
}{0.5, 0.5, 6000, 0.3}

// pieces returns the brackets of the samples as pieces to be put into other questions.
func pieces(samples []*sample) []laminar.Piece {
	var out []laminar.Piece
	for _, s := range samples {
		if s.item == nil || s.example == nil || s.record.source == "break" {
			continue
		}
		spans := s.example.Brackets
		for _, whole := range spans {
			p := laminar.Piece{Atoms: s.row.Atoms[whole[0]:whole[1]], Place: s.row.Place(whole[0], whole[1])}
			for _, b := range spans {
				if whole[0] <= b[0] && b[1] <= whole[1] {
					p.Brackets = append(p.Brackets, [2]int{b[0] - whole[0], b[1] - whole[0]})
				}
			}
			out = append(out, p)
		}
	}
	return out
}

// composed makes questions of more hops: a name in a question is replaced by a question that somebody asked for such a thing. The frames
// are plain questions of all kinds, so that joins and chains are learned apart from the few frames that the data joins.
func composed(samples []*sample, random *rand.Rand) []laminar.Example {
	all := pieces(samples)
	var places, others []laminar.Piece
	for _, p := range all {
		if p.Place {
			places = append(places, p)
		} else {
			others = append(others, p)
		}
	}
	if len(places) == 0 || len(others) == 0 {
		return nil
	}
	var out []laminar.Example
	for tries := 0; len(out) < augmentation.composed && tries < 20*augmentation.composed; tries++ {
		s := samples[random.IntN(len(samples))]
		if s.example == nil || s.record.source == "2wiki" && random.IntN(3) > 0 || s.record.source == "nq" && random.IntN(4) > 0 {
			continue
		}
		slots, place := s.row.Slots()
		if len(slots) == 0 {
			continue
		}
		k := 1
		if len(slots) > 1 && random.IntN(2) == 0 {
			k = 2
		}
		var at []int
		var chosen []laminar.Piece
		first := random.IntN(len(slots) - k + 1)
		for x := first; len(at) < k; x++ {
			pool := others
			if place[x] || random.IntN(2) == 0 {
				pool = places
			}
			at, chosen = append(at, slots[x]), append(chosen, pool[random.IntN(len(pool))])
		}
		row, brackets := laminar.Insert(s.row, s.example.Brackets, at, chosen)
		if len(brackets) > 5 || len(row.Atoms) > 45 {
			continue
		}
		sortSpans(brackets)
		e := laminar.Example{Row: row, Brackets: brackets, Weight: augmentation.composedWeight}
		if laminar.Learnable(&e) {
			out = append(out, e)
		}
	}
	return out
}

// masked returns copies of examples in which half of the open-class words are unknown.
func masked(examples []laminar.Example, random *rand.Rand) []laminar.Example {
	out := make([]laminar.Example, 0, len(examples))
	for _, e := range examples {
		if random.Float32() < augmentation.masked {
			e.Row = e.Row.Masked(func() bool { return random.IntN(2) == 0 })
			e.Weight *= augmentation.maskWeight
			out = append(out, e)
		}
	}
	return out
}
