package dataset_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/internal/dataset"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/retriever"
)

// films are the passages that plans are run on.
var films = []retriever.Document{
	{ID: "1", Title: "Copper Sky", Text: "Copper Sky is a film directed by Ann Bell."},
	{ID: "2", Title: "Ann Bell", Text: "Ann Bell (born 3 May 1950) is a film director from Ely."},
	{ID: "3", Title: "Grey Hill", Text: "Grey Hill is a film directed by Carl Dorn."},
	{ID: "4", Title: "Carl Dorn", Text: "Carl Dorn (born 7 June 1948) is a film director from Oak."},
}

// engine runs plans with the real offline stages over films.
func engine(t *testing.T) *qcompiler.Engine {
	t.Helper()
	find := retriever.Func(func(_ context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
		score := func(d retriever.Document) int {
			n := 0
			for word := range strings.FieldsSeq(strings.ToLower(d.Title)) {
				if strings.Contains(strings.ToLower(query), word) {
					n++
				}
			}
			return n
		}
		docs := slices.DeleteFunc(slices.Clone(films), func(d retriever.Document) bool { return score(d) == 0 })
		slices.SortStableFunc(docs, func(a, b retriever.Document) int { return score(b) - score(a) })
		return docs[:min(len(docs), retriever.Apply(opts...).TopK)], nil
	})
	e, err := qcompiler.New(qcompiler.Config{Retriever: find})
	require.NoError(t, err)
	return e
}

// teacher replies to each question with the samples that are given for it, by the seed of the call.
func teacher(samples map[string][]string) llm.Model {
	return llm.Metered(llm.Func(func(_ context.Context, messages []llm.Message, opts ...llm.Option) (*llm.Response, error) {
		for question, texts := range samples {
			if strings.Contains(messages[len(messages)-1].Content, question) {
				text := texts[(int(*llm.Apply(opts...).Seed)-1)%len(texts)]
				if text == "!" {
					return nil, &llm.StatusError{Status: 503}
				}
				if text == "!!" {
					return nil, &llm.StatusError{Status: 401}
				}
				return &llm.Response{Text: text, Usage: llm.Usage{Calls: 1, PromptTokens: 100, CompletionTokens: 10}}, nil
			}
		}
		return nil, errors.New("no sample for this question")
	}))
}

const bornQuestion = "When was the director of Copper Sky born?"

var samples = map[string][]string{
	bornQuestion: {
		"Who directed Copper Sky * When was {director} born", "Sure:\n```\nWho directed Copper Sky * When was {director} born\n```",
		"Who directed Grey Hill * When was {director} born", "Who directed Copper Sky + When was {director} born",
	},
	"Who made Grey Hill?":        {"( (", "+", "a + + b", ")"},
	"Who wrote Copper Sky?":      {"Who directed Grey Hill"},
	"Is the sky over Ely green?": {"!"},
}

func questions() []any {
	return []any{
		dataset.Row{ID: "right", Question: bornQuestion, Answers: []string{"3 May 1950"}, Supporting: []string{"Copper Sky", "Ann Bell"}, Source: "made"},
		dataset.Row{ID: "invalid", Question: "Who made Grey Hill?", Answers: []string{"Carl Dorn"}, Source: "made"},
		dataset.Row{ID: "wrong", Question: "Who wrote Copper Sky?", Answers: []string{"Ida Kern"}, Supporting: []string{"Copper Sky", "Grey Hill"}, Source: "made"},
		dataset.Row{ID: "nothing", Question: "Who wrote Tin Moon?", Source: "made"},
		dataset.Row{ID: "busy", Question: "Is the sky over Ely green?", Answers: []string{"no"}, Source: "made"},
		`{"id":"bad"`,
	}
}

func synthConfig(t *testing.T) dataset.SynthConfig {
	e := engine(t)
	return dataset.SynthConfig{
		Model: teacher(samples), Teacher: "made up", Parallel: 3,
		Run: func(ctx context.Context, question string, p *executor.Program) (*executor.Result, error) {
			return e.Run(ctx, p, executor.WithQuestion(question))
		},
	}
}

