package executor_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// dataDir holds public question sets beside the project; they are not part of it.
var dataDir = filepath.Join("..", "..", "shared", "data", "2wiki")

// shape is a kind of plan over a list of questions.
type shape struct {
	name string
	// expression returns a plan that asks the questions, and levels those that can be asked at the same time.
	expression func(questions []string) string
	levels     func(questions []string) [][]string
}

func shapes() []shape {
	return []shape{
		{"independent", func(questions []string) string {
			leaves := make([]string, len(questions))
			for i, q := range questions {
				leaf, _ := ast.Literal(q)
				leaves[i] = leaf.String()
			}
			return strings.Join(leaves, " + ")
		}, func(questions []string) [][]string { return [][]string{questions} }},
		{"chain", func(questions []string) string { // the answer of each leaf is the question of the next
			leaf, _ := ast.Literal(questions[0])
			leaves := []string{leaf.String()}
			for i := 1; i < len(questions); i++ {
				leaves = append(leaves, fmt.Sprintf("{#%d}", i))
			}
			return strings.Join(leaves, " * ")
		}, func(questions []string) (out [][]string) {
			for _, q := range questions {
				out = append(out, []string{q})
			}
			return out
		}},
	}
}

// next reads at once: the answer of each question is the next one.
func next(questions []string) answer.Func {
	return func(_ context.Context, req answer.Request) (answer.Answer, error) {
		return values(1, questions[(slices.Index(questions, req.Question)+1)%len(questions)]), nil
	}
}

// bare is what a run is compared with: the same retrievals with the same parallelism, and nothing else.
func bare(b *testing.B, r retriever.Retriever, levels [][]string, parallel int) {
	slots := make(chan struct{}, parallel)
	for _, level := range levels {
		var group sync.WaitGroup
		for _, q := range level {
			group.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				docs, err := r.Retrieve(b.Context(), q, retriever.WithTopK(executor.DefaultTopK))
				if err != nil || len(docs) == 0 {
					b.Error("no passages", err)
				}
			})
		}
		group.Wait()
	}
}

// compare times runs of a plan beside bare retrievals, by turns, and reports the median of the ratios.
func compare(b *testing.B, r retriever.Retriever, questions []string, n int) {
	for _, s := range shapes() {
		b.Run(fmt.Sprintf("%s-%d", s.name, n), func(b *testing.B) {
			var ratios []float64
			for i := 0; b.Loop(); i++ {
				at := i * n % (len(questions) - n)
				asked := questions[at : at+n]
				e := newExecutor(b, executor.Config{Retriever: r, Answerer: next(asked)})
				p := compile(b, s.expression(asked))
				sides := [2]func(){
					func() { bare(b, r, s.levels(asked), executor.DefaultParallel) },
					func() {
						result, err := e.Run(b.Context(), p)
						if err != nil || result.Status != answer.Answered || result.Usage.Retrievals != n {
							b.Fatal(err, result.Status, result.Usage, p)
						}
					},
				}
				sides[0]() // so that neither is the first to see the questions
				var took [2]time.Duration
				for turn := range 16 { // by turns, and the best of eight: other work on the machine only ever adds
					side := (i + turn) % 2
					start := time.Now()
					sides[side]()
					if d := time.Since(start); took[side] == 0 || d < took[side] {
						took[side] = d
					}
				}
				ratios = append(ratios, float64(took[1])/float64(took[0]))
			}
			slices.Sort(ratios)
			b.ReportMetric(ratios[len(ratios)/2], "ratio")
		})
	}
}

// BenchmarkOverhead is a run with a reader that takes no time, beside the bare retrievals of a real index.
func BenchmarkOverhead(b *testing.B) {
	questions, index := wiki(b)
	for _, n := range []int{4, 16} {
		compare(b, index, questions, n)
	}
}

// BenchmarkCriticalPath is a run with a retriever of 20 ms; the ratio is that to the critical path of so many times 20 ms, and the ratio
// as measured that to the time the calls themselves took, which on a busy machine is more.
func BenchmarkCriticalPath(b *testing.B) {
	const delay = 20 * time.Millisecond
	var mu sync.Mutex
	var calls []time.Duration
	slow := retriever.Func(func(ctx context.Context, q string, _ ...retriever.Option) ([]retriever.Document, error) {
		start := time.Now()
		time.Sleep(delay)
		mu.Lock()
		calls = append(calls, time.Since(start))
		mu.Unlock()
		return one(ctx, q)
	})
	questions := make([]string, 8)
	for i := range questions {
		questions[i] = fmt.Sprint("question ", i)
	}
	for _, s := range shapes() {
		b.Run(s.name, func(b *testing.B) {
			e := newExecutor(b, executor.Config{Retriever: slow, Answerer: next(questions)})
			p := compile(b, s.expression(questions))
			levels := len(s.levels(questions))
			var ratios, measured []float64
			for b.Loop() {
				calls = calls[:0]
				start := time.Now()
				_, err := e.Run(b.Context(), p)
				require.NoError(b, err)
				took := float64(time.Since(start))
				path := slices.Max(calls) // all at once, or one after the other
				if levels > 1 {
					path = 0
					for _, c := range calls {
						path += c
					}
				}
				ratios, measured = append(ratios, took/float64(delay*time.Duration(levels))), append(measured, took/float64(path))
			}
			slices.Sort(ratios)
			slices.Sort(measured)
			b.ReportMetric(ratios[len(ratios)/2], "ratio")
			b.ReportMetric(measured[len(measured)/2], "ratio-as-measured")
		})
	}
}

// BenchmarkRun is what the executor itself costs.
func BenchmarkRun(b *testing.B) {
	questions := []string{"a", "b", "c", "d"}
	for _, s := range shapes() {
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			e := newExecutor(b, executor.Config{Answerer: next(questions)})
			p := compile(b, s.expression(questions))
			for b.Loop() {
				_, err := e.Run(b.Context(), p)
				require.NoError(b, err)
			}
		})
	}
}

// wiki returns the questions of a public set and an index of its passages.
func wiki(b *testing.B) ([]string, retriever.Retriever) {
	b.Helper()
	if _, err := os.Stat(dataDir); err != nil {
		b.Skipf("the question set is not there: %v", err)
	}
	path := b.TempDir()
	reader := corpus.New(corpus.Options{})
	_, err := bleve.Build(b.Context(), path, reader.Paths(b.Context(), filepath.Join(dataDir, "corpus.jsonl")), bleve.WriteOptions{})
	require.NoError(b, err)
	index, err := bleve.Open(b.Context(), path, bleve.Options{})
	require.NoError(b, err)
	b.Cleanup(func() { _ = index.Close() })
	f, err := os.Open(filepath.Join(dataDir, "questions.jsonl"))
	require.NoError(b, err)
	defer f.Close()
	var questions []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q struct{ Question string }
		require.NoError(b, json.Unmarshal(lines.Bytes(), &q))
		if q := strings.TrimSpace(q.Question); !slices.Contains(questions, q) {
			questions = append(questions, q)
		}
	}
	return questions, index
}
