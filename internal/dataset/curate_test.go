package dataset_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/dataset"
)

// writeRows writes rows as JSON Lines and returns the file.
func writeRows(t *testing.T, rows ...any) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "rows.jsonl")
	var out strings.Builder
	for _, r := range rows {
		if text, ok := r.(string); ok {
			out.WriteString(text + "\n")
			continue
		}
		data, err := json.Marshal(r)
		require.NoError(t, err)
		out.Write(append(data, '\n'))
	}
	require.NoError(t, os.WriteFile(name, []byte(out.String()), 0o666))
	return name
}

func openRows(t *testing.T, paths ...string) *dataset.Input {
	t.Helper()
	in, err := dataset.OpenInput(paths...)
	require.NoError(t, err)
	return in
}

// curate runs Curate and returns the ids kept and the reasons of the others, by id.
func curate(t *testing.T, in *dataset.Input, config dataset.CurateConfig) (kept []dataset.Row, dropped map[string]dataset.Drop, dir string) {
	t.Helper()
	dir = t.TempDir()
	w, err := dataset.OpenWriter(dir, "curate", nil, 20, false)
	require.NoError(t, err)
	config.Memory = 16 // so that sorting goes to disk
	require.NoError(t, dataset.Curate(context.Background(), in, config, w, nil))
	kept, dropped = readDir(t, dir)
	return kept, dropped, dir
}

func readDir(t *testing.T, dir string) (kept []dataset.Row, dropped map[string]dataset.Drop) {
	t.Helper()
	for row, err := range openRows(t, dir).Rows() {
		require.NoError(t, err)
		kept = append(kept, row)
	}
	dropped = map[string]dataset.Drop{}
	m, err := dataset.ReadManifest(dir)
	require.NoError(t, err)
	for _, s := range m.Shards {
		if s.Drops == "" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, s.Drops))
		require.NoError(t, err)
		for line := range strings.Lines(string(data)) {
			var d dataset.Drop
			require.NoError(t, json.Unmarshal([]byte(line), &d))
			assert.NotEmpty(t, d.Detail)
			dropped[d.ID] = d
		}
	}
	return kept, dropped
}

func pass(rate float64) *float64 { return &rate }

func TestCurateReasons(t *testing.T) {
	row := func(id, question string) dataset.Row {
		return dataset.Row{ID: id, Question: question, Expression: "Who directed Copper Sky", Source: "made"}
	}
	easy, hard, right := row("easy", "Which river flows through Ely?"), row("hard", "Who founded Tarn College?"), row("right", "Who owns Ely Mill?")
	easy.PassRate, hard.PassRate, right.PassRate = pass(1), pass(0.05), pass(0.5)
	invalid, none := row("invalid", "Where is Oak?"), row("none", "Where is Elm?")
	invalid.Expression, none.Expression = "(a + ", ""
	in := openRows(t, writeRows(
		t,
		row("first", "Who was the first to climb the long northern wall of Copper Tower in winter?"),
		row("same", "who was the FIRST to climb the long northern wall of copper tower in winter"),
		row("near", "Who was the first to climb the long northern wall of Copper Tower in winter snow?"),
		row("other", "How many people live in the county of Tarn?"),
		row("tested", "When did the painter of the Grey Hill ceiling die?"),
		row("almost tested", "In what year did the man who painted the large ceiling of the Grey Hill chapel finally die?"),
		easy, hard, right, invalid, none, `{"id":"x"`, row("long", strings.Repeat("word ", 2000)),
	))
	exclude := openRows(t, writeRows(
		t, dataset.Row{ID: "e", Question: "Who?"},
		dataset.Row{ID: "t", Question: "When did the painter of the Grey Hill ceiling die"},
		dataset.Row{ID: "u", Question: "In what year did the man who painted the large ceiling of the Grey Hill chapel die?"},
	))
	kept, dropped, dir := curate(t, in, dataset.CurateConfig{Exclude: exclude, MinPass: 0.1, MaxPass: 0.9})
	var ids []string
	for _, r := range kept {
		ids = append(ids, r.ID)
		assert.Equal(t, "train", r.Split)
		assert.Equal(t, "A", r.Shape)
		assert.NotEmpty(t, r.Domain)
	}
	assert.Equal(t, []string{"first", "other", "right"}, ids)
	want := map[string]dataset.Reason{
		"same": dataset.Duplicate, "near": dataset.NearDuplicate, "tested": dataset.Contaminated, "almost tested": dataset.Contaminated,
		"easy": dataset.TooEasy, "hard": dataset.TooHard, "invalid": dataset.BadExpression, "none": dataset.BadExpression,
		"": dataset.BadRow, "long": dataset.TooLong,
	}
	got := map[string]dataset.Reason{}
	for id, d := range dropped {
		got[id] = d.Reason
	}
	assert.Equal(t, want, got)
	assert.Equal(t, "the question has the words of row 1", dropped["same"].Detail)
	assert.Contains(t, dropped["near"].Detail, "almost that of row 1")
	assert.Contains(t, dropped["tested"].Detail, "row 2 of the sets that are measured on")
	assert.Equal(t, int64(12), dropped[""].Row)
	m, err := dataset.ReadManifest(dir)
	require.NoError(t, err)
	totals := m.Totals()
	assert.True(t, m.Done)
	assert.Equal(t, int64(13), totals.Rows)
	assert.Equal(t, int64(3), totals.Kept)
	assert.Equal(t, int64(2), totals.Dropped[dataset.Contaminated])
}

