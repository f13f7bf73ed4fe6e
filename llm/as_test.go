package llm_test

import (
	"context"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/cache"
)

// streamer is a model that streams pieces, and knows that its server holds it to grammars.
type streamer struct {
	pieces []llm.Piece
	err    error
}

func (s streamer) Generate(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) {
	return &llm.Response{Text: "whole"}, nil
}

func (s streamer) Stream(context.Context, []llm.Message, ...llm.Option) iter.Seq2[llm.Piece, error] {
	return func(yield func(llm.Piece, error) bool) {
		for _, piece := range s.pieces {
			if !yield(piece, nil) {
				return
			}
		}
		if s.err != nil {
			yield(llm.Piece{}, s.err)
		}
	}
}

func (s streamer) Constrains(context.Context) bool { return true }

// What a model can do is found through all that may stand around it.
func TestAs(t *testing.T) {
	kept, err := cache.New(streamer{}, cache.Config{Dir: t.TempDir()})
	require.NoError(t, err)
	for name, m := range map[string]llm.Model{
		"itself": streamer{}, "retry": llm.Retry(streamer{}, llm.RetryConfig{}), "breaker": llm.Breaker(streamer{}, llm.BreakerConfig{}),
		"rate": llm.RateLimit(streamer{}, 1, 1), "metered": llm.Metered(streamer{}), "streaming": llm.Streaming(streamer{}), "cache": kept,
		"several": llm.Metered(llm.Breaker(llm.Retry(streamer{}, llm.RetryConfig{}), llm.BreakerConfig{})),
	} {
		found, ok := llm.As[llm.Constrainer](m)
		require.True(t, ok, name)
		assert.True(t, found.Constrains(t.Context()))
		_, ok = llm.As[llm.Streamer](m)
		assert.True(t, ok, name)
		_, ok = llm.As[interface{ Unheard() }](m)
		assert.False(t, ok, name)
	}
	_, ok := llm.As[llm.Constrainer](nil)
	assert.False(t, ok)
}

func TestStreaming(t *testing.T) {
	whole := &llm.Response{Text: "Hi there", Finish: llm.Stop}
	for _, test := range []struct {
		name  string
		model streamer
		want  string
	}{
		{"whole", streamer{pieces: []llm.Piece{{Text: "Hi"}, {Text: " there"}, {Response: whole}}}, ""},
		{"breaks off", streamer{pieces: []llm.Piece{{Text: "Hi"}}, err: broken}, "answered 500"},
		{"ends too early", streamer{pieces: []llm.Piece{{Text: "Hi"}}}, "without its last piece"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := llm.Streaming(test.model).Generate(t.Context(), nil)
			if test.want != "" {
				require.ErrorContains(t, err, test.want)
				assert.True(t, llm.Temporary(err))
				return
			}
			require.NoError(t, err)
			assert.Equal(t, whole, got)
		})
	}
}

// A server that does not tell what a call used is taken at an upper bound; a kept reply is free.
func TestUntoldUsage(t *testing.T) {
	text := "0123456789"
	for _, test := range []struct {
		name string
		resp llm.Response
		want llm.Usage
	}{
		{"told", llm.Response{Text: text, Usage: llm.Usage{Calls: 1, PromptTokens: 3, CompletionTokens: 1}}, llm.Usage{Calls: 1, PromptTokens: 3, CompletionTokens: 1}},
		{"not told", llm.Response{Text: text, Usage: llm.Usage{Calls: 1}}, llm.Usage{Calls: 1, PromptTokens: 13, CompletionTokens: 13}},
		{"kept", llm.Response{Text: text, Cached: true}, llm.Usage{Calls: 1}},
	} {
		meter := llm.NewBudgetMeter(llm.Budget{Tokens: 1000})
		m := llm.Metered(llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) { return &test.resp, nil }))
		_, err := m.Generate(llm.WithMeter(t.Context(), meter), []llm.Message{{Content: text}}, llm.WithMaxTokens(100))
		require.NoError(t, err)
		assert.Equal(t, test.want, meter.Usage(), test.name)
	}
}
