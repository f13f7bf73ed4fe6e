package executor_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
)

// world is a retriever and a reader whose answers are drawn from the question and a seed: the same whenever they are asked.
type world struct {
	seed uint64
	// most is the most values, and the most alternatives, of an answer.
	most int
	// failing is the share of questions, in percent, whose retrieval fails or finds nothing.
	failing uint64
	// delay makes each retrieval take a while.
	delay func(question string) time.Duration
	// upset, where it is set and returns true, stands for the retriever.
	upset func(ctx context.Context, question string) (bool, error)

	retrievals, busy, mostBusy atomic.Int64
}

func (w *world) draw(what, question string, n uint64) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, w.seed, what, "|", question)
	return rand.New(rand.NewPCG(h.Sum64(), 1)).Uint64N(n)
}

func (w *world) Retrieve(ctx context.Context, question string, opts ...retriever.Option) ([]retriever.Document, error) {
	w.retrievals.Add(1)
	busy := w.busy.Add(1)
	defer w.busy.Add(-1)
	for {
		most := w.mostBusy.Load()
		if busy <= most || w.mostBusy.CompareAndSwap(most, busy) {
			break
		}
	}
	if w.delay != nil {
		select {
		case <-time.After(w.delay(question)):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if w.upset != nil {
		if yes, err := w.upset(ctx, question); yes {
			return nil, err
		}
	}
	switch draw := w.draw("fail", question, 100); {
	case draw < w.failing/2:
		return nil, errors.New("the disk is gone")
	case draw < w.failing:
		return nil, nil
	}
	var docs []retriever.Document
	for i := range 1 + w.draw("passages", question, 4) {
		docs = append(docs, retriever.Document{
			ID: fmt.Sprint("p", w.draw(fmt.Sprint("id", i), question, 12)), Text: question, Score: 1 / float64(i+1),
		})
	}
	return docs[:min(len(docs), retriever.Apply(opts...).TopK)], nil
}

func (w *world) Answer(_ context.Context, req answer.Request) (answer.Answer, error) {
	var a answer.Answer
	value := func(i, n uint64, kind string) answer.Value {
		name := fmt.Sprint(kind, i)
		return answer.Value{ // hostile, and with many equal confidences
			Text:       fmt.Sprintf("%s%d + {#1} * (%x", kind, i, w.draw(name, req.Question, 1<<24)),
			Confidence: float64(1+w.draw("c"+name, req.Question, n)) / 16,
			Evidence:   []answer.Evidence{{ID: req.Passages[0].ID}},
		}
	}
	for i := range w.draw("values", req.Question, uint64(w.most)*2+1) {
		if i == uint64(w.most) {
			break
		}
		a.Values = append(a.Values, value(i, 15, "v"))
	}
	for i := range min(w.draw("alternatives", req.Question, uint64(w.most)+1), uint64(req.Alternatives)) {
		a.Alternatives = append(a.Alternatives, value(i, 12, "w"))
	}
	return a, nil
}

// expression draws an expression of at most leaves leaves. Placeholders name leaves by number, or by a name that takes all there is.
func expression(rng *rand.Rand, leaves int) string {
	g := generator{rng: rng, left: leaves}
	return g.list(nil, 0)
}

type generator struct {
	rng        *rand.Rand
	left, made int
}

func (g *generator) list(scope []int, depth int) string {
	items := []string{g.dependent(scope, depth)}
	for g.left > 0 && g.rng.IntN(3) == 0 {
		items = append(items, g.dependent(scope, depth))
	}
	return strings.Join(items, " + ")
}

func (g *generator) dependent(scope []int, depth int) string {
	var steps []string
	for {
		first := g.made
		steps = append(steps, g.atom(scope, depth))
		for leaf := first; leaf < g.made; leaf++ {
			scope = append(scope[:len(scope):len(scope)], leaf)
		}
		if g.left <= 0 || g.rng.IntN(4) == 0 {
			return strings.Join(steps, " * ")
		}
	}
}

func (g *generator) atom(scope []int, depth int) string {
	if depth < 3 && g.left > 1 && g.rng.IntN(3) == 0 {
		return "(" + g.list(scope, depth+1) + ")"
	}
	g.left--
	g.made++
	text := fmt.Sprint("k", g.rng.IntN(5)) // some leaves are the same
	if len(scope) > 0 {
		for range 1 + g.rng.IntN(3) {
			if g.rng.IntN(5) == 0 {
				text += " {thing}"
			} else {
				text += fmt.Sprintf(" {#%d}", scope[g.rng.IntN(len(scope))]+1)
			}
		}
	}
	return text
}

// canonical is the JSON form of a result without what depends on the clock.
func canonical(t testing.TB, result *executor.Result) string {
	t.Helper()
	copied := *result
	copied.Elapsed = 0
	copied.Leaves = append([]executor.LeafResult(nil), copied.Leaves...)
	for i := range copied.Leaves {
		copied.Leaves[i].Runs = append([]executor.Run{}, copied.Leaves[i].Runs...)
		for j := range copied.Leaves[i].Runs {
			copied.Leaves[i].Runs[j].Elapsed = 0
		}
	}
	data, err := json.MarshalIndent(copied, "", " ")
	require.NoError(t, err)
	return string(data)
}
