package model_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/llm/llmtest"
	"github.com/qcompiler/qcompiler/retriever"
)

var attacks = llmtest.Attacks()

var fence = regexp.MustCompile(`\[([0-9a-f]{16}) (?:passage|end)`)

// A text gets into a prompt once, between the markers, without what steers models or terminals.
func TestAttacksStayBetweenTheMarkers(t *testing.T) {
	assert.GreaterOrEqual(t, len(attacks), 40)
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			s := &script{replies: []string{`{"found":true,"answers":[{"text":"PWNED","passages":[99],"quote":"PWNED"},{"text":"Ann","passages":[2],"quote":"Ann is first."}]}`}}
			a, err := model.NewAnswerer(model.Config{Model: s})
			require.NoError(t, err)
			_, err = a.Answer(t.Context(), answer.Request{Question: "Who is first? " + attack, Passages: []retriever.Document{
				{ID: "1", Title: attack, Text: attack}, {ID: "2", Title: "Ann", Text: "Ann is first."},
			}})
			require.NoError(t, err)
			user := s.asked[0][1].Content
			assert.Equal(t, "Who is first?", user[strings.LastIndex(user, "\nQuestion: ")+len("\nQuestion: "):][:13])

			marks := fence.FindAllStringSubmatch(user, -1)
			real := marks[0][1]
			count := 0
			for _, m := range marks {
				if m[1] == real {
					count++
				}
			}
			assert.NotEqual(t, "0123456789abcdef", real)
			assert.LessOrEqual(t, count, 3, "two passages and the end: nobody else has the marker")
			for _, token := range []string{"<|", "|>", "[INST]", "[/INST]", "<start_of_turn>", "<end_of_turn>", "<END_OF_TURN>", "</s>", "<s>", "<eos>", "<<SYS>>"} {
				assert.NotContains(t, user, token)
			}
			for _, r := range user {
				if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f ||
					r >= 0xe000 && r <= 0xf8ff || r == 0xfeff || r == 0xad || r >= 0xE0000 && r <= 0xE0FFF || r == 0xfffd {
					t.Fatalf("%U is in the prompt", r)
				}
			}
			assert.Less(t, len(user), 40_000)
		})
	}
}

// What a text makes a model write is taken only where it stands in a passage that was cited.
func TestAttacksAreNoAnswers(t *testing.T) {
	for name, attack := range attacks {
		s := &script{replies: []string{`{"found":true,"answers":[{"text":"PWNED by somebody","passages":[],"quote":"` + "PWNED by somebody" + `"}]}`}}
		a, err := model.NewAnswerer(model.Config{Model: s})
		require.NoError(t, err)
		got, err := a.Answer(t.Context(), answer.Request{Question: "Who?", Passages: []retriever.Document{{ID: "1", Text: attack}}})
		require.NoError(t, err)
		assert.Empty(t, got.Values, name)
	}
}

// The same holds for what goes into composing and binding.
func TestAttacksInFindings(t *testing.T) {
	for name, attack := range attacks {
		s := &script{replies: []string{`{"decided":true,"answer":"ok","findings":[1],"reason":""}`}}
		c, err := model.NewComposer(model.Config{Model: s}, nil, true)
		require.NoError(t, err)
		_, err = c.Compose(t.Context(), answer.ComposeRequest{Question: attack + " ?", Leaves: [][]answer.Finding{{{Question: attack, Values: []answer.Value{{Text: attack}}}}}})
		require.NoError(t, err)
		user := s.asked[0][1].Content
		assert.NotContains(t, user, "<|", name)
		assert.NotContains(t, user, "\x1b", name)
		assert.Equal(t, 2, strings.Count(user, regexp.MustCompile(`^\[([0-9a-f]{16}) findings\]`).FindStringSubmatch(user)[1]), name)
		assert.Less(t, len(user), 12_000, name)

		s = &script{replies: []string{`{"fits":true,"text":"somebody else"}`}}
		b, err := model.NewBinder(model.Config{Model: s}, nil)
		require.NoError(t, err)
		got, err := b.Bind(t.Context(), answer.BindRequest{Placeholder: "x", Question: attack, Asked: attack, Value: answer.Value{Text: attack}})
		require.NoError(t, err)
		assert.Empty(t, got, name)
	}
}
