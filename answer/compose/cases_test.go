package compose_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// world answers leaves from the entries of a case.
type world [][2]string

func (w world) Answer(_ context.Context, req answer.Request) (answer.Answer, error) {
	for _, entry := range w {
		if !strings.Contains(req.Question, entry[0]) {
			continue
		}
		a := answer.Answer{Text: entry[1], Confidence: .96}
		for v := range strings.SplitSeq(entry[1], " / ") {
			text := strings.TrimSpace(v)
			a.Values = append(a.Values, answer.Value{
				Text: text, Confidence: .96,
				Evidence: []answer.Evidence{{ID: req.Question, Title: entry[0], Span: retriever.Range{Start: 0, End: len(text)}}},
			})
		}
		return a, nil
	}
	return answer.Answer{}, nil
}

func (w world) run(t *testing.T, question, plan string) *executor.Result {
	t.Helper()
	program, err := qcompiler.Compile(plan)
	require.NoError(t, err)
	e, err := executor.New(executor.Config{
		Retriever: retriever.Func(func(_ context.Context, query string, _ ...retriever.Option) ([]retriever.Document, error) {
			return []retriever.Document{{ID: query, Text: query}}, nil
		}),
		Answerer: w, Binder: compose.NewBinder(), Composer: compose.New(),
	})
	require.NoError(t, err)
	result, err := e.Run(context.Background(), program, executor.WithQuestion(question), executor.WithExplain())
	require.NoError(t, err)
	return result
}

// TestCases runs the plans of testdata/cases.txt with the answers given there, and composes.
func TestCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.txt")
	require.NoError(t, err)
	n := 0
	for block := range strings.SplitSeq(string(text), "\n\n") {
		var question, plan, want string
		var w world
		for line := range strings.Lines(block) {
			line = strings.TrimSpace(line)
			rest := strings.TrimSpace(line[min(1, len(line)):])
			switch {
			case line == "" || line[0] == '#':
			case line[0] == '?':
				question = rest
			case line[0] == '*':
				plan = rest
			case line[0] == '=':
				want = rest
			case line[0] == ':':
				for entry := range strings.SplitSeq(rest, ";") {
					key, values, ok := strings.Cut(entry, " = ")
					require.True(t, ok, "%q in\n%s", entry, block)
					w = append(w, [2]string{strings.TrimSpace(key), strings.TrimSpace(values)})
				}
			}
		}
		if want == "" {
			continue
		}
		n++
		name := question
		if name == "" {
			name = plan
		}
		t.Run(name, func(t *testing.T) {
			got := w.run(t, question, plan).Answer
			operation, text, _ := strings.Cut(want, " ")
			text, reason, _ := strings.Cut(text, " : ")
			if text == "-" {
				text = ""
				assert.Empty(t, got.Values)
				assert.Zero(t, got.Confidence)
				assert.NotEmpty(t, got.Reason)
			} else {
				assert.NotEmpty(t, got.Values)
				assert.Positive(t, got.Confidence)
				for _, v := range got.Values {
					assert.NotEmpty(t, v.Evidence)
				}
			}
			assert.Equal(t, text, got.Text, strings.Join(got.Explanation, "\n")+"\nreason: "+got.Reason)
			assert.Equal(t, operation, got.Operation)
			assert.Contains(t, got.Reason, reason)
		})
	}
	assert.GreaterOrEqual(t, n, 150)
}
