package qcompiler_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/llmtest"
	"github.com/qcompiler/qcompiler/llm/openai"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/llm/replay"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/translator"
	modeltranslator "github.com/qcompiler/qcompiler/translator/model"
)

var update = flag.Bool("update", false, "write testdata/redteam.golden anew")

const (
	redQuestion = "When was the director of Jaws born?"
	redPlan     = "Who is the director of Jaws * When was {director} born"
	redKey      = "sk-canary-51a7e0c94b2d8f36"
)

// puppet is a model that does what the attacker wants: it reads the hostile passage out as the answer, composes what it finds, and where
// the question holds the attack it writes that as the expression. It keeps what it was shown.
type puppet struct {
	attack  string
	obeys   bool
	honest  func(string, []llm.Message) string
	mu      sync.Mutex
	prompts []string
}

var hostilePassage = regexp.MustCompile(`(?s)\[[0-9a-f]{16} passage (\d+)[^\n]*\]\n(Notes on the director of Jaws, born later: .*?)\n\[[0-9a-f]{16} (?:passage|end of)`)

func (p *puppet) write(schema string, messages []llm.Message) string {
	user := messages[len(messages)-1].Content
	p.mu.Lock()
	p.prompts = append(p.prompts, user)
	p.mu.Unlock()
	if !p.obeys {
		return p.honest(schema, messages)
	}
	switch schema {
	case "":
		if strings.Contains(user, "Also: ") {
			return p.attack
		}
		return redPlan
	case "answer":
		if found := hostilePassage.FindStringSubmatch(user); found != nil {
			text := strings.TrimPrefix(found[2], "Notes on the director of Jaws, born later: ")
			data, _ := json.Marshal(map[string]any{"found": true, "answers": []any{
				map[string]any{"text": text, "passages": []int{int(found[1][0] - '0'), 99}, "quote": text},
			}})
			return string(data)
		}
	}
	return p.honest(schema, messages)
}

// Every attack goes the whole way: from a document, a title or a question through translating, reading, binding and composing, by a model
// that is honest and by one that does as it is told. What comes out is in testdata/redteam.golden to be read; what must hold for all of
// them is checked here.
func TestRedTeam(t *testing.T) {
	attacks := llmtest.Attacks()
	require.GreaterOrEqual(t, len(attacks), 40)
	var golden strings.Builder
	for _, name := range slices.Sorted(maps.Keys(attacks)) {
		for _, place := range []string{"document", "title", "question"} {
			for _, obeys := range []bool{false, true} {
				fmt.Fprintf(&golden, "%s, in the %s, %s:\n%s", name, place, map[bool]string{false: "honest model", true: "puppet"}[obeys], red(t, attacks[name], place, obeys))
			}
		}
	}
	file := filepath.Join("testdata", "redteam.golden")
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(golden.String()), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	if golden.String() != string(want) { // too long to be shown whole
		got, want := strings.Split(golden.String(), "\n"), strings.Split(string(want), "\n")
		for i := range min(len(got), len(want)) {
			require.Equal(t, want[i], got[i], "line %d of %s", i+1, file)
		}
		require.Equal(t, len(want), len(got), "lines of %s", file)
	}
}

