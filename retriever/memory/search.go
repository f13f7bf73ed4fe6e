package memory

import (
	"context"
	"math"

	"github.com/qcompiler/qcompiler/retriever"
)

// checkEvery is how many postings are scored between two looks at the context.
const checkEvery = 4096

// queryTerm is a term of the query and how often it occurs there.
type queryTerm struct {
	id     int32
	weight float64
}

// Retrieve returns the passages that hold words of the query, by BM25. Matches are the words of the text that are in the query.
func (x *Index) Retrieve(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o := retriever.Apply(opts...)
	terms := x.queryTerms(query)
	if len(terms) == 0 {
		return nil, ctx.Err()
	}
	acc := x.scratch.Get().(*accumulator)
	defer func() {
		acc.reset()
		x.scratch.Put(acc)
	}()
	if err := x.score(ctx, terms, acc); err != nil {
		return nil, err
	}
	return x.collect(terms, acc, o), nil
}

// queryTerms returns the terms of the query that the index holds, each once, in the order of the query: sums of scores then
// always run in the same order.
func (x *Index) queryTerms(query string) []queryTerm {
	var terms []queryTerm
	at := make(map[int32]int)
	x.cfg.Analyzer(query, func(t Token) {
		id, ok := x.terms[t.Term]
		if !ok {
			return
		}
		i, seen := at[id]
		if !seen {
			i = len(terms)
			at[id] = i
			terms = append(terms, queryTerm{id: id})
		}
		terms[i].weight++
	})
	return terms
}

// score adds up BM25 for every document that holds a term. The inverse document frequency is the form that is never
// negative, ln(1 + (N-n+0.5)/(n+0.5)).
func (x *Index) score(ctx context.Context, terms []queryTerm, acc *accumulator) error {
	sinceCheck := 0
	for _, t := range terms {
		list := x.postings[t.id]
		n := float64(len(list))
		idf := math.Log(1 + (float64(len(x.docs))-n+0.5)/(n+0.5))
		factor := t.weight * idf * (x.cfg.K1 + 1)
		for len(list) > 0 {
			part := list[:min(len(list), checkEvery)]
			list = list[len(part):]
			for _, p := range part {
				count := float64(p.count)
				acc.add(p.doc, factor*count/(count+x.norm[p.doc]))
			}
			if sinceCheck += len(part) + 64; sinceCheck >= checkEvery {
				sinceCheck = 0
				if err := ctx.Err(); err != nil {
					return err
				}
			}
		}
	}
	return ctx.Err()
}

// collect picks the best documents that the options let through.
func (x *Index) collect(terms []queryTerm, acc *accumulator, o retriever.Options) []retriever.Document {
	top := newTopK(o.TopK)
	for _, doc := range acc.touched {
		score := acc.scores[doc]
		if !o.Keeps(score, x.docs[doc].Metadata) {
			continue
		}
		top.offer(hit{doc: doc, score: score})
	}
	hits := top.sorted()
	if len(hits) == 0 {
		return nil
	}
	wanted := make(map[int32]bool, len(terms))
	for _, t := range terms {
		wanted[t.id] = true
	}
	out := make([]retriever.Document, len(hits))
	for i, h := range hits {
		out[i] = x.docs[h.doc].Clone()
		out[i].Score = h.score
		out[i].Matches = x.matches(out[i].Text, wanted)
	}
	return out
}

// matches returns the ranges of text whose terms are wanted; those that touch or overlap are one.
func (x *Index) matches(text string, wanted map[int32]bool) []retriever.Range {
	var out []retriever.Range
	x.cfg.Analyzer(text, func(t Token) {
		if id, ok := x.terms[t.Term]; !ok || !wanted[id] {
			return
		}
		if n := len(out); n > 0 && t.Start <= out[n-1].End {
			out[n-1].Start = min(out[n-1].Start, t.Start)
			out[n-1].End = max(out[n-1].End, t.End)
			return
		}
		out = append(out, retriever.Range{Start: t.Start, End: t.End})
	})
	return out
}
