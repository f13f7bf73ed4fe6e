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

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
)

// script is a Model that gives replies in turn, the last one again and again.
type script struct {
	mu      sync.Mutex
	replies []string
	asked   [][]llm.Message
}

func (s *script) Generate(_ context.Context, messages []llm.Message, _ ...llm.Option) (*llm.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, messages)
	if len(s.replies) == 0 {
		return nil, &llm.StatusError{Status: 503}
	}
	reply := s.replies[min(len(s.asked), len(s.replies))-1]
	return &llm.Response{Text: reply, Finish: llm.Stop}, nil
}

var passages = []retriever.Document{
	{ID: "1", Title: "Jaws", Text: "Jaws is a 1975 film. It was directed by  Steven Spielberg, from a novel."},
	{ID: "2", Title: "Alien", Text: "Alien is a film by Ridley Scott."},
}

func read(t *testing.T, replies ...string) (answer.Answer, *script) {
	t.Helper()
	s := &script{replies: replies}
	a, err := model.NewAnswerer(model.Config{Model: s})
	require.NoError(t, err)
	got, err := a.Answer(t.Context(), answer.Request{Question: "Who directed Jaws", Passages: passages})
	require.NoError(t, err)
	return got, s
}

func TestAnswer(t *testing.T) {
	got, s := read(t, `{"found":true,"answers":[{"text":"Steven Spielberg","passages":[1],"quote":"It was directed by Steven Spielberg, from a novel."}]}`)
	require.Len(t, got.Values, 1)
	e := got.Values[0].Evidence[0]
	assert.Equal(t, "Steven Spielberg", passages[0].Text[e.Span.Start:e.Span.End])
	assert.Equal(t, "It was directed by  Steven Spielberg, from a novel.", e.Quote)
	assert.Equal(t, e.Quote, passages[0].Text[e.Sentence.Start:e.Sentence.End])
	assert.Equal(t, 0.85, got.Confidence)
	assert.Contains(t, s.asked[0][1].Content, "passage 2: Alien]\nAlien is a film")
}

func TestRepliesAreChecked(t *testing.T) {
	for _, test := range []struct {
		name, reply, want string
		confidence        float64
		explained         string
	}{
		{"unknown passage", `{"found":true,"answers":[{"text":"Ridley Scott","passages":[0,7,2],"quote":""}]}`, "Ridley Scott", 0.6, "2 citations"},
		{"quote that stands nowhere", `{"found":true,"answers":[{"text":"Steven Spielberg","passages":[1],"quote":"He made it."}]}`, "Steven Spielberg", 0.6, "1 quotes"},
		{"from memory", `{"found":true,"answers":[{"text":"James Cameron","passages":[],"quote":""}]}`, "", 0, "1 values"},
		{"no citation, but it stands there", `{"found":true,"answers":[{"text":"ridley scott","passages":[],"quote":""}]}`, "ridley scott", 0.6, ""},
		{"not found", `{"found":false,"answers":[]}`, "", 0, ""},
		{"not found, with an answer", `{"found":false,"answers":[{"text":"Jaws","passages":[1],"quote":""}]}`, "", 0, ""},
		{"fenced", "```json\n{\"found\":true,\"answers\":[{\"text\":\"1975\",\"passages\":[1],\"quote\":\"Jaws is a 1975 film.\"}]}\n```", "1975", 0.85, ""},
		{"thinking first", "<think>{hm}</think> {\"found\":true,\"answers\":[{\"text\":\"1975\",\"passages\":[1],\"quote\":\"\"}]}", "1975", 0.6, ""},
		{"part of a word", `{"found":true,"answers":[{"text":"even","passages":[],"quote":""}]}`, "", 0, "1 values"},
		{"several", `{"found":true,"answers":[{"text":"Steven Spielberg","passages":[1],"quote":""},{"text":"Ridley Scott","passages":[2],"quote":""}]}`, "Steven Spielberg, Ridley Scott", 0.6, ""},
		{"control characters", `{"found":true,"answers":[{"text":"Steven\u001b\nSpielberg","passages":[1],"quote":""}]}`, "Steven Spielberg", 0.6, ""},
		{"cites a passage that does not hold it", `{"found":true,"answers":[{"text":"James Cameron","passages":[1],"quote":""}]}`, "", 0, "1 values that rest"},
		{"cites the wrong passage", `{"found":true,"answers":[{"text":"Ridley Scott","passages":[1],"quote":""}]}`, "Ridley Scott", 0.6, ""},
		{"stands in the title", `{"found":true,"answers":[{"text":"Alien","passages":[2],"quote":""}]}`, "Alien", 0.6, ""},
		{"concluded from a quote", `{"found":true,"answers":[{"text":"yes","passages":[1],"quote":"Jaws is a 1975 film."}]}`, "yes", 0.5, ""},
		{"a sentence instead of a value", `{"found":true,"answers":[{"text":"Not mentioned.","passages":[1],"quote":"Jaws is a 1975 film."}]}`, "", 0, "1 values that rest"},
		{"a longer sentence", `{"found":true,"answers":[{"text":"The passages don’t say who.","passages":[1],"quote":"Jaws is a 1975 film."}]}`, "", 0, "1 values that rest"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, _ := read(t, test.reply)
			assert.Equal(t, test.want, got.Text)
			assert.Equal(t, test.confidence, got.Confidence)
			assert.Contains(t, strings.Join(got.Explanation, "\n"), test.explained)
			assert.Equal(t, test.want == "", got.Reason != "")
		})
	}
}

