package model_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/model"
)

// script is a Model that gives replies in turn and keeps what it was asked.
type script struct {
	mu      sync.Mutex
	replies []string
	finish  llm.Finish
	asked   [][]llm.Message
	opts    []llm.Options
}

func (s *script) Generate(_ context.Context, messages []llm.Message, opts ...llm.Option) (*llm.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.asked)
	s.asked = append(s.asked, messages)
	s.opts = append(s.opts, llm.Apply(opts...))
	if n >= len(s.replies) || s.replies[n] == "" {
		return nil, &llm.StatusError{Status: 500}
	}
	finish := s.finish
	if finish == "" {
		finish = llm.Stop
	}
	return &llm.Response{Text: s.replies[n], Finish: finish}, nil
}

var offline = translator.Func(func(_ context.Context, question string) (translator.Translation, error) {
	leaf, err := ast.Literal(question)
	if err != nil {
		return translator.Translation{}, err
	}
	return translator.Translation{Question: question, Query: &ast.Query{Root: leaf}, By: "single", Confidence: 0.3}, nil
})

const jaws = "When was the director of Jaws born?"

func TestTranslate(t *testing.T) {
	for _, test := range []struct {
		name     string
		question string
		replies  []string
		finish   llm.Finish
		want     string
		by       string
		calls    int
		repaired bool
	}{
		{name: "at once", replies: []string{"Who directed Jaws * When was {director} born\n"}, want: "Who directed Jaws * When was {director} born", calls: 1},
		{name: "mended", replies: []string{"```\nExpression: Who directed Jaws * When was {director} born\n```"}, want: "Who directed Jaws * When was {director} born", calls: 1, repaired: true},
		{name: "second try", replies: []string{"When was {director} born", "Who directed Jaws * When was {director} born"}, want: "Who directed Jaws * When was {director} born", calls: 2, repaired: true},
		{name: "lost name comes back", replies: []string{"Who directed it * When was {director} born", "Who directed Jaws * When was {director} born"}, want: "Who directed Jaws * When was {director} born", calls: 2, repaired: true},
		{name: "never valid", replies: []string{"{", "}", "{ }", "{"}, want: jaws, by: "single", calls: 3},
		{name: "the same again", replies: []string{"{", "{", "Who directed Jaws * When was {director} born"}, want: jaws, by: "single", calls: 2},
		{name: "refuses", replies: []string{"I'm sorry, I can't help with that.", "No.", "No."}, want: jaws, by: "single", calls: 3},
		{name: "server down", want: jaws, by: "single", calls: 1},
		{name: "down later", replies: []string{"{"}, want: jaws, by: "single", calls: 2},
		{name: "cut off", replies: []string{"Who directed Jaws", "Who made Jaws", "Who is Jaws"}, finish: llm.Length, want: jaws, by: "single", calls: 3},
		{name: "all names lost", replies: []string{"Who is it", "Who was it", "Who is he"}, want: jaws, by: "single", calls: 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &script{replies: test.replies, finish: test.finish}
			m, err := model.New(model.Config{Model: s, Fallback: offline})
			require.NoError(t, err)
			got, err := m.Translate(t.Context(), jaws)
			require.NoError(t, err)
			assert.Equal(t, test.want, got.Query.String())
			assert.Equal(t, test.calls, len(s.asked))
			assert.Equal(t, test.repaired, got.Repaired)
			if test.by == "" {
				assert.Equal(t, "model", got.By)
				assert.Empty(t, got.Diagnostics)
				assert.NotEmpty(t, got.Explanation)
				return
			}
			assert.Equal(t, test.by, got.By)
			require.Len(t, got.Diagnostics, 1)
			assert.Equal(t, model.TranslatorFallback, got.Diagnostics[0].Code)
		})
	}
}

func TestDiagnosticsGoBack(t *testing.T) {
	s := &script{replies: []string{"When was {director} born", "Who directed Jaws * When was {director} born"}}
	m, err := model.New(model.Config{Model: s})
	require.NoError(t, err)
	_, err = m.Translate(t.Context(), jaws)
	require.NoError(t, err)
	require.Len(t, s.asked[1], 4)
	assert.Equal(t, llm.Message{Role: llm.Assistant, Content: "When was {director} born"}, s.asked[1][2])
	assert.Contains(t, s.asked[1][3].Content, "error[placeholder-in-independent]")
	assert.Contains(t, s.asked[1][3].Content, "^^^^")
	assert.Contains(t, s.opts[0].Grammar, "root ::=")
	assert.Equal(t, 0.0, *s.opts[0].Temperature)
	assert.NoError(t, s.opts[0].Valid(&llm.Response{Text: "Who directed Jaws"}))
	assert.Error(t, s.opts[0].Valid(&llm.Response{Text: "{"}))
}