func TestSynth(t *testing.T) {
	in := openRows(t, writeRows(t, questions()...))
	dir := t.TempDir()
	w, err := dataset.OpenWriter(dir, "synth", nil, 2, false)
	require.NoError(t, err)
	require.NoError(t, dataset.Synth(context.Background(), in, synthConfig(t), w, nil))
	kept, dropped := readDir(t, dir)
	require.Len(t, kept, 1, "%v", dropped)
	r := kept[0]
	assert.Equal(t, "Who directed Copper Sky * When was {director} born", r.Expression)
	assert.Equal(t, "A * B", r.Shape)
	assert.Equal(t, "made up", r.Teacher)
	assert.Equal(t, 0.5, *r.PassRate, "two of four")
	assert.Equal(t, 1.0, r.Reward)
	require.Len(t, r.Rejected, 2)
	assert.Equal(t, dataset.Wrong, r.Rejected[0].Verdict)
	assert.Equal(t, 0.1, r.Rejected[0].Reward, "valid, with none of the supporting passages")
	assert.Contains(t, r.Rejected[0].Reason, "2 of 2 supporting passages are missing")
	assert.Equal(t, dataset.Invalid, r.Rejected[1].Verdict)
	assert.Equal(t, "Who directed Copper Sky + When was {director} born", r.Rejected[1].Expression)
	want := map[string]dataset.Reason{
		"invalid": dataset.NoValid, "wrong": dataset.NotReached, "nothing": dataset.NoGold, "busy": dataset.TeacherError, "": dataset.BadRow,
	}
	for id, reason := range want {
		assert.Equal(t, reason, dropped[id].Reason, id)
	}
	m, err := dataset.ReadManifest(dir)
	require.NoError(t, err)
	assert.Equal(t, map[string]int64{"calls": 12, "prompt tokens": 1200, "completion tokens": 120}, m.Totals().Used)

	// The same again asks nothing.
	w, err = dataset.OpenWriter(dir, "synth", nil, 2, false)
	require.NoError(t, err)
	config := synthConfig(t)
	config.Model = teacher(nil)
	require.NoError(t, dataset.Synth(context.Background(), in, config, w, nil))
}

// TestSynthBudget stops at the budget, keeps what is paid for, and goes on with a higher one to the same end.
func TestSynthBudget(t *testing.T) {
	rows := questions()
	rows = []any{rows[2], rows[0], rows[1]}
	in := openRows(t, writeRows(t, rows...))
	whole, dir := t.TempDir(), t.TempDir()
	run := func(dir string, calls int) error {
		w, err := dataset.OpenWriter(dir, "synth", nil, 100, false)
		require.NoError(t, err)
		config := synthConfig(t)
		config.Parallel = 1
		return dataset.Synth(llm.WithMeter(context.Background(), llm.NewMeter(calls)), in, config, w, nil)
	}
	require.NoError(t, run(whole, -1))
	err := run(dir, 9)
	var over *llm.BudgetError
	require.ErrorAs(t, err, &over)
	m, err := dataset.ReadManifest(dir)
	require.NoError(t, err)
	assert.Equal(t, int64(2), m.Totals().Rows)
	assert.False(t, m.Done)
	require.NoError(t, run(dir, 9))
	gotRows, gotDrops := readDir(t, dir)
	wantRows, wantDrops := readDir(t, whole)
	assert.Equal(t, wantRows, gotRows)
	assert.Equal(t, wantDrops, gotDrops)
}

func TestSynthStops(t *testing.T) {
	in := openRows(t, writeRows(t, questions()[0], questions()[1]))
	refuse := func(config *dataset.SynthConfig) { config.Model = teacher(map[string][]string{"": {"!!"}}) }
	dir := t.TempDir()
	w, err := dataset.OpenWriter(dir, "synth", nil, 100, false)
	require.NoError(t, err)
	config := synthConfig(t)
	refuse(&config)
	err = dataset.Synth(context.Background(), in, config, w, nil)
	assert.ErrorContains(t, err, "ask the teacher: the model server answered 401; check the key")
	require.ErrorContains(t, dataset.Synth(context.Background(), in, dataset.SynthConfig{}, w, nil), "set Model")

	// Ctrl-C after the first row: it is kept.
	ctx, cancel := context.WithCancel(context.Background())
	w, err = dataset.OpenWriter(dir, "synth", nil, 100, true)
	require.NoError(t, err)
	config = synthConfig(t)
	config.Parallel = 1
	var calls atomic.Int32
	inner := config.Model
	config.Model = llm.Func(func(ctx context.Context, messages []llm.Message, opts ...llm.Option) (*llm.Response, error) {
		if calls.Add(1) == 5 {
			cancel()
			return nil, ctx.Err()
		}
		return inner.Generate(ctx, messages, opts...)
	})
	require.ErrorIs(t, dataset.Synth(ctx, in, config, w, nil), context.Canceled)
	m, err := dataset.ReadManifest(dir)
	require.NoError(t, err)
	assert.Equal(t, int64(1), m.Totals().Kept)
}

