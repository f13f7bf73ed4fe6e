package executor_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
)

// TestOriginsOfWhatIsFilledIn wants readers told where the values in their question were found: namesakes are told apart by it.
func TestOriginsOfWhatIsFilledIn(t *testing.T) {
	var mu sync.Mutex
	origins := map[string][]string{}
	reader := answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
		a := values(0.9, "Ann")
		a.Values[0].Evidence = []answer.Evidence{{ID: req.Passages[0].ID}}
		if len(req.Filled) > 0 {
			mu.Lock()
			defer mu.Unlock()
			require.Len(t, req.Origins, len(req.Filled))
			for _, o := range req.Origins {
				require.NotNil(t, o)
				origins[req.Question] = append(origins[req.Question], o.Text)
			}
		}
		return a, nil
	})
	run(t, "one * {#1} and {#1} + two * age of {#3}", executor.Config{Answerer: reader})
	assert.Equal(t, map[string][]string{"Ann and Ann": {"one", "one"}, "age of Ann": {"two"}}, origins)

	clear(origins)
	result := run(t, "one * age of {#1} + two * age of {#3}", executor.Config{Answerer: reader})
	assert.ElementsMatch(t, []string{"one", "two"}, origins["age of Ann"], "the same name found elsewhere may be somebody else's")
	assert.Equal(t, 3, result.Usage.Retrievals)
	assert.Equal(t, 4, result.Usage.Reads)
}

// chooser is a composer that wants candidates.
type chooser struct {
	answer.ComposeFunc
	candidates func() int
}

func (c chooser) Candidates(string) int { return c.candidates() }

func TestComposersGetCandidates(t *testing.T) {
	reader := answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
		a := values(0.4, "best of "+req.Question)
		for range req.Alternatives {
			a.Alternatives = append(a.Alternatives, answer.Value{Text: "other", Confidence: 0.3})
		}
		return a, nil
	})
	for _, c := range []struct {
		candidates func() int
		question   string
		want       int
	}{
		{func() int { return 4 }, "which of both", 4},
		{func() int { return 0 }, "which of both", 0},
		{func() int { return 1 << 30 }, "which of both", 16},
		{func() int { panic("oh") }, "which of both", 0},
		{func() int { return 4 }, "", 0},
	} {
		var got [][]answer.Finding
		e := newExecutor(t, executor.Config{Answerer: reader, Composer: chooser{func(ctx context.Context, req answer.ComposeRequest) (answer.Answer, error) {
			got = req.Leaves
			return last(ctx, req)
		}, c.candidates}})
		result, err := e.Run(t.Context(), compile(t, "a + b"), executor.WithQuestion(c.question))
		require.NoError(t, err)
		require.Len(t, got, 2)
		for leaf, findings := range got {
			require.Len(t, findings, 1, "other answers of a last leaf are no hypotheses of the beam")
			assert.Len(t, findings[0].Alternatives, c.want)
			assert.Equal(t, "best of "+string(rune('a'+leaf)), findings[0].Values[0].Text)
		}
		assert.Equal(t, answer.Answered, result.Status)
	}
}