func TestWithoutFallback(t *testing.T) {
	m, err := model.New(model.Config{Model: &script{replies: []string{"{", "{", "{"}}})
	require.NoError(t, err)
	_, err = m.Translate(t.Context(), jaws)
	assert.ErrorContains(t, err, "no valid expression")
	_, err = model.New(model.Config{})
	assert.ErrorContains(t, err, "set Config.Model")
	_, err = m.Translate(t.Context(), " ")
	assert.ErrorContains(t, err, "empty")
	_, err = m.Translate(t.Context(), strings.Repeat("x", 70_000))
	assert.ErrorContains(t, err, "over the limit")
}

func TestBestOfSeveral(t *testing.T) {
	s := &script{replies: []string{
		"Who made Jaws", "Who directed Jaws * When was {director} born", "Who is the director of Jaws * When was {director} born", "{", "{", "{",
	}}
	m, err := model.New(model.Config{Model: s, Samples: 4})
	require.NoError(t, err)
	got, err := m.Translate(t.Context(), jaws)
	require.NoError(t, err)
	assert.Equal(t, "A * B", got.Query.Letters(), "two of the three valid ones are chains")
	assert.NotEmpty(t, got.Alternatives)
	seeds := map[int64]bool{}
	for _, o := range s.opts {
		assert.Equal(t, 0.7, *o.Temperature)
		seeds[*o.Seed] = true
	}
	assert.Len(t, seeds, 4)
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	m, err := model.New(model.Config{Fallback: offline, Model: llm.Func(func(ctx context.Context, _ []llm.Message, _ ...llm.Option) (*llm.Response, error) {
		cancel()
		return nil, ctx.Err()
	})})
	require.NoError(t, err)
	_, err = m.Translate(ctx, jaws)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestAuto(t *testing.T) {
	sure := translator.Func(func(context.Context, string) (translator.Translation, error) {
		return translator.Translation{By: "rules", Confidence: 0.9}, nil
	})
	other := translator.Func(func(context.Context, string) (translator.Translation, error) {
		return translator.Translation{By: "model", Confidence: 0.8}, nil
	})
	broken := translator.Func(func(context.Context, string) (translator.Translation, error) {
		return translator.Translation{}, errors.New("down")
	})
	for _, test := range []struct {
		first, second translator.Translator
		want          string
	}{{sure, broken, "rules"}, {offline, other, "model"}, {offline, broken, "single"}} {
		got, err := model.Auto(test.first, test.second, 0.5).Translate(t.Context(), jaws)
		require.NoError(t, err)
		assert.Equal(t, test.want, got.By)
	}
	_, err := model.Auto(broken, other, 0.5).Translate(t.Context(), jaws)
	assert.Error(t, err)
}

func TestOwnPrompt(t *testing.T) {
	s := &script{replies: []string{"Who directed Jaws * When was {director} born"}}
	m, err := model.New(model.Config{Model: s, Prompt: prompt.Must(prompt.Parse("own", `{{define "user"}}Q: {{.Question}}{{end}}`))})
	require.NoError(t, err)
	_, err = m.Translate(t.Context(), jaws)
	require.NoError(t, err)
	assert.Equal(t, []llm.Message{{Role: llm.User, Content: "Q: " + jaws}}, s.asked[0])
}

// Whatever a model writes, the result compiles or is an error.
func FuzzTranslate(f *testing.F) {
	for _, seed := range []string{"", "Who directed Jaws", "{", "A + ", "```\nA * B{a}\n```", `{"expression":"A * B{a}"}`, "(((", "1. A\n2. B {1}", "\x00\xff", "A ** B"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, reply string) {
		m, err := model.New(model.Config{Rounds: -1, Model: llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) {
			return &llm.Response{Text: reply, Finish: llm.Stop}, nil
		})})
		require.NoError(t, err)
		got, err := m.Translate(t.Context(), "which one")
		if err != nil {
			return
		}
		query, diags := parser.Parse(got.Query.String(), parser.Options{})
		require.False(t, diags.HasErrors(), "%q: %v", got.Query.String(), diags)
		_, found := check.Check(query, check.Options{Parsed: diags})
		require.False(t, found.HasErrors(), "%q: %v", got.Query.String(), found)
	})
}

func ExampleNew() {
	scripted := llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) { // stands for a real model
		return &llm.Response{Text: "```\nWho directed Jaws * When was {director} born\n```", Finish: llm.Stop}, nil
	})
	m, err := model.New(model.Config{Model: scripted})
	if err != nil {
		panic(err)
	}
	t, err := m.Translate(context.Background(), "When was the director of Jaws born?")
	if err != nil {
		panic(err)
	}
	fmt.Println(t.Query)
	// Output: Who directed Jaws * When was {director} born
}
