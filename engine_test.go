package qcompiler_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/translator"
)

// films are passages that a chain and a comparison can be answered from.
var films = []retriever.Document{
	{ID: "1", Title: "Jaws (film)", Text: "Jaws is a 1975 American thriller film directed by Steven Spielberg, based on the novel by Peter Benchley."},
	{ID: "2", Title: "Alien (film)", Text: "Alien is a 1979 science fiction horror film directed by Ridley Scott and written by Dan O'Bannon."},
	{ID: "3", Title: "Steven Spielberg", Text: "Steven Allan Spielberg (born 18 December 1946) is an American film director, born in Cincinnati."},
	{ID: "4", Title: "Ridley Scott", Text: "Sir Ridley Scott (born 30 November 1937) is an English film director, born in South Shields."},
	{ID: "5", Title: "Shark", Text: "Sharks are a group of fish with a skeleton of cartilage. They have swum in the sea for 400 million years."},
	{ID: "6", Title: "Cincinnati", Text: "Cincinnati is a city in Ohio. It lies on the north bank of the Ohio River."},
}

func index(t testing.TB) *memory.Index {
	t.Helper()
	ix, err := memory.New(films, memory.Config{})
	require.NoError(t, err)
	return ix
}

func engine(t testing.TB, config qcompiler.Config) *qcompiler.Engine {
	t.Helper()
	if config.Retriever == nil {
		config.Retriever = index(t)
	}
	e, err := qcompiler.New(config)
	require.NoError(t, err)
	return e
}

func TestNewNeedsARetriever(t *testing.T) {
	var missing *memory.Index
	for _, r := range []retriever.Retriever{nil, missing} {
		_, err := qcompiler.New(qcompiler.Config{Retriever: r})
		require.Error(t, err)
		assert.Contains(t, err.Error(), "bleve")
		assert.Contains(t, err.Error(), "demo")
	}
}

const directorChain = "Who directed the film Jaws * When was {director} born"

func TestRun(t *testing.T) {
	e := engine(t, qcompiler.Config{})
	p, err := e.Compile(directorChain)
	require.NoError(t, err)
	result, err := e.Run(context.Background(), p)
	require.NoError(t, err)
	assert.Equal(t, answer.Answered, result.Status)
	assert.Equal(t, "When was Steven Spielberg born", result.Leaves[1].Runs[0].Question)
	assert.Equal(t, "18 December 1946", result.Answer.Text)
}

func TestAsk(t *testing.T) {
	const question = "When was the director of the film Jaws born?"
	e := engine(t, qcompiler.Config{})
	result, err := e.Ask(context.Background(), question)
	require.NoError(t, err)
	assert.Equal(t, question, result.Question)
	assert.Contains(t, result.Answer.Text, "18 December 1946", "%s", result.Expression)
	assert.NotEmpty(t, result.Citations)

	var last executor.Event
	for event, err := range e.Stream(context.Background(), question) {
		require.NoError(t, err)
		last = event
	}
	require.NotNil(t, last.Result)
	assert.Equal(t, result.Answer, last.Result.Answer, "streaming is asking")
}

// fixed translates every question into the same expression.
func fixed(t testing.TB, expression string) translator.Translator {
	p, err := qcompiler.Compile(expression)
	require.NoError(t, err)
	return translator.Func(func(_ context.Context, question string) (translator.Translation, error) {
		return translator.Translation{Question: question, Query: p.Query(), Confidence: 1, By: "test"}, nil
	})
}

func TestQuestionsThatCannotBeAsked(t *testing.T) {
	translations := 0
	e := engine(t, qcompiler.Config{
		Limits: qcompiler.Limits{Bytes: 50},
		Translator: translator.Func(func(context.Context, string) (translator.Translation, error) {
			translations++
			return translator.Translation{}, errors.New("no connection")
		}),
	})
	_, err := e.Ask(context.Background(), " \n")
	assert.ErrorContains(t, err, "the question is empty")
	_, err = e.Ask(context.Background(), strings.Repeat("why ", 20))
	require.Error(t, err)
	assert.Len(t, qcompiler.Diagnostics(err), 1)
	assert.ErrorContains(t, err, "80")
	assert.Zero(t, translations, "what can be checked before spending is")
	_, err = e.Ask(context.Background(), "Who directed Jaws")
	assert.ErrorContains(t, err, "no connection")
	for event, err := range e.Stream(context.Background(), "Who directed Jaws") {
		assert.Error(t, err)
		assert.Empty(t, event.Kind)
	}
}

func TestCompileKeepsTheLimits(t *testing.T) {
	e := engine(t, qcompiler.Config{Limits: qcompiler.Limits{Leaves: 2}, Translator: fixed(t, "A + B + C")})
	_, err := e.Compile("A + B + C")
	require.Error(t, err)
	_, err = e.Compile("A + B")
	require.NoError(t, err)
	_, err = e.Ask(context.Background(), "What are A, B and C")
	assert.Equal(t, 1, len(qcompiler.Diagnostics(err)), "%v", err)
}

