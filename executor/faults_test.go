package executor_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
)

func TestLimitsSayWhatWasHit(t *testing.T) {
	many := answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
		if strings.HasPrefix(req.Question, "of") {
			return values(0.9, "x"), nil
		}
		a := values(0.5, "a", "b", "c", "d", "e")
		a.Values[3].Confidence, a.Values[4].Confidence = 0.9, 0.7
		return a, nil
	})
	t.Run("fan-out", func(t *testing.T) {
		result := run(t, "who * of {#1}", executor.Config{Answerer: many, Limits: executor.Limits{Fanout: 3}})
		var asked []string
		for _, r := range result.Leaves[1].Runs {
			asked = append(asked, r.Question)
		}
		assert.Equal(t, []string{"of a", "of d", "of e"}, asked, "the surest, then the first, in source order")
		require.Equal(t, []string{"fanout-truncated"}, codes(result))
		assert.Equal(t, "leaf B has 5 combinations of values, 2 over the fan-out limit of 3; the surest were kept", result.Warnings[0].Message)
		assert.Equal(t, 6, result.Warnings[0].Span.Start)
	})
	t.Run("retrievals", func(t *testing.T) {
		result := run(t, "who * of {#1}", executor.Config{Answerer: many, Limits: executor.Limits{Retrievals: 4}})
		assert.Equal(t, 4, result.Usage.Retrievals)
		assert.Equal(t, answer.Answered, result.Leaves[1].Status)
		assert.Equal(t, answer.OverBudget, result.Leaves[1].Runs[4].Status)
		require.Equal(t, []string{"limit-retrievals"}, codes(result))
		assert.Equal(t, "leaf B needs 5 retrievals, 2 over its share of the retrievals limit of 4", result.Warnings[0].Message)
	})
	t.Run("more leaves than retrievals", func(t *testing.T) {
		result := run(t, "a + b + c", executor.Config{Answerer: many, Limits: executor.Limits{Retrievals: 2}})
		assert.Equal(t, answer.OverBudget, result.Leaves[2].Status)
		assert.Equal(t, "the limit on retrievals is used up", result.Leaves[2].Reason)
		assert.Equal(t, answer.Partial, result.Status)
		assert.Equal(t, 2, result.Usage.Retrievals)
	})
	t.Run("unused share is handed on", func(t *testing.T) {
		// Of 8, each leaf has one, and the three that depend on others 1, 1 and 2 more; B and C need one each, so D gets to 5.
		p := "of it * of {#1} * who {#2} * why {#3}"
		result := run(t, p, executor.Config{Answerer: many, Limits: executor.Limits{Retrievals: 8}})
		assert.Empty(t, codes(result))
		assert.Equal(t, 8, result.Usage.Retrievals)
		result = run(t, p, executor.Config{Answerer: many, Limits: executor.Limits{Retrievals: 7}})
		assert.Equal(t, []string{"limit-retrievals"}, codes(result))
		assert.Equal(t, 7, result.Usage.Retrievals)
	})
	t.Run("passage", func(t *testing.T) {
		docs := []retriever.Document{{ID: "p", Text: "abcdéf", Matches: []retriever.Range{{Start: 0, End: 2}, {Start: 4, End: 6}}}}
		result := run(t, "who", executor.Config{
			Answerer: many, Limits: executor.Limits{Passage: 5},
			Retriever: retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) { return docs, nil }),
		})
		assert.Equal(t, "abcd", result.Leaves[0].Runs[0].Passages[0].Text)
		assert.Equal(t, []retriever.Range{{Start: 0, End: 2}}, result.Leaves[0].Runs[0].Passages[0].Matches)
		assert.Equal(t, "abcdéf", docs[0].Text, "the retriever's own is not changed")
		require.Equal(t, []string{"passage-cut"}, codes(result))
		assert.Equal(t, `passage "p" has 7 bytes, 2 over the passage limit of 5; the rest was not read`, result.Warnings[0].Message)
	})
	t.Run("values", func(t *testing.T) {
		result := run(t, "who", executor.Config{Answerer: answer.Func(func(context.Context, answer.Request) (answer.Answer, error) {
			return values(1, strings.Split(strings.Repeat("x,", 1200), ",")[:1100]...), nil
		})})
		assert.Len(t, result.Leaves[0].Runs[0].Values, 1000)
		assert.Equal(t, []string{"values-cut"}, codes(result))
	})
}

func TestPartsThatFail(t *testing.T) {
	ok := answer.Func(func(context.Context, answer.Request) (answer.Answer, error) { return values(1, "v"), nil })
	t.Run("composer", func(t *testing.T) {
		result := run(t, "a", executor.Config{Answerer: ok, Composer: answer.ComposeFunc(
			func(context.Context, answer.ComposeRequest) (answer.Answer, error) { panic("oh") })})
		assert.Equal(t, answer.Partial, result.Status)
		assert.Contains(t, result.Answer.Reason, "internal error in the composer: oh")
		assert.Equal(t, []string{"compose-failed"}, codes(result))
	})
	t.Run("answerer", func(t *testing.T) {
		result := run(t, "a * b {#1} + c", executor.Config{Answerer: answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
			if req.Question == "a" {
				panic(errors.New("deep"))
			}
			return values(1, "v"), nil
		})})
		assert.Equal(t, answer.Failed, result.Leaves[0].Status)
		assert.Contains(t, result.Leaves[0].Reason, "internal error in the answerer: deep")
		assert.Equal(t, "there is nothing to put into {#1}: A is failed", result.Leaves[1].Reason)
		assert.Equal(t, answer.Answered, result.Leaves[2].Status)
	})
	t.Run("all", func(t *testing.T) {
		result := run(t, "a + b * {#2}", executor.Config{Answerer: ok, Retriever: retriever.Func(
			func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
				return nil, errors.New("down")
			})})
		assert.Equal(t, answer.Failed, result.Status)
	})
	t.Run("nothing found", func(t *testing.T) {
		result := run(t, "a", executor.Config{Answerer: ok, Retriever: retriever.Func(
			func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) { return nil, nil })})
		assert.Equal(t, answer.Empty, result.Status)
		assert.Equal(t, []string{"retrieval-empty"}, codes(result))
	})
	t.Run("retriever in part", func(t *testing.T) {
		result := run(t, "a", executor.Config{Answerer: ok, Retriever: retriever.Func(
			func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				retriever.Warn(ctx, errors.New("index b is away"))
				return one(ctx, q, opts...)
			})})
		assert.Equal(t, answer.Answered, result.Status)
		require.Equal(t, []string{"retrieval-partial"}, codes(result))
		assert.Contains(t, result.Warnings[0].Message, "index b is away")
	})
}

func TestNewSaysWhatIsMissing(t *testing.T) {
	_, err := executor.New(executor.Config{})
	require.ErrorContains(t, err, "no retriever")
	_, err = executor.New(executor.Config{Retriever: retriever.Func(one)})
	require.ErrorContains(t, err, "no answerer")
	_, err = executor.New(executor.Config{Retriever: retriever.Func(one), Answerer: table{}})
	require.ErrorContains(t, err, "no composer")
}
