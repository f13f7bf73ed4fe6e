package qcompiler_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
	modelanswer "github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/llmtest"
	"github.com/qcompiler/qcompiler/llm/openai"
	modeltranslator "github.com/qcompiler/qcompiler/translator/model"
	"github.com/qcompiler/qcompiler/translator/offline"
)

// filmFacts is what the stub of a model can read out of films.
var filmFacts = map[string]string{
	"directed Jaws": "Steven Spielberg", "directed Alien": "Ridley Scott", "Spielberg born": "18 December 1946", "Scott born": "30 November 1937",
}

const (
	filmsQuestion = "When were the directors of Jaws and Alien born?"
	filmsPlan     = "Who directed Jaws * When was {director} born + Who directed Alien * When was {director} born"
)

// modelEngine returns an engine all stages of which ask the model of a server.
func modelEngine(t testing.TB, url string, limits executor.Limits) (*qcompiler.Engine, *openai.Client) {
	t.Helper()
	client, err := openai.New(openai.Config{BaseURL: url + "/v1", Model: "stub", Timeout: time.Second})
	require.NoError(t, err)
	return engineOf(t, client, limits), client
}

func engineOf(t testing.TB, model llm.Model, limits executor.Limits) *qcompiler.Engine {
	t.Helper()
	model = llm.Metered(llm.Breaker(llm.Retry(model, llm.RetryConfig{Base: 5 * time.Millisecond}), llm.BreakerConfig{}))
	return engine(t, modelConfig(t, model, limits))
}

func modelConfig(t testing.TB, model llm.Model, limits executor.Limits) qcompiler.Config {
	t.Helper()
	tr, err := modeltranslator.New(modeltranslator.Config{Model: model, Fallback: offline.New(offline.Config{})})
	require.NoError(t, err)
	reader, err := modelanswer.NewAnswerer(modelanswer.Config{Model: model})
	require.NoError(t, err)
	binder, err := modelanswer.NewBinder(modelanswer.Config{Model: model}, compose.NewBinder())
	require.NoError(t, err)
	composer, err := modelanswer.NewComposer(modelanswer.Config{Model: model}, compose.New(), true)
	require.NoError(t, err)
	return qcompiler.Config{Translator: tr, Answerer: reader, Binder: binder, Composer: composer, RunLimits: limits}
}

func TestAllStagesByModel(t *testing.T) {
	server := &llmtest.Server{Write: llmtest.Reader(filmsPlan, filmFacts)}
	stub := httptest.NewServer(server)
	defer stub.Close()
	e, client := modelEngine(t, stub.URL, executor.Limits{})
	defer client.Close()
	result, err := e.Ask(t.Context(), filmsQuestion)
	require.NoError(t, err)
	assert.Equal(t, answer.Answered, result.Status)
	assert.Equal(t, "18 December 1946", result.Leaves[1].Runs[0].Values[0].Text)
	assert.Contains(t, result.Answer.Text, "30 November 1937")
	assert.Equal(t, "model", result.Answer.Operation)
	assert.Equal(t, 6, result.Usage.Model.Calls, "translate, four readings, compose")
	assert.Equal(t, server.Calls(), result.Usage.Model.Calls)
	assert.Positive(t, result.Usage.Model.PromptTokens)
}

// One budget holds for translating and running together.
func TestOneBudgetForTranslatingAndRunning(t *testing.T) {
	for _, budget := range []llm.Budget{{Calls: 3}, {Tokens: 12_000}, {Cost: 0.02, Price: llm.Price{Prompt: 1, Completion: 2}}} {
		server := &llmtest.Server{Write: llmtest.Reader(filmsPlan, filmFacts)}
		stub := httptest.NewServer(server)
		e, client := modelEngine(t, stub.URL, executor.Limits{})
		meter := llm.NewBudgetMeter(budget)
		result, err := e.Ask(llm.WithMeter(t.Context(), meter), filmsQuestion)
		client.Close()
		stub.Close()
		require.NoError(t, err)
		used := meter.Usage()
		assert.Equal(t, used, result.Usage.Model)
		assert.Contains(t, []answer.Status{answer.Partial, answer.Answered}, result.Status)
		if budget.Calls > 0 {
			assert.Equal(t, budget.Calls, server.Calls())
			assert.Contains(t, result.Warnings.Codes(), executor.LimitModelCalls)
			assert.Equal(t, answer.Partial, result.Status)
		}
		if budget.Tokens > 0 {
			assert.LessOrEqual(t, used.PromptTokens+used.CompletionTokens, budget.Tokens)
		}
		if budget.Cost > 0 {
			assert.LessOrEqual(t, budget.Price.Of(used), budget.Cost)
		}
	}
}

// A model that never answers leaves time for the offline parts: the plan and the answer come without it. Time is virtual.
func TestHangingModelLeavesTimeForTheRest(t *testing.T) {
	_, err := offline.New(offline.Config{}).Translate(t.Context(), filmsQuestion) // reads its weights
	require.NoError(t, err)
	synctest.Test(t, func(t *testing.T) {
		hangs := llm.Func(func(ctx context.Context, _ []llm.Message, _ ...llm.Option) (*llm.Response, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		})
		config := modelConfig(t, llm.Metered(llm.Retry(hangs, llm.RetryConfig{})), executor.Limits{Wall: 2 * time.Second})
		config.Answerer, config.Binder = nil, nil // two calls: translate and compose
		began := time.Now()
		result, err := engine(t, config).Ask(context.Background(), "When was the director of the film Jaws born?")
		require.NoError(t, err)
		assert.LessOrEqual(t, time.Since(began), 2*time.Second)
		assert.Equal(t, answer.Answered, result.Status)
		assert.Contains(t, result.Answer.Text, "18 December 1946")
		assert.Contains(t, strings.Join(result.Answer.Explanation, "\n"), "the model was asked and failed")
	})
}