// made returns rows of three shapes and two domains, with one shape and one domain much more often than the others.
func made(n int) []any {
	var rows []any
	for i := range n {
		r := dataset.Row{ID: fmt.Sprint(i), Source: "made", Expression: "Who directed X", Question: fmt.Sprintf("Who directed the film N%dq%d?", i, i*7)}
		switch {
		case i%10 == 0:
			r.Expression, r.Question = "Who directed X * When was {director} born", fmt.Sprintf("When was the maker of M%dz%d born?", i, i*3)
		case i%10 == 1:
			r.Expression, r.Question = "Who directed X + Who directed Y", fmt.Sprintf("Which city is T%dw%d the capital of?", i, i*5)
		}
		rows = append(rows, r)
	}
	return rows
}

func TestCurateBalance(t *testing.T) {
	in := openRows(t, writeRows(t, made(300)...))
	config := dataset.CurateConfig{Size: 75, Seed: 7, Similarity: 2, Dev: 0.2, Test: 0.2}
	kept, dropped, dir := curate(t, in, config)
	shapes := map[string]int{}
	for _, r := range kept {
		shapes[r.Shape]++
	}
	assert.Equal(t, map[string]int{"A": 25, "A * B": 25, "A + B": 25}, shapes)
	assert.Len(t, dropped, 225)
	for _, d := range dropped {
		assert.Equal(t, dataset.Balance, d.Reason)
	}
	// The same seed gives the same bytes, another one others.
	_, _, again := curate(t, in, config)
	assertSameFiles(t, dir, again)
	config.Seed = 8
	other, _, _ := curate(t, in, config)
	assert.NotEqual(t, kept, other)
	// Shares.
	kept, _, _ = curate(t, in, dataset.CurateConfig{Similarity: 2, MaxShape: 0.5})
	count := 0
	for _, r := range kept {
		if r.Shape == "A" {
			count++
		}
	}
	assert.Equal(t, 150, count)
	assert.Len(t, kept, 210)
	kept, _, _ = curate(t, in, dataset.CurateConfig{Similarity: 2, MaxDomain: 0.1})
	domains := map[string]int{}
	for _, r := range kept {
		domains[r.Domain]++
	}
	for domain, n := range domains {
		assert.LessOrEqual(t, n, 30, domain)
	}
}

func assertSameFiles(t *testing.T, a, b string) {
	t.Helper()
	entries, err := os.ReadDir(a)
	require.NoError(t, err)
	others, err := os.ReadDir(b)
	require.NoError(t, err)
	require.Len(t, others, len(entries))
	for _, e := range entries {
		x, err := os.ReadFile(filepath.Join(a, e.Name()))
		require.NoError(t, err)
		y, err := os.ReadFile(filepath.Join(b, e.Name()))
		require.NoError(t, err)
		assert.Equal(t, string(x), string(y), e.Name())
	}
}

// TestCurateGoesOn stops a run at every step and goes on: the end is as without the stop.
func TestCurateGoesOn(t *testing.T) {
	in := openRows(t, writeRows(t, made(60)...))
	config := dataset.CurateConfig{Size: 30, Seed: 3, Similarity: 2}
	_, _, whole := curate(t, in, config)
	for _, step := range []string{"reading", "weighing", "writing"} {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(context.Background())
		w, err := dataset.OpenWriter(dir, "curate", nil, 20, false)
		require.NoError(t, err)
		err = dataset.Curate(ctx, in, config, w, func(at string, rows int64) {
			if at == step && rows == 31 {
				cancel()
			}
		})
		require.ErrorIs(t, err, context.Canceled, step)
		_, err = dataset.OpenInput(dir)
		require.Error(t, err, "not whole")
		w, err = dataset.OpenWriter(dir, "curate", nil, 20, false)
		require.NoError(t, err)
		if step == "writing" {
			assert.Equal(t, int64(31), w.Read())
		}
		require.NoError(t, dataset.Curate(context.Background(), in, config, w, nil))
		rows, drops := readDir(t, dir)
		wantRows, wantDrops := readDir(t, whole)
		assert.Equal(t, wantRows, rows)
		assert.Equal(t, wantDrops, drops)
	}
}