func TestBadReplyIsAskedForAgain(t *testing.T) {
	got, s := read(t, "Steven Spielberg directed it.", `{"found":true,"answers":[{"text":"Steven Spielberg","passages":[1],"quote":""}]}`)
	assert.Equal(t, "Steven Spielberg", got.Text)
	assert.Len(t, s.asked, 2)

	bad := &script{replies: []string{"no"}}
	a, err := model.NewAnswerer(model.Config{Model: bad})
	require.NoError(t, err)
	_, err = a.Answer(t.Context(), answer.Request{Question: "q", Passages: passages})
	assert.ErrorContains(t, err, "no JSON object")
	assert.Len(t, bad.asked, 2)
}

func TestPassagesAreCapped(t *testing.T) {
	s := &script{replies: []string{`{"found":false,"answers":[]}`}}
	a, err := model.NewAnswerer(model.Config{Model: s, Passages: 1000})
	require.NoError(t, err)
	long := []retriever.Document{{ID: "1", Text: strings.Repeat("é", 300)}, {ID: "2", Text: strings.Repeat("x", 10<<20)}, {ID: "3", Text: "never seen"}}
	_, err = a.Answer(t.Context(), answer.Request{Question: strings.Repeat("q", 100_000), Passages: long})
	require.NoError(t, err)
	assert.Less(t, len(s.asked[0][1].Content), 6000)
	assert.NotContains(t, s.asked[0][1].Content, "never seen")
}

func TestAutoAnswererGuessesWhereTheModelFails(t *testing.T) {
	first := answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
		if !req.Guess {
			return answer.Answer{}, nil
		}
		return answer.Answer{Text: "guess", Values: []answer.Value{{Text: "guess", Confidence: 0.05}}, Confidence: 0.05}, nil
	})
	for name, test := range map[string]struct {
		err  error
		want string
	}{"the model finds nothing": {nil, ""}, "the model fails": {errors.New("down"), "guess"}} {
		t.Run(name, func(t *testing.T) {
			second := answer.Func(func(context.Context, answer.Request) (answer.Answer, error) { return answer.Answer{}, test.err })
			got, err := model.AutoAnswerer(first, second, 0.5).Answer(t.Context(), answer.Request{Guess: true})
			require.NoError(t, err)
			assert.Equal(t, test.want, got.Text)
		})
	}
}

func TestAutoAnswerer(t *testing.T) {
	value := func(text string, c float64) answer.Answerer {
		return answer.Func(func(context.Context, answer.Request) (answer.Answer, error) {
			if text == "" {
				return answer.Answer{}, nil
			}
			return answer.Answer{Text: text, Values: []answer.Value{{Text: text, Confidence: c}}, Confidence: c}, nil
		})
	}
	broken := answer.Func(func(context.Context, answer.Request) (answer.Answer, error) {
		return answer.Answer{}, errors.New("down")
	})
	for _, test := range []struct {
		first, second answer.Answerer
		want          string
		fails         bool
	}{
		{value("sure", 0.9), broken, "sure", false},
		{value("unsure", 0.2), value("model", 0.6), "model", false},
		{value("unsure", 0.2), broken, "unsure", false},
		{value("unsure", 0.2), value("", 0), "unsure", false},
		{value("", 0), value("model", 0.6), "model", false},
		{broken, value("model", 0.6), "model", false},
		{broken, broken, "", true},
	} {
		got, err := model.AutoAnswerer(test.first, test.second, 0.5).Answer(t.Context(), answer.Request{})
		assert.Equal(t, test.fails, err != nil)
		assert.Equal(t, test.want, got.Text)
	}
}

func TestBind(t *testing.T) {
	first := answer.BindFunc(func(_ context.Context, req answer.BindRequest) ([]answer.Value, error) {
		if req.Placeholder == "director" {
			return []answer.Value{req.Value}, nil
		}
		return nil, nil
	})
	for _, test := range []struct{ placeholder, reply, want string }{
		{"director", `{"fits":true,"text":"never asked"}`, "Paris, France"},
		{"country", `{"fits":true,"text":"France"}`, "France"},
		{"country", `{"fits":true,"text":"Germany"}`, ""},
		{"country", `{"fits":false,"text":"France"}`, ""},
		{"country", `{"fits":true,"text":""}`, ""},
	} {
		b, err := model.NewBinder(model.Config{Model: &script{replies: []string{test.reply}}}, first)
		require.NoError(t, err)
		got, err := b.Bind(t.Context(), answer.BindRequest{Placeholder: test.placeholder, Value: answer.Value{Text: "Paris, France", Confidence: 0.5}})
		require.NoError(t, err)
		if test.want == "" {
			assert.Empty(t, got)
			continue
		}
		require.Len(t, got, 1)
		assert.Equal(t, answer.Value{Text: test.want, Confidence: 0.5}, got[0])
	}
}

