package qcompiler_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer/compose"
	modelanswer "github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/openai"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	modeltranslator "github.com/qcompiler/qcompiler/translator/model"
	"github.com/qcompiler/qcompiler/translator/offline"
)

// TestRealServerTokens reports what a question costs in two-call mode with the model of a real server: one call to translate, all leaves
// are read offline, one call to compose. `make model-test` runs it.
func TestRealServerTokens(t *testing.T) {
	base := os.Getenv("QCOMPILER_MODEL_URL")
	if base == "" {
		t.Skip("QCOMPILER_MODEL_URL is not set; `make model-test` starts a model server and runs this test")
	}
	client, err := openai.New(openai.Config{BaseURL: base, Model: "default", Timeout: 5 * time.Minute})
	require.NoError(t, err)
	defer client.Close()
	share := 1.0
	if n, err := strconv.Atoi(os.Getenv("QCOMPILER_MODEL_QUESTIONS")); err == nil {
		share = min(1, float64(n)/100)
	}

	var all, twoCalls []int
	byModel, answered := 0, 0
	for _, set := range []struct {
		name string
		n    int
	}{{"2wiki", 10}, {"musique", 10}, {"hotpotqa", 5}} {
		e := twoCallEngine(t, client, set.name)
		var questions []struct{ Question string }
		readLines(t, set.name, "questions", int(float64(set.n)*share+0.5), &questions)
		for _, q := range questions {
			ctx, cancel := e.WithBudget(t.Context())
			plan, err := e.Plan(ctx, q.Question)
			require.NoError(t, err)
			result, err := e.Run(ctx, plan.Program, executor.WithQuestion(q.Question))
			cancel()
			require.NoError(t, err)
			plan.AddTo(result)
			used := result.Usage.Model
			all = append(all, used.PromptTokens+used.CompletionTokens)
			if used.Calls == 2 {
				twoCalls = append(twoCalls, used.PromptTokens+used.CompletionTokens)
			}
			if plan.By == "model" {
				byModel++
			}
			if result.Answer.Text != "" {
				answered++
			}
			t.Logf("%d calls, %d + %d tokens, %d of them to translate; plan by %s: %s", used.Calls, used.PromptTokens, used.CompletionTokens,
				plan.Usage.PromptTokens+plan.Usage.CompletionTokens, plan.By, plan.Program)
		}
	}
	t.Logf("tokens a question in two-call mode: median %d, mean %d; %d of %d questions took two calls, with a mean of %d; %d plans by the model; %d answered",
		median(all), mean(all), len(twoCalls), len(all), mean(twoCalls), byModel, answered)
}

// twoCallEngine returns an engine over the passages of a set of development data.
func twoCallEngine(t *testing.T, client llm.Model, set string) *qcompiler.Engine {
	t.Helper()
	var docs []retriever.Document
	readLines(t, set, "corpus", 1<<30, &docs)
	index, err := memory.New(docs, memory.Config{})
	require.NoError(t, err)
	model := llm.Metered(llm.Retry(client, llm.RetryConfig{}))
	tr, err := modeltranslator.New(modeltranslator.Config{Model: model, Fallback: offline.New(offline.Config{})})
	require.NoError(t, err)
	composer, err := modelanswer.NewComposer(modelanswer.Config{Model: model}, compose.New(), true)
	require.NoError(t, err)
	config := qcompiler.Config{Retriever: index, Translator: tr, Composer: composer}
	config.RunLimits.Wall = 20 * time.Minute
	e, err := qcompiler.New(config)
	require.NoError(t, err)
	return e
}

// readLines reads the first n rows of a file of the development data.
func readLines[T any](t *testing.T, set, file string, n int, rows *[]T) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "shared", "data", set, file+".jsonl"))
	if err != nil {
		t.Skipf("the development data is absent: %v", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for len(*rows) < n && lines.Scan() {
		var row T
		require.NoError(t, json.Unmarshal(lines.Bytes(), &row))
		*rows = append(*rows, row)
	}
	require.NoError(t, lines.Err())
}

func median(of []int) int {
	if len(of) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

func mean(of []int) int {
	sum := 0
	for _, n := range of {
		sum += n
	}
	return sum / max(1, len(of))
}