func TestExport(t *testing.T) {
	rows := []any{
		dataset.Row{
			ID: "1", Question: "When was X born?", Expression: "Who made X   *  When was {maker} born", Split: "train", Reward: 1,
			Rejected: []dataset.Candidate{
				{Expression: "Who made X", Verdict: dataset.Wrong, Reward: 0.3}, {Expression: "( (", Verdict: dataset.Invalid},
			},
		},
		dataset.Row{ID: "2", Question: "Who made Y?", Expression: "Who made Y", Split: "test"},
		dataset.Row{ID: "3", Question: "Who made Z?", Expression: "Who made Z + "},
		`nothing`,
	}
	in := openRows(t, writeRows(t, rows...))
	line := func(dir, name string) map[string]any {
		data, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		first, _, _ := strings.Cut(string(data), "\n")
		var out map[string]any
		require.NoError(t, json.Unmarshal([]byte(first), &out))
		return out
	}
	export := func(form dataset.Form, kind dataset.Kind, pairs int) (string, dataset.Exported) {
		dir := t.TempDir()
		done, err := dataset.Export(context.Background(), in, dataset.ExportConfig{Form: form, Kind: kind, Pairs: pairs, ShardRows: 1}, dir, nil)
		require.NoError(t, err)
		return dir, done
	}
	expression := "Who made X * When was {maker} born"
	for _, form := range []dataset.Form{dataset.TRL, dataset.Axolotl} {
		dir, done := export(form, dataset.SFT, 1)
		assert.Equal(t, map[string]int64{"train": 1, "test": 1}, done.Lines)
		assert.Equal(t, map[string]int64{"no valid expression": 1, "cannot be read": 1}, done.Skipped)
		messages := line(dir, "train-00000.jsonl")["messages"].([]any)
		require.Len(t, messages, 3)
		last := messages[2].(map[string]any)
		assert.Equal(t, map[string]any{"role": "assistant", "content": expression}, last)
		assert.Contains(t, messages[1].(map[string]any)["content"], "When was X born?")
	}
	dir, done := export(dataset.LLaMAFactory, dataset.SFT, 1)
	assert.Equal(t, []string{"train-00000.jsonl", "test-00000.jsonl", "dataset_info.json"}, done.Files)
	turns := line(dir, "train-00000.jsonl")["conversations"].([]any)
	assert.Equal(t, map[string]any{"from": "gpt", "value": expression}, turns[1])
	assert.Equal(t, "human", turns[0].(map[string]any)["from"])
	assert.NotEmpty(t, line(dir, "train-00000.jsonl")["system"])
	info, err := os.ReadFile(filepath.Join(dir, "dataset_info.json"))
	require.NoError(t, err)
	assert.Contains(t, string(info), `"file_name": "train-00000.jsonl"`)

	dir, done = export(dataset.TRL, dataset.DPO, 2)
	assert.Equal(t, map[string]int64{"train": 2}, done.Lines)
	assert.Equal(t, []string{"train-00000.jsonl", "train-00001.jsonl"}, done.Files)
	assert.Equal(t, int64(1), done.Skipped["no expression to reject"])
	pair := line(dir, "train-00000.jsonl")
	assert.Equal(t, []any{map[string]any{"role": "assistant", "content": expression}}, pair["chosen"])
	assert.Equal(t, []any{map[string]any{"role": "assistant", "content": "Who made X"}}, pair["rejected"])
	assert.Equal(t, 1.0, pair["score_chosen"])
	assert.Equal(t, 0.3, pair["score_rejected"])
	assert.Len(t, pair["prompt"], 2)
	dir, _ = export(dataset.Axolotl, dataset.DPO, 1)
	assert.Equal(t, map[string]any{"role": "assistant", "content": "Who made X"}, line(dir, "train-00000.jsonl")["rejected"])
	dir, _ = export(dataset.LLaMAFactory, dataset.DPO, 1)
	assert.Equal(t, map[string]any{"from": "gpt", "value": "Who made X"}, line(dir, "train-00000.jsonl")["rejected"])
	info, err = os.ReadFile(filepath.Join(dir, "dataset_info.json"))
	require.NoError(t, err)
	assert.Contains(t, string(info), `"ranking": true`)

	_, err = dataset.Export(context.Background(), in, dataset.ExportConfig{}, dir, nil)
	var holds *dataset.HoldsExportError
	require.ErrorAs(t, err, &holds)
	stray := filepath.Join(dir, ".part-dev-00000.jsonl") // of an export that was killed
	require.NoError(t, os.WriteFile(stray, nil, 0o666))
	_, err = dataset.Export(context.Background(), in, dataset.ExportConfig{Restart: true}, dir, nil)
	require.NoError(t, err)
	assert.NoFileExists(t, stray)
	bad := openRows(t, writeRows(t, dataset.Row{ID: "1", Question: "Who?", Expression: "Who", Split: "../x"}))
	_, err = dataset.Export(context.Background(), bad, dataset.ExportConfig{}, t.TempDir(), nil)
	assert.ErrorContains(t, err, "which is no name for a file")
}