// spending reserves a model call each time it translates or reads.
func spending(t testing.TB, calls *atomic.Int64, expression string) qcompiler.Config {
	spend := func(ctx context.Context) error {
		calls.Add(1)
		return llm.MeterFrom(ctx).Reserve()
	}
	inner := fixed(t, expression)
	return qcompiler.Config{
		RunLimits: executor.Limits{ModelCalls: 3},
		Translator: translator.Func(func(ctx context.Context, question string) (translator.Translation, error) {
			if err := spend(ctx); err != nil {
				return translator.Translation{}, err
			}
			return inner.Translate(ctx, question)
		}),
		Answerer: answer.Func(func(ctx context.Context, req answer.Request) (answer.Answer, error) {
			if err := spend(ctx); err != nil {
				return answer.Answer{}, err
			}
			return answer.Answer{Text: "x", Confidence: 1, Values: []answer.Value{{Text: "x", Confidence: 1}}}, nil
		}),
	}
}

// Translating and running draw on one budget: of three calls, the translation takes one, and two of four questions get the others.
func TestOneBudget(t *testing.T) {
	var calls atomic.Int64
	e := engine(t, spending(t, &calls, "shark + film + director + Ohio"))
	result, err := e.Ask(context.Background(), "What is all this")
	require.NoError(t, err)
	read := 0
	for _, leaf := range result.Leaves {
		if leaf.Status == answer.Answered {
			read++
		}
	}
	assert.Equal(t, 2, read)
	assert.Equal(t, answer.Partial, result.Status)

	// The next question has a budget of its own, and one made outside is kept.
	_, err = e.Ask(context.Background(), "What is all this")
	require.NoError(t, err)
	ctx, cancel := e.WithBudget(context.Background())
	defer cancel()
	for range 3 {
		_, err = e.Translate(ctx, "What is all this")
		require.NoError(t, err)
	}
	_, err = e.Translate(ctx, "What is all this")
	var over *llm.BudgetError
	assert.ErrorAs(t, err, &over)
}

func TestTimeOfTranslatingCounts(t *testing.T) { synctest.Test(t, timeOfTranslatingCounts) }

func timeOfTranslatingCounts(t *testing.T) { // time is virtual
	inner := fixed(t, "shark")
	e := engine(t, qcompiler.Config{
		RunLimits: executor.Limits{Wall: 300 * time.Millisecond},
		Translator: translator.Func(func(ctx context.Context, question string) (translator.Translation, error) {
			time.Sleep(200 * time.Millisecond)
			return inner.Translate(ctx, question)
		}),
		Retriever: retriever.Func(func(ctx context.Context, _ string, _ ...retriever.Option) ([]retriever.Document, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}),
	})
	began := time.Now()
	result, err := e.Ask(context.Background(), "What is a shark")
	assert.LessOrEqual(t, time.Since(began), 300*time.Millisecond, "100 ms are left for the run")
	if err == nil {
		assert.NotEqual(t, answer.Answered, result.Status)
	}
}

// titled is a retriever with titles, in one of the two ways there are.
type titled struct {
	retriever.Retriever
	asked *[]string
}

func (r titled) Contains(text string) bool {
	*r.asked = append(*r.asked, text)
	return text == "Jaws"
}

type catalogue struct{ asked *[]string }

func (c *catalogue) Contains(text string) bool {
	*c.asked = append(*c.asked, text)
	return text == "Jaws"
}

type catalogued struct {
	retriever.Retriever
	titles *catalogue
}

func (r catalogued) Titles() *catalogue { return r.titles }

func TestTitlesOfTheRetriever(t *testing.T) {
	var asked []string
	for name, r := range map[string]retriever.Retriever{
		"itself":      titled{index(t), &asked},
		"by a method": catalogued{index(t), &catalogue{&asked}},
	} {
		asked = nil
		got, err := engine(t, qcompiler.Config{Retriever: r}).Translate(context.Background(), "Who directed the film Jaws?")
		require.NoError(t, err)
		assert.Contains(t, asked, "Jaws", name)
		assert.Equal(t, "Who directed the film Jaws?", got.Query.String())
	}
	got, err := engine(t, qcompiler.Config{Retriever: catalogued{index(t), nil}}).Translate(context.Background(), "Who directed the film Jaws?")
	require.NoError(t, err, "a catalogue that is nil is none")
	assert.Equal(t, "Who directed the film Jaws?", got.Query.String())
}

func TestEngineIsShared(t *testing.T) {
	e := engine(t, qcompiler.Config{})
	want, err := e.Ask(context.Background(), "When was the director of the film Jaws born?")
	require.NoError(t, err)
	done := make(chan string)
	for range 8 {
		go func() {
			got, err := e.Ask(context.Background(), "When was the director of the film Jaws born?")
			if err != nil {
				done <- err.Error()
				return
			}
			done <- got.Answer.Text
		}()
	}
	for range 8 {
		assert.Equal(t, want.Answer.Text, <-done)
	}
}

func ExampleNew() {
	passages, err := memory.New([]retriever.Document{
		{ID: "1", Title: "Jaws (film)", Text: "Jaws is a 1975 American thriller film directed by Steven Spielberg."},
		{ID: "2", Title: "Steven Spielberg", Text: "Steven Allan Spielberg (born 18 December 1946) is an American film director."},
	}, memory.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := qcompiler.New(qcompiler.Config{Retriever: passages})
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := engine.Ask(context.Background(), "When was the director of the film Jaws born?")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Answer.Text)
	for i, c := range result.Citations {
		fmt.Printf("[%d] %s\n", i+1, c.Title)
	}
	// Output:
	// 18 December 1946
	// [1] Steven Spielberg
	// [2] Jaws (film)
}
