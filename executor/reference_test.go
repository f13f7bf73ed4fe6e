package executor_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
)

// reference runs a program in the most naive way there is, one leaf after the other, over all assignments of candidates to look-ups.
// It shares no code with the executor.
type reference struct {
	t       *testing.T
	world   *world
	leaves  []executor.Leaf
	fanout  int
	beam    int
	doubt   executor.Doubt
	inUse   map[string]bool // the texts of leaves that something depends on
	done    []outcome
	tooMany bool
}

type outcome struct {
	score float64
	print string
}

type refRun struct {
	question string
	status   answer.Status
	values   []answer.Value
	inputs   []answer.Input
	factor   float64
}

func (r *reference) run() []outcome {
	r.inUse = map[string]bool{}
	for _, leaf := range r.leaves {
		for _, d := range leaf.DependsOn {
			r.inUse[r.leaves[d].Text] = true
		}
	}
	r.leaf(nil, map[string]int{})
	return r.done
}

// leaf runs the next leaf, given the runs of those before it and the candidates chosen so far.
func (r *reference) leaf(before [][]refRun, chosen map[string]int) {
	if len(r.done) > 20_000 {
		r.tooMany = true
		return
	}
	i := len(before)
	if i == len(r.leaves) {
		r.finish(before)
		return
	}
	r.choose(before, r.combos(before, i), nil, chosen)
}

// choose takes each candidate of the first of the runs that are left, and goes on with the next.
func (r *reference) choose(before [][]refRun, left, settled []refRun, chosen map[string]int) {
	if len(left) == 0 {
		r.leaf(append(before[:len(before):len(before)], settled), chosen)
		return
	}
	run := left[0]
	inUse := r.inUse[r.leaves[len(before)].Text] && r.beam > 1
	next := func(run refRun, chosen map[string]int) {
		r.choose(before, left[1:], append(settled[:len(settled):len(settled)], run), chosen)
	}
	run.status, run.factor = answer.Failed, r.doubt.Empty
	docs, err := r.world.Retrieve(context.Background(), run.question)
	if err != nil {
		next(run, chosen)
		return
	}
	run.status = answer.Empty
	if len(docs) == 0 {
		next(run, chosen)
		return
	}
	alternatives := 0
	if inUse {
		alternatives = r.beam - 1
	}
	a, err := r.world.Answer(context.Background(), answer.Request{Question: run.question, Passages: docs, Alternatives: alternatives})
	require.NoError(r.t, err)
	if len(a.Values) == 0 {
		next(run, chosen)
		return
	}
	run.status = answer.Answered
	sum := 0.0
	for _, v := range a.Values {
		sum += v.Confidence
	}
	confidence := sum / float64(len(a.Values))
	candidates := [][]answer.Value{a.Values}
	factors := []float64{math.Max(confidence, r.doubt.Empty)}
	if inUse && confidence < r.doubt.Sure {
		for _, v := range a.Alternatives {
			candidates = append(candidates, []answer.Value{v})
			factors = append(factors, math.Max(v.Confidence, r.doubt.Empty)*r.doubt.Overturn)
		}
	}
	key := fmt.Sprint(inUse, run.question)
	for c := range candidates {
		if known, ok := chosen[key]; ok && known != c {
			continue
		}
		with := map[string]int{key: c}
		for k, v := range chosen {
			with[k] = v
		}
		run.values, run.factor = candidates[c], factors[c]
		next(run, with)
	}
}

// combos returns the runs of a leaf: all ways to take one value for each placeholder in which no leaf has two values.
func (r *reference) combos(before [][]refRun, i int) []refRun {
	type entry struct {
		run   refRun
		joint float64
	}
	all := []entry{{run: refRun{}}}
	leaf := r.leaves[i]
	for _, ph := range leaf.Placeholders {
		var more []entry
		for _, e := range all {
			for _, producer := range ph.Leaves {
				for run := range before[producer] {
					for v, value := range before[producer][run].values {
						inputs := append(slices.Clone(e.run.inputs), answer.Input{
							Placeholder: ph.Name, Text: value.Text, Leaf: producer, Run: run, Value: v,
						})
						more = append(more, entry{run: refRun{inputs: inputs}})
					}
				}
			}
		}
		all = more
	}
	var good []entry
	for _, e := range all {
		seen := map[int][2]int{}
		var walk func(inputs []answer.Input) bool
		walk = func(inputs []answer.Input) bool {
			for _, in := range inputs {
				if known, ok := seen[in.Leaf]; ok && known != [2]int{in.Run, in.Value} {
					return false
				}
				seen[in.Leaf] = [2]int{in.Run, in.Value}
				if !walk(before[in.Leaf][in.Run].inputs) {
					return false
				}
			}
			return true
		}
		if !walk(e.run.inputs) {
			continue
		}
		e.joint = 1
		for l := range r.leaves {
			if at, ok := seen[l]; ok {
				e.joint *= before[l][at[0]].values[at[1]].Confidence
			}
		}
		e.run.question = leaf.Text
		for _, in := range e.run.inputs { // a value that holds {#1} must not be filled in again
			e.run.question = strings.ReplaceAll(e.run.question, "{"+in.Placeholder+"}", "\x00"+in.Placeholder+"\x00")
		}
		for _, in := range e.run.inputs {
			e.run.question = strings.ReplaceAll(e.run.question, "\x00"+in.Placeholder+"\x00", in.Text)
		}
		good = append(good, e)
	}
	for len(good) > r.fanout { // drop the worst, of equals the last
		worst := 0
		for j := range good {
			if good[j].joint <= good[worst].joint {
				worst = j
			}
		}
		good = slices.Delete(good, worst, worst+1)
	}
	var runs []refRun
	for _, e := range good {
		runs = append(runs, e.run)
	}
	return runs
}