// TestExportIsWholeOrNotThere ends an export in the middle: what was there before stays, and nothing else is left.
func TestExportIsWholeOrNotThere(t *testing.T) {
	in := openRows(t, writeRows(t, made(20)...))
	dir := t.TempDir()
	old := filepath.Join(dir, "test-00003.jsonl")
	require.NoError(t, os.WriteFile(old, []byte("{}\n"), 0o666))
	ctx, cancel := context.WithCancel(context.Background())
	_, err := dataset.Export(ctx, in, dataset.ExportConfig{ShardRows: 3, Restart: true}, dir, func(rows int64) {
		if rows == 10 {
			cancel()
		}
	})
	require.ErrorIs(t, err, context.Canceled)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	assert.FileExists(t, old)
	done, err := dataset.Export(context.Background(), in, dataset.ExportConfig{ShardRows: 3, Restart: true}, dir, nil)
	require.NoError(t, err)
	assert.Len(t, done.Files, 7)
	assert.NoFileExists(t, old)
}

// TestExportInfo keeps to what LLaMA-Factory reads: it names no column that the rows do not have, and other data sets are not lost.
func TestExportInfo(t *testing.T) {
	in := openRows(t, writeRows(t, made(2)...))
	for _, test := range []struct{ text, columns string }{
		{`{{define "system"}}s{{end}}{{define "user"}}{{.Question}}{{end}}`, `{"messages":"conversations","system":"system"}`},
		{`{{define "user"}}{{.Question}}{{end}}`, `{"messages":"conversations"}`},
	} {
		p, err := prompt.Parse("test", test.text)
		require.NoError(t, err)
		dir := t.TempDir()
		_, err = dataset.Export(context.Background(), in, dataset.ExportConfig{Form: dataset.LLaMAFactory, Prompt: p}, dir, nil)
		require.NoError(t, err)
		data, err := os.ReadFile(filepath.Join(dir, "dataset_info.json"))
		require.NoError(t, err)
		var info map[string]struct{ Columns json.RawMessage }
		require.NoError(t, json.Unmarshal(data, &info))
		assert.JSONEq(t, test.columns, string(info["train-00000"].Columns))
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "dataset_info.json"), []byte("{}"), 0o666))
	_, err := dataset.Export(context.Background(), in, dataset.ExportConfig{Form: dataset.LLaMAFactory}, dir, nil)
	var holds *dataset.HoldsExportError
	require.ErrorAs(t, err, &holds)
	assert.Equal(t, "dataset_info.json", holds.File)
}

func TestCard(t *testing.T) {
	in := openRows(t, writeRows(t, made(20)...))
	_, _, dir := curate(t, in, dataset.CurateConfig{Size: 6, Similarity: 2})
	require.NoError(t, dataset.WriteCard(dir))
	card, err := os.ReadFile(filepath.Join(dir, dataset.CardName))
	require.NoError(t, err)
	for _, want := range []string{"| rows read | 20 |", "| rows kept | 6 |", "| balance | 14 |", "## By shape", "| A * B | 2 | 33.3% |"} {
		assert.Contains(t, string(card), want)
	}
}