func TestWriter(t *testing.T) {
	dir := t.TempDir()
	w, err := dataset.OpenWriter(dir, "convert", map[string]string{"seed": "1"}, 2, false)
	require.NoError(t, err)
	require.NoError(t, w.Keep(dataset.Row{ID: "1", Question: "Who?"}, dataset.Row{ID: "1-own", Question: "Who?"}))
	require.NoError(t, w.Drop("2", dataset.NoGold, "none"))
	require.NoError(t, w.Keep(dataset.Row{ID: "3", Question: "Who?"}))
	w.Abandon() // as if it were killed: the shard that is not whole is lost
	_, err = dataset.OpenInput(dir)
	var unfinished *dataset.UnfinishedError
	assert.ErrorAs(t, err, &unfinished)
	_, err = dataset.OpenWriter(dir, "convert", map[string]string{"seed": "2"}, 2, false)
	var other *dataset.SettingsError
	require.ErrorAs(t, err, &other)
	assert.Contains(t, err.Error(), `seed was "1" and is "2"`)
	_, err = dataset.OpenWriter(dir, "curate", map[string]string{"seed": "1"}, 2, false)
	assert.ErrorContains(t, err, "it was written by convert")
	w, err = dataset.OpenWriter(dir, "convert", map[string]string{"seed": "1"}, 2, false)
	require.NoError(t, err)
	assert.Equal(t, int64(2), w.Read())
	require.NoError(t, w.Finish())
	rows, drops := readDir(t, dir)
	assert.Len(t, rows, 2)
	assert.Equal(t, int64(2), drops["2"].Row)
	w, err = dataset.OpenWriter(dir, "curate", nil, 2, true)
	require.NoError(t, err)
	assert.Zero(t, w.Read())
	require.NoError(t, w.Finish())
	rows, _ = readDir(t, dir)
	assert.Empty(t, rows, "begun anew")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "manifest.json"), []byte("{"), 0o666))
	_, err = dataset.OpenWriter(dir, "curate", nil, 2, false)
	assert.ErrorContains(t, err, "is damaged")
	_, err = dataset.OpenInput(t.TempDir())
	assert.ErrorContains(t, err, "no stage wrote it")
	_, err = dataset.OpenInput("nothing")
	assert.True(t, errors.Is(err, os.ErrNotExist))
}

// TestSplitsDoNotLeak: rows that rest on the same passage, or begin with the same leaf, are of one split.
func TestSplitsDoNotLeak(t *testing.T) {
	var rows []any
	for i := range 60 {
		first := fmt.Sprintf("Who directed Lamp%d", i/3)
		rows = append(rows, dataset.Row{ID: fmt.Sprint(i), Question: fmt.Sprintf("q%d w%d?", i, i*i), Expression: first + fmt.Sprintf(" * What of {director} is n%d", i)})
		rows = append(rows, dataset.Row{
			ID: fmt.Sprintf("s%d", i), Question: fmt.Sprintf("z%d v%d?", i, i*i), Expression: fmt.Sprintf("Who made n%d", i), Supporting: []string{fmt.Sprintf("Title%d", i/4)},
		})
	}
	kept, _, _ := curate(t, openRows(t, writeRows(t, rows...)), dataset.CurateConfig{Similarity: 2, Dev: 0.3, Test: 0.3})
	require.Len(t, kept, 120)
	splits := map[string]string{}
	used := map[string]bool{}
	for _, r := range kept {
		key, _, _ := strings.Cut(r.Expression, " * ")
		if len(r.Supporting) > 0 {
			key = r.Supporting[0]
		}
		if before, seen := splits[key]; seen {
			assert.Equal(t, before, r.Split, key)
		}
		splits[key], used[r.Split] = r.Split, true
	}
	assert.Len(t, used, 3)
}

func TestAnswersOfSeveralParts(t *testing.T) {
	in := openRows(t, writeRows(t, `{"id":1,"question":"q","answers":["a",{"x":1,"y":2},["b","c"],3,true]}`, `{"id":"2","question":"q","answers":"a"}`))
	var got [][]string
	for row, err := range in.Rows() {
		require.NoError(t, err)
		got = append(got, row.Answers)
	}
	assert.Equal(t, [][]string{{"a", "x, 1, y, 2", "b, c", "3", "yes"}, {"a"}}, got)
	n, err := in.Lines()
	require.NoError(t, err)
	assert.Equal(t, int64(2), n)
}