func (r *reference) finish(leaves [][]refRun) {
	out := outcome{score: 1}
	var text strings.Builder
	for i, runs := range leaves {
		factor := r.doubt.Empty
		if len(runs) > 0 {
			product := 1.0
			for _, run := range runs {
				product *= run.factor
			}
			factor = math.Pow(product, 1/float64(len(runs)))
		}
		out.score *= factor
		fmt.Fprintln(&text, r.leaves[i].ID)
		for _, run := range runs {
			printRun(&text, run.question, run.status, run.values, run.inputs)
		}
	}
	out.print = text.String()
	r.done = append(r.done, out)
}

func printRun(out *strings.Builder, question string, status answer.Status, values []answer.Value, inputs []answer.Input) {
	fmt.Fprintln(out, " ", question, status, inputs)
	for _, v := range values {
		fmt.Fprintln(out, "   ", v.Text, v.Confidence)
	}
}

func printed(result *executor.Result) string {
	var out strings.Builder
	for _, leaf := range result.Leaves {
		fmt.Fprintln(&out, leaf.ID)
		for _, run := range leaf.Runs {
			printRun(&out, run.Question, run.Status, run.Values, run.Inputs)
		}
	}
	return out.String()
}

// TestFanoutIsThatOfTheReference compares the runs of all leaves, with the best candidate of each.
func TestFanoutIsThatOfTheReference(t *testing.T) {
	several, cut := 0, 0
	for seed := range uint64(600) {
		rng := rand.New(rand.NewPCG(seed, 2))
		text := expression(rng, 1+rng.IntN(6))
		p := compile(t, text)
		w := &world{seed: seed, most: 3, failing: 10}
		fanout := 1 + rng.IntN(8)
		e := newExecutor(t, executor.Config{Retriever: w, Answerer: w, Limits: executor.Limits{Beam: 1, Fanout: fanout, Retrievals: 1 << 20}})
		result, err := e.Run(t.Context(), p)
		require.NoError(t, err)
		r := reference{t: t, world: w, leaves: p.Leaves(), fanout: fanout, beam: 1, doubt: executor.Doubt{Empty: 0.05, Sure: 0.95, Overturn: 0.8}}
		want := r.run()
		require.Len(t, want, 1)
		require.Equal(t, want[0].print, printed(result), "%d: %s", seed, text)
		for _, leaf := range result.Leaves {
			if len(leaf.Runs) > 1 {
				several++
			}
		}
		cut += strings.Count(fmt.Sprint(result.Warnings.Codes()), string(executor.FanoutTruncated))
	}
	assert.Greater(t, several, 200, "the test does not see much fan-out")
	assert.Greater(t, cut, 50, "the test does not see much of the limit")
}

// TestBeamIsThatOfTheReference compares the hypothesis that wins with the best of all there are. A beam as wide as there are hypotheses
// finds the best; a narrow one never does worse than the best candidate of each leaf.
func TestBeamIsThatOfTheReference(t *testing.T) {
	compared, overturned := 0, 0
	for seed := range uint64(500) {
		rng := rand.New(rand.NewPCG(seed, 3))
		text := expression(rng, 2+rng.IntN(3))
		p := compile(t, text)
		w := &world{seed: seed, most: 2, failing: 10}
		for _, width := range []int{3, 4096} {
			r := reference{
				t: t, world: w, leaves: p.Leaves(), fanout: 2, beam: width,
				doubt: executor.Doubt{Empty: 0.05, Sure: 0.9, Overturn: 0.8},
			}
			all := r.run()
			if r.tooMany {
				continue
			}
			e := newExecutor(t, executor.Config{Retriever: w, Answerer: w, Doubt: r.doubt, Limits: executor.Limits{
				Beam: width, Fanout: 2, Retrievals: 1 << 24,
			}})
			result, err := e.Run(t.Context(), p)
			require.NoError(t, err)
			got, best := -1.0, 0.0
			for _, o := range all {
				best = max(best, o.score)
				if o.print == printed(result) {
					got = max(got, o.score)
				}
			}
			require.GreaterOrEqual(t, got, 0.0, "%d: %s is no hypothesis at all:\n%s", seed, text, printed(result))
			require.GreaterOrEqual(t, got, all[0].score*(1-1e-9), "%d: %s: worse than the best candidate of each", seed, text)
			if width > 3 {
				require.InEpsilon(t, best, got, 1e-9, "%d: %s: not the best hypothesis", seed, text)
				compared++
				if got > all[0].score*(1+1e-9) {
					overturned++
				}
			}
		}
	}
	assert.Greater(t, compared, 300)
	assert.Greater(t, overturned, 30, "the test does not see the beam at work")
}
