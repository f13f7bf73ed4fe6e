package qcompiler

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
)

// AsRetriever returns the engine as a retriever: for a complex question it finds the passages of all the questions it takes, in one
// ranking. An application that has a retriever swaps it for a decomposing one in one line:
//
//	docs = engine.AsRetriever()
//
// A question that one look-up answers gets what the retriever finds for it, as it is.
//
// The filter and the indexes of a call hold for each look-up. Scores are made of ranks, as those of a fusion: 1/(60+rank). Where the plan
// cannot be made or leaves something open, the question as it stands is looked up too, and what went wrong is reported through
// [retriever.Warn].
func (e *Engine) AsRetriever() retriever.Retriever { return &decomposing{e} }

type decomposing struct{ engine *Engine }

var _ retriever.Generational = (*decomposing)(nil)

// Generation is that of the engine's retriever.
func (d *decomposing) Generation() string { return retriever.GenerationOf(d.engine.config.Retriever) }

// Retrieve finds the passages a question is answered from, best first.
func (d *decomposing) Retrieve(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if strings.TrimSpace(query) == "" {
		return nil, nil
	}
	o := retriever.Apply(opts...)
	look := &lookup{to: d.engine.config.Retriever, opts: opts, depth: o.TopK, found: map[string]found{}}
	run, cancel := d.engine.WithBudget(ctx)
	defer cancel()
	plan, err := d.engine.Plan(run, query)
	if err == nil && len(plan.Program.Leaves()) == 1 {
		return look.to.Retrieve(ctx, query, opts...)
	}
	var result *executor.Result
	if err == nil {
		result, err = d.run(run, look, plan.Program, query)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	lists, complete := look.lists(result)
	if err != nil || !complete { // the plan leaves something open
		if err != nil {
			retriever.Warn(ctx, err)
		}
		docs, direct := look.Retrieve(run, query, retriever.WithTopK(o.TopK))
		if direct != nil && len(lists) == 0 {
			return nil, direct
		}
		lists = append(lists, docs)
	}
	look.warn(ctx)
	var merged []retriever.Document
	if result != nil {
		merged = result.Retrieved
	}
	return rank(merged, lists, o), nil
}

func (d *decomposing) run(ctx context.Context, look *lookup, p *executor.Program, query string) (*executor.Result, error) {
	result, err := d.engine.run(ctx, look, p, []executor.Option{executor.WithQuestion(query)})
	if err == nil && result.Status == answer.Failed {
		err = errors.New("no question of the plan could be looked up")
	}
	return result, err
}

// lookup is the engine's retriever for one call: it passes on the options of the call, looks deeper than the reader reads, and remembers
// what it found.
type lookup struct {
	to    retriever.Retriever
	opts  []retriever.Option
	depth int

	mu    sync.Mutex
	found map[string]found // by question
}

type found struct {
	docs     []retriever.Document
	warnings []error
	err      error
}

// Retrieve looks up one question and returns as many passages as are read.
func (l *lookup) Retrieve(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	l.mu.Lock()
	f, known := l.found[query]
	l.mu.Unlock()
	read := retriever.Apply(opts...).TopK
	if !known || f.err != nil {
		depth := max(read, l.depth)
		inner, warnings := retriever.CollectWarnings(ctx)
		f.docs, f.err = l.to.Retrieve(inner, query, append(slices.Clone(l.opts), retriever.WithTopK(depth), retriever.WithMinScore(0))...)
		f.warnings = warnings.All()
		l.mu.Lock()
		l.found[query] = f
		l.mu.Unlock()
	}
	for _, w := range f.warnings {
		retriever.Warn(ctx, w)
	}
	return f.docs[:min(len(f.docs), read):min(len(f.docs), read)], f.err
}

// lists returns what was found for the questions of a plan, in reading order, and whether all of them were answered.
func (l *lookup) lists(result *executor.Result) (lists [][]retriever.Document, complete bool) {
	if result == nil {
		return nil, false
	}
	for _, leaf := range result.Leaves {
		for _, run := range leaf.Runs {
			if docs := l.found[run.Question].docs; len(docs) > 0 {
				lists = append(lists, docs)
			}
		}
	}
	return lists, result.Status == answer.Answered
}

// warn reports what went wrong in calls whose results are part of a ranking.
func (l *lookup) warn(ctx context.Context) {
	for _, query := range slices.Sorted(maps.Keys(l.found)) {
		f := l.found[query]
		if f.err != nil {
			retriever.Warn(ctx, f.err)
		}
		for _, w := range f.warnings {
			retriever.Warn(ctx, w)
		}
	}
}

// rank returns the merged ranking of a run, and after it what was found below it, one of each list in turn.
func rank(merged []retriever.Document, lists [][]retriever.Document, o retriever.Options) []retriever.Document {
	type key struct{ index, id string }
	seen := map[key]bool{}
	var out []retriever.Document
	add := func(doc retriever.Document) {
		if k := (key{doc.Index, doc.ID}); len(out) < o.TopK && !seen[k] {
			seen[k] = true
			doc.Score = 1 / float64(retriever.DefaultRankConstant+len(out)+1)
			if doc.Score >= o.MinScore {
				out = append(out, doc)
			}
		}
	}
	for _, doc := range merged {
		add(doc)
	}
	for depth, more := 0, true; more; depth++ {
		more = false
		for _, list := range lists {
			if depth < len(list) {
				more = true
				add(list[depth])
			}
		}
	}
	return out
}
