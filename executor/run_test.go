package executor_test

import (
	"context"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
)

// table is a reader that knows the answers of some questions.
type table map[string]answer.Answer

func (t table) Answer(_ context.Context, req answer.Request) (answer.Answer, error) {
	return t[req.Question], nil
}

// one returns a passage whose id is the question.
func one(_ context.Context, query string, _ ...retriever.Option) ([]retriever.Document, error) {
	return []retriever.Document{{ID: query, Text: query, Score: 1}}, nil
}

// last composes the values of the last leaf.
func last(_ context.Context, req answer.ComposeRequest) (answer.Answer, error) {
	var out answer.Answer
	for _, f := range req.Leaves[len(req.Leaves)-1] {
		for _, v := range f.Values {
			if out.Text != "" {
				out.Text += ", "
			}
			out.Text += v.Text
			out.Values = append(out.Values, v)
		}
	}
	return out, nil
}

func values(confidence float64, texts ...string) answer.Answer {
	a := answer.Answer{Confidence: confidence}
	for _, text := range texts {
		a.Values = append(a.Values, answer.Value{Text: text, Confidence: confidence})
	}
	return a
}

func run(t testing.TB, text string, config executor.Config, opts ...executor.Option) *executor.Result {
	t.Helper()
	e := newExecutor(t, config)
	result, err := e.Run(t.Context(), compile(t, text), opts...)
	require.NoError(t, err)
	return result
}

func newExecutor(t testing.TB, config executor.Config) *executor.Executor {
	t.Helper()
	if config.Retriever == nil {
		config.Retriever = retriever.Func(one)
	}
	if config.Composer == nil {
		config.Composer = answer.ComposeFunc(last)
	}
	e, err := executor.New(config)
	require.NoError(t, err)
	return e
}

func TestChain(t *testing.T) {
	result := run(t, "Who directed Jaws * When was {director} born", executor.Config{Answerer: table{
		"Who directed Jaws":              values(0.9, "Steven Spielberg"),
		"When was Steven Spielberg born": values(0.8, "18 December 1946"),
	}})
	assert.Equal(t, answer.Answered, result.Status)
	assert.Equal(t, "18 December 1946", result.Answer.Text)
	assert.Equal(t, "When was Steven Spielberg born", result.Leaves[1].Runs[0].Question)
	assert.Empty(t, result.Warnings)
}

func TestStepsOfAChainAreGuessed(t *testing.T) {
	for text, want := range map[string]map[string]bool{
		"Who directed Jaws":                                    {"Who directed Jaws": false},
		"Who directed Jaws + Who directed Alien":               {"Who directed Jaws": false, "Who directed Alien": false},
		"Who directed Jaws * When was {director} born":         {"Who directed Jaws": true, "When was one born": true},
		"Who are the founders * When was {founder} born":       {"Who are the founders": true, "When was one born": false, "When was two born": false},
		"(Who is it * Where is {it}) + Who directed Jaws":      {"Who is it": true, "Where is one": true, "Who directed Jaws": false},
		"Who directed Jaws + Who directed Jaws * Who is {one}": {"Who directed Jaws": true, "Who is one": true},
	} {
		t.Run(text, func(t *testing.T) {
			var mu sync.Mutex
			got := map[string]bool{}
			run(t, text, executor.Config{Answerer: answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
				mu.Lock()
				defer mu.Unlock()
				got[req.Question] = req.Guess
				if req.Question == "Who are the founders" {
					return values(0.9, "one", "two"), nil
				}
				return values(0.9, "one"), nil
			})})
			assert.Equal(t, want, got)
		})
	}
}

func TestOptionsOfTheRetriever(t *testing.T) {
	var got retriever.Options
	many := retriever.Func(func(_ context.Context, _ string, opts ...retriever.Option) ([]retriever.Document, error) {
		got = retriever.Apply(opts...)
		var docs []retriever.Document
		for i := range got.TopK {
			docs = append(docs, retriever.Document{ID: strconv.Itoa(i), Text: "a"})
		}
		return docs, nil
	})
	e := newExecutor(t, executor.Config{Retriever: many, Answerer: table{}, TopK: 4})
	result, err := e.Run(t.Context(), compile(t, "a"), executor.WithRetrieval(retriever.WithFilter("year", "1975"), retriever.WithTopK(50)))
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"year": "1975"}, got.Filter)
	require.Len(t, result.Leaves[0].Runs, 1)
	assert.Len(t, result.Leaves[0].Runs[0].Passages, 4, "Config.TopK is the most, whatever the options say")
}