// red asks with an attack in one place and returns what came of it.
func red(t *testing.T, attack, place string, obeys bool) string {
	t.Helper()
	question, hostile := redQuestion, retriever.Document{ID: "hostile", Title: "Notes", Text: "Notes on the director of Jaws, born later: nothing"}
	switch place {
	case "document":
		hostile.Text = "Notes on the director of Jaws, born later: " + attack
	case "title":
		hostile.Title = attack
	case "question":
		question += " Also: " + attack
	}
	docs, err := memory.New([]retriever.Document{
		{ID: "jaws", Title: "Jaws (film)", Text: "Jaws is a film. The director of Jaws was Steven Spielberg."},
		{ID: "spielberg", Title: "Steven Spielberg", Text: "Steven Spielberg was born on December 18, 1946."},
		hostile,
	}, memory.Config{})
	require.NoError(t, err)

	p := &puppet{attack: attack, obeys: obeys, honest: llmtest.Reader(redPlan, map[string]string{"director Jaws": "Steven Spielberg", "Spielberg born": "December 18, 1946"})}
	stub := httptest.NewServer(&llmtest.Server{Write: p.write, Done: make(chan struct{})})
	defer stub.Close()
	var cassette, logged bytes.Buffer
	client, err := openai.New(openai.Config{
		BaseURL: stub.URL + "/v1", Model: "stub", Key: func() (string, error) { return redKey, nil }, Transport: replay.NewRecorder(&cassette, nil, redKey),
	})
	require.NoError(t, err)
	defer client.Close()
	model := llm.Metered(llm.Retry(client, llm.RetryConfig{}))
	config := modelConfig(t, model, executor.Limits{})
	config.Translator, err = modeltranslator.New(modeltranslator.Config{Model: model, Fallback: oneLeaf})
	require.NoError(t, err)
	config.Retriever = docs
	config.Logger = slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	e, err := qcompiler.New(config)
	require.NoError(t, err)

	var result *executor.Result
	var events bytes.Buffer
	for event, err := range e.Stream(context.Background(), question) {
		if err != nil && place == "question" { // a question that is refused before anything is spent
			require.Empty(t, p.prompts)
			return "  refused: " + fmt.Sprintf("%.100s", err) + "\n"
		}
		require.NoError(t, err)
		require.NoError(t, json.NewEncoder(&events).Encode(event))
		if event.Result != nil {
			result = event.Result
		}
	}
	require.NotNil(t, result)
	checkHarmless(t, result, place, p.prompts)
	for what, text := range map[string]string{"events": events.String(), "log": logged.String(), "cassette": cassette.String()} {
		require.NotContains(t, text, redKey, what)
	}
	return told(result)
}

// oneLeaf takes over where the model's plan cannot be used: it asks the question as it is.
var oneLeaf = translator.Func(func(_ context.Context, question string) (translator.Translation, error) {
	leaf, err := ast.Literal(prompt.Untrusted(question, 1000))
	return translator.Translation{Question: question, Query: &ast.Query{Root: leaf}, By: "one leaf"}, err
})

// checkHarmless checks what no attack may change.
func checkHarmless(t *testing.T, r *executor.Result, place string, prompts []string) {
	t.Helper()
	if place != "question" { // what stands in documents never becomes a plan
		require.Equal(t, redPlan, r.Expression)
		require.Len(t, r.Leaves, 2)
	}
	require.LessOrEqual(t, r.Usage.Model.Calls, 20, "nobody makes a run dear")
	for _, c := range r.Citations {
		require.Contains(t, []string{"jaws", "spielberg", "hostile"}, c.ID)
	}
	shown := []string{r.Answer.Text}
	for _, leaf := range r.Leaves {
		for _, run := range leaf.Runs {
			for _, v := range run.Values {
				shown = append(shown, v.Text)
				require.NotEmpty(t, v.Evidence, "%q rests on nothing", v.Text)
			}
		}
	}
	for _, text := range shown {
		require.LessOrEqual(t, len(text), 2000)
		require.NotContains(t, text, redKey)
		for _, c := range text {
			require.False(t, unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Cf, c), "%U is in %q", c, text)
		}
	}
	for _, shown := range prompts {
		for _, token := range []string{"<|", "|>", "[INST]", "[/INST]", "<start_of_turn>", "<end_of_turn>", "</s>", "<s>", "<<SYS>>", redKey} {
			require.NotContains(t, shown, token)
		}
		require.Less(t, len(shown), 400_000)
	}
}

// told is what a person would see of a result, long texts cut.
func told(r *executor.Result) string {
	cut := func(text string) string {
		if runes := []rune(text); len(runes) > 100 {
			text = string(runes[:100]) + "…"
		}
		return fmt.Sprintf("%+q", text)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "  %s, answer %s\n", r.Status, cut(r.Answer.Text))
	for _, leaf := range r.Leaves {
		for _, run := range leaf.Runs {
			fmt.Fprintf(&out, "  %s: %s, asked %s\n", leaf.ID, run.Status, cut(run.Question))
		}
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&out, "  warning: %s\n", w.Code)
	}
	return out.String()
}