func TestCompose(t *testing.T) {
	req := answer.ComposeRequest{Question: "Which is older, Jaws or Alien?", Leaves: [][]answer.Finding{
		{{Question: "When was Jaws released", Status: answer.Answered, Values: []answer.Value{{Text: "1975", Confidence: 0.9}}}},
		{{Leaf: 1, Question: "When was Alien released", Status: answer.Answered, Values: []answer.Value{{Text: "1979", Confidence: 0.6}}}},
	}}
	decides := answer.ComposeFunc(func(context.Context, answer.ComposeRequest) (answer.Answer, error) {
		return answer.Answer{Text: "offline", Operation: "compare"}, nil
	})
	undecided := answer.ComposeFunc(func(context.Context, answer.ComposeRequest) (answer.Answer, error) {
		return answer.Answer{Reason: "no idea"}, nil
	})
	good := `{"decided":true,"answer":"Jaws","findings":[2,1,9,1],"reason":"1975 is before 1979"}`
	for _, test := range []struct {
		name    string
		offline answer.Composer
		always  bool
		replies []string
		want    string
		reason  string
	}{
		{"offline decides", decides, false, []string{good}, "offline", ""},
		{"model decides", undecided, false, []string{good}, "Jaws", "1975 is before 1979"},
		{"model always", decides, true, []string{good}, "Jaws", "1975 is before 1979"},
		{"no offline", nil, false, []string{good}, "Jaws", "1975 is before 1979"},
		{"model down", decides, true, nil, "offline", ""},
		{"model down, undecided", undecided, false, nil, "", "no idea"},
		{"model undecided", undecided, false, []string{`{"decided":false,"answer":"x","findings":[1],"reason":"no date"}`}, "", "no idea"},
		{"says it does not know", nil, true, []string{`{"decided":true,"answer":"Unknown","findings":[1],"reason":"no date"}`}, "", "no date"},
		{"rests on nothing", nil, true, []string{`{"decided":true,"answer":"Jaws","findings":[],"reason":"I know"}`}, "", "the model's answer rests on no finding"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := model.NewComposer(model.Config{Model: &script{replies: test.replies}}, test.offline, test.always)
			require.NoError(t, err)
			got, err := c.Compose(t.Context(), req)
			require.NoError(t, err)
			assert.Equal(t, test.want, got.Text)
			assert.Equal(t, test.reason, got.Reason)
			if got.Operation == "model" && got.Text != "" {
				assert.Len(t, got.Values, 2)
				assert.Equal(t, 0.6, got.Confidence)
			}
		})
	}
}

func TestNeedsAModel(t *testing.T) {
	_, err := model.NewAnswerer(model.Config{})
	assert.ErrorContains(t, err, "set Config.Model")
}

// Whatever a model writes: no panic, and no value that no passage holds.
func FuzzReply(f *testing.F) {
	for _, seed := range []string{"", "{", `{"found":true,"answers":[{"text":"Scott","passages":[2],"quote":"by Ridley Scott"}]}`, `{"found":1}`, "{{{{{{"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, reply string) {
		a, err := model.NewAnswerer(model.Config{Model: &script{replies: []string{reply}}})
		require.NoError(t, err)
		got, err := a.Answer(t.Context(), answer.Request{Question: "q", Passages: passages})
		if err != nil {
			return
		}
		for _, v := range got.Values {
			require.NotEmpty(t, v.Evidence)
			require.True(t, v.Evidence[0].Quote != "" || strings.Contains(squeezed(passages[0].Title+passages[0].Text+passages[1].Title+passages[1].Text), squeezed(v.Text)), "%q stands nowhere", v.Text)
			for _, e := range v.Evidence {
				require.LessOrEqual(t, e.Span.Start, e.Span.End)
				require.Contains(t, []string{"1", "2"}, e.ID)
			}
		}
	})
}

// squeezed is a text as values are compared.
func squeezed(text string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "‘", "'", "’", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "−", "-").Replace(text))
}

func ExampleNewAnswerer() {
	scripted := llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) { // stands for a real model
		return &llm.Response{Finish: llm.Stop, Text: `{"found":true,"answers":[{"text":"Ridley Scott","passages":[1],"quote":"Alien is a film by Ridley Scott."}]}`}, nil
	})
	reader, err := model.NewAnswerer(model.Config{Model: scripted})
	if err != nil {
		panic(err)
	}
	a, err := reader.Answer(context.Background(), answer.Request{
		Question: "Who directed Alien", Passages: []retriever.Document{{ID: "alien", Title: "Alien", Text: "Alien is a film by Ridley Scott. It is from 1979."}},
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(a.Text, "-", a.Values[0].Evidence[0].Quote)
	// Output: Ridley Scott - Alien is a film by Ridley Scott.
}
