package main

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/internal/bracket"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
)

// settings of the shipped model. The mean of four runs of five epochs is as good as that of four runs of eight, and better than one run of
// eight, which was done before.
var settings = laminar.Fitting{Bits: 20, Epochs: 5, Rate: 0.08, Shrink: 1e-4, Seed: 1, Runs: 4}

// sample is a question ready for learning: its row, its gold shape, and its brackets where it was aligned.
type sample struct {
	record  *record
	row     *laminar.Row
	form    string
	example *laminar.Example // nil where nothing can be learned from it
	item    *item

	question *phrase.Question
}

// weight of the sources: how much a question counts.
var weights = map[string]float32{"musique": 1.2, "2wiki": 0.4, "break": 0.3, "nq": 1.6, "squad": 0.4, "wiki": 0.3, "boolq": 0.15}

func samples(rows []record, titles translator.Titles) []*sample {
	var out []*sample
	var items []*item
	for i := range rows {
		r := &rows[i]
		q := phrase.New(r.Question, phrase.Options{Titles: titles})
		s := &sample{record: r, row: laminar.NewRow(q), question: q}
		switch r.source {
		case "nq", "squad", "wiki", "boolq":
			s.example = &laminar.Example{Row: s.row, Weight: weights[r.source]}
		default:
			t := usable(r)
			if t == nil {
				continue
			}
			s.form = t.form()
			s.item = newItem(q, t)
			if len(t.kids) > 0 {
				items = append(items, s.item)
			} else {
				s.example = &laminar.Example{Row: s.row, Weight: weights[r.source]}
			}
		}
		out = append(out, s)
	}
	a := newAligner(items)
	for round := range 4 {
		for _, it := range items {
			if !a.align(it) {
				it.spans = nil
			}
		}
		if round < 3 {
			a.relearn(items)
		}
	}
	for _, s := range out {
		if s.item == nil || s.item.spans == nil {
			continue
		}
		e := &laminar.Example{Row: s.row, Brackets: s.item.brackets(), Weight: weights[s.record.source]}
		if laminar.Learnable(e) {
			s.example = e
		}
	}
	return out
}

// usable returns the gold tree of a record that brackets can express; nil for the others: comparisons, and decompositions that are
// operations on lists.
func usable(r *record) *tree {
	switch r.source {
	case "2wiki":
		if r.Type != "compositional" {
			return nil
		}
	case "break":
		if r.Type == "DROP" || slices.ContainsFunc(r.Operators, func(o string) bool { return o != "select" && o != "project" }) {
			return nil
		}
	case "strategyqa":
		return nil
	}
	if len(r.Leaves) == 0 {
		return nil
	}
	return plant(r.Leaves)
}

func fold(key string, folds uint32) uint32 {
	h := fnv.New32a()
	h.Write([]byte("fold/" + key))
	v := h.Sum32()
	return (v ^ v>>15) * 2654435761 >> 8 % folds
}

func fitted(all []*sample, use func(*sample) bool) *laminar.Model {
	var chosen []*sample
	var examples []laminar.Example
	for _, s := range all {
		if s.example != nil && use(s) {
			chosen = append(chosen, s)
			examples = append(examples, *s.example)
		}
	}
	random := newRandom()
	examples = append(examples, composed(chosen, random)...)
	examples = append(examples, masked(examples, random)...)
	return laminar.Fit(examples, settings)
}

func newRandom() *rand.Rand { return rand.New(rand.NewPCG(11, 13)) }

// folds is a way to split the data and a model for each part, trained on the others.
type folds struct {
	name   string
	key    func(*record) string
	models []*bracket.Model
	// rankings are what the models found for their own folds.
	rankings []laminar.Ranking
}

const foldCount = 5

// parts is how many of the folds are measured.
var parts = foldCount

// split trains a model for each fold.
func split(all []*sample, titles translator.Titles, name string, key func(*record) string) *folds {
	f := &folds{name: name, key: key, models: make([]*bracket.Model, foldCount)}
	var wait sync.WaitGroup
	limit := make(chan struct{}, 2)
	rankings := make([][]laminar.Ranking, foldCount)
	for k := range uint32(parts) {
		wait.Go(func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			m := fitted(all, func(s *sample) bool { return fold(key(s.record), foldCount) != k }).Narrow(bracket.Width)
			f.models[k] = &bracket.Model{Steps: m}
			rankings[k] = unseen(m, all, titles, func(s *sample) bool { return fold(key(s.record), foldCount) == k })
		})
	}
	wait.Wait()
	for k := range parts {
		var others []laminar.Ranking
		for j, r := range rankings {
			if j != k {
				others = append(others, r...)
			}
		}
		f.models[k].Ranker = laminar.FitRanker(others, rankEpochs)
		f.rankings = append(f.rankings, rankings[k]...)
	}
	return f
}

const rankEpochs = 120

// unseen returns what a model finds for samples that it was not trained on, to fit a ranker.
func unseen(m *laminar.Model, all []*sample, titles translator.Titles, use func(*sample) bool) []laminar.Ranking {
	var out []laminar.Ranking
	for _, s := range all {
		if (s.record.source == "squad" || s.record.source == "wiki" || s.record.source == "boolq") && fold(s.record.ID, 3) > 0 || s.record.source == "2wiki" && fold(s.record.ID, 3) > 0 || !use(s) {
			continue
		}
		weight := rankWeights[s.record.source]
		out = append(out, laminar.Ranking{Row: s.row, Found: m.Search(s.row), Hint: bracket.Hint(s.question), Form: s.form, Weight: weight})
		if s.record.source == "musique" && fold(s.record.ID+"lower", 2) == 0 { // people ask for several things in lower case, too
			q := phrase.New(strings.TrimSuffix(strings.ToLower(s.record.Question), "?"), phrase.Options{Titles: titles})
			row := laminar.NewRow(q)
			out = append(out, laminar.Ranking{Row: row, Found: m.Search(row), Hint: bracket.Hint(q), Form: s.form, Weight: weight / 4})
		}
	}
	return out
}

// rankWeights is how much a question counts for the ranker.
var rankWeights = map[string]float64{"musique": 2.6, "2wiki": 0.6, "break": 0.3, "nq": 2.2, "squad": 0.35, "wiki": 0.35, "boolq": 0.2}

func byID(r *record) string    { return r.source + "/" + r.Question }
func byGroup(r *record) string { return r.group }
