package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval"
)

// TestEvalExamples runs the examples of the help of eval and its commands.
func TestEvalExamples(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	questions := `{"id":"1","question":"Who directed Jaws?","answers":["Steven Spielberg"],"supporting":["Jaws"],"title":"Jaws",` +
		`"passage":"Jaws was directed by Steven Spielberg.","leaves":[{"id":"A","question":"Jaws >> director","answer":"Steven Spielberg","depends_on":[]}]}` + "\n"
	for name, text := range map[string]string{
		"films.jsonl":     `{"id":"1","title":"Jaws","text":"Jaws was directed by Steven Spielberg."}` + "\n",
		"questions.jsonl": questions, "squad.jsonl": questions, "all.jsonl": questions,
		"queries.jsonl": `{"_id":"1","text":"Who directed Jaws?"}` + "\n", filepath.Join("qrels", "test.tsv"): "query-id\tcorpus-id\tscore\n1\t1\t1\n",
	} {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
	}
	w := newWorld()
	for _, index := range []string{"films.idx", "scifact.idx"} {
		require.Equal(t, statusOK, w.run("index", "build", "-q", "-i", index, "films.jsonl"), w.stderr.String())
	}
	for _, out := range []string{"before", "after"} {
		require.Equal(t, statusOK, newWorld().run("eval", "-q", "-i", "films.idx", "--questions", "questions.jsonl", "--out", out))
	}
	require.NoError(t, os.CopyFS("fold0", os.DirFS("before")))
	second := strings.Replace(questions, `"id":"1"`, `"id":"2"`, 1)
	require.NoError(t, os.WriteFile("second.jsonl", []byte(second), 0o666))
	require.Equal(t, statusOK, newWorld().run("eval", "-q", "-i", "films.idx", "--questions", "second.jsonl", "--out", "fold1"))
	require.NoError(t, os.WriteFile("all.jsonl", []byte(questions+second), 0o666))
	root := newRootCommand(&newWorld().app)
	for _, name := range [][]string{{"eval"}, {"eval", "compare"}, {"eval", "merge"}} {
		cmd, _, err := root.Find(name)
		require.NoError(t, err)
		lines := strings.Split(cmd.Example, "\n")
		assert.GreaterOrEqual(t, len(lines), 2)
		for _, line := range lines {
			line = strings.ReplaceAll(line, "fold*", "fold0 fold1") // as a shell does
			line, _, _ = strings.Cut(strings.ReplaceAll(line, "/tmp/", filepath.ToSlash(dir)+"/"), " | ")
			w := newWorld()
			assert.Equal(t, statusOK, w.run(strings.Fields(line)[1:]...), "%s\n%s", line, w.stderr.String())
		}
	}
}

// TestEvalPredictionsForm checks the form of predictions.jsonl that other tools rely on, field by field.
func TestEvalPredictionsForm(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	w := newWorld()
	require.Equal(t, statusOK, w.run("eval", "-q", "--out", dir, "--system", "decomposed", "--no-first-errors"), w.stderr.String())
	data, err := os.ReadFile(filepath.Join(dir, "predictions.jsonl"))
	require.NoError(t, err)
	rows := 0
	for line := range bytes.Lines(data) {
		rows++
		var row map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(line, &row))
		for _, field := range []string{
			"id", "question", "expression", "leaves", "answer", "status", "retrieved", "citations", "elapsed_ms", "usage",
		} {
			assert.Contains(t, row, field)
			assert.NotEqual(t, "null", string(row[field]), field)
		}
		var expression string
		require.NoError(t, json.Unmarshal(row["expression"], &expression))
		var leaves []struct {
			ID, Path, Text, Question, Answer, Status string
			Placeholders                             []string
			DependsOn                                []string `json:"depends_on"`
			Span                                     [2]int
		}
		require.NoError(t, json.Unmarshal(row["leaves"], &leaves))
		require.NotEmpty(t, leaves)
		for _, leaf := range leaves {
			assert.NotEmpty(t, leaf.Question)
			assert.NotContains(t, leaf.Question, "{", "filled in")
			assert.Contains(t, []string{"answered", "empty", "failed", "skipped", "over-budget"}, leaf.Status)
			if !strings.Contains(leaf.Text, `"`) && !strings.Contains(expression, `\`) {
				assert.Equal(t, leaf.Text, expression[leaf.Span[0]:leaf.Span[1]], "the span is that of the expression")
			}
		}
		var retrieved []eval.Passage
		require.NoError(t, json.Unmarshal(row["retrieved"], &retrieved))
		seen := map[string]bool{}
		for _, p := range retrieved {
			assert.False(t, seen[p.ID], "%s is there twice", p.ID)
			seen[p.ID] = true
		}
	}
	assert.Equal(t, 28, rows)
}

func TestEvalPace(t *testing.T) {
	assert.Equal(t, "0 of 1,000 questions  0/s", evalPace(0, 0, 1000, time.Second))
	assert.Equal(t, "250 of 1,000 questions  10/s  1:15 left", evalPace(250, 0, 1000, 25*time.Second))
	assert.Equal(t, "750 of 1,000 questions  50/s  0:05 left", evalPace(750, 500, 1000, 5*time.Second), "what was there counts for nothing")
}
