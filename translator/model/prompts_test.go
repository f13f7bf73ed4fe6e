package model_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator/model"
)

// What the short prompt shows as an expression is one, as written; the long one is made and tested in package grammar.
func TestShortPrompt(t *testing.T) {
	long, err := model.DefaultPrompt().Messages(model.PromptData(jaws))
	require.NoError(t, err)
	short, err := model.ShortPrompt().Messages(model.PromptData(jaws))
	require.NoError(t, err)
	assert.Equal(t, long[len(long)-1], short[1], "the question is asked in the same way")
	assert.Less(t, len(short[0].Content), len(long[0].Content)/2)
	examples := 0
	for line := range strings.Lines(short[0].Content) {
		text, ok := strings.CutPrefix(line, "Expression: ")
		if !ok {
			continue
		}
		examples++
		query, diags := parser.Parse(strings.TrimSpace(text), parser.Options{})
		assert.Empty(t, diags, text)
		assert.True(t, compiles(text), text)
		assert.Equal(t, strings.TrimSpace(text), query.String())
	}
	assert.Equal(t, 5, examples)
}

// held is a model whose server does or does not hold it to a grammar.
type held struct {
	llm.Model
	constrains bool
}

func (h held) Constrains(context.Context) bool { return h.constrains }

// A model that is held to the grammar is told less about it, through whatever stands around it.
func TestWhichPrompt(t *testing.T) {
	own := prompt.Must(prompt.Parse("own", `{{define "user"}}Q: {{.Question}}{{end}}`))
	for _, test := range []struct {
		name   string
		model  func(llm.Model) llm.Model
		config model.Config
		want   *prompt.Prompt
	}{
		{"nothing is known", func(m llm.Model) llm.Model { return m }, model.Config{}, model.DefaultPrompt()},
		{"not held", func(m llm.Model) llm.Model { return held{m, false} }, model.Config{}, model.DefaultPrompt()},
		{"held", func(m llm.Model) llm.Model {
			return llm.Metered(llm.Breaker(llm.Retry(llm.RateLimit(held{m, true}, 0, 1), llm.RetryConfig{}), llm.BreakerConfig{}))
		}, model.Config{}, model.ShortPrompt()},
		{"held, without the grammar", func(m llm.Model) llm.Model { return held{m, true} }, model.Config{Unconstrained: true}, model.DefaultPrompt()},
		{"one of one's own", func(m llm.Model) llm.Model { return held{m, true} }, model.Config{Prompt: own}, own},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &script{replies: []string{"Who directed Jaws * When was {director} born"}}
			test.config.Model = test.model(s)
			m, err := model.New(test.config)
			require.NoError(t, err)
			_, err = m.Translate(t.Context(), jaws)
			require.NoError(t, err)
			want, err := test.want.Messages(model.PromptData(jaws))
			require.NoError(t, err)
			assert.Equal(t, want, s.asked[0])
			assert.Contains(t, s.opts[0].Version, test.want.Version())
		})
	}
}

// Held to the grammar, a model mends in a conversation of its own that shows what it wrote last; a prompt of one's own decides by its
// block "system".
func TestAnotherTry(t *testing.T) {
	fresh := prompt.Must(prompt.Parse("own", `{{define "system"}}mend{{end}}{{define "user"}}{{.Expression}}: {{.Diagnostics}}{{end}}`))
	for _, test := range []struct {
		name       string
		constrains bool
		again      *prompt.Prompt
		messages   []int
	}{
		{"held", true, nil, []int{2, 2, 2}}, {"not held", false, nil, []int{2, 4, 6}}, {"one of one's own", false, fresh, []int{2, 2, 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &script{replies: []string{"When was {director} born", "Who made Jaws * When was {#3} born", "Who directed Jaws * When was {director} born"}}
			m, err := model.New(model.Config{Model: held{s, test.constrains}, Again: test.again})
			require.NoError(t, err)
			got, err := m.Translate(t.Context(), jaws)
			require.NoError(t, err)
			assert.Equal(t, "Who directed Jaws * When was {director} born", got.Query.String())
			for i, n := range test.messages {
				require.Len(t, s.asked[i], n)
			}
			last := s.asked[2][len(s.asked[2])-1].Content
			assert.Contains(t, last, "error[placeholder-unbound]", "what is wrong with the last one")
			assert.NotContains(t, last, "placeholder-in-independent")
			if test.messages[2] == 2 {
				assert.Contains(t, last, "Who made Jaws * When was {#3} born")
			}
		})
	}
}
