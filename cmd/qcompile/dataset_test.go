package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// teacherServer speaks the protocol of OpenAI. It replies to every question with a plan that is right, one that is wrong and one that is
// invalid, by the seed of the request.
func teacherServer(t *testing.T, calls *atomic.Int32) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/chat/completions") {
			http.NotFound(w, r)
			return
		}
		calls.Add(1)
		var request struct {
			Seed     int `json:"seed"`
			Messages []struct{ Content string }
		}
		assert.NoError(t, json.NewDecoder(r.Body).Decode(&request))
		texts := []string{"Who directed Jaws * When was {director} born", "Who directed Alien", "Who directed Jaws + When was {director} born"}
		reply := map[string]any{
			"model":   "teacher",
			"choices": []any{map[string]any{"message": map[string]string{"role": "assistant", "content": texts[request.Seed%3]}, "finish_reason": "stop"}},
			"usage":   map[string]int{"prompt_tokens": 1000, "completion_tokens": 20},
		}
		w.Header().Set("Content-Type", "application/json")
		assert.NoError(t, json.NewEncoder(w).Encode(reply))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

// TestDatasetSynth runs synth against a server and an index, stops it at its budget, goes on, and takes the rows to preference pairs.
func TestDatasetSynth(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	write := func(name, text string) { require.NoError(t, os.WriteFile(name, []byte(text), 0o666)) }
	write("films.jsonl", `{"id":"1","title":"Jaws","text":"Jaws is a film directed by Steven Spielberg."}`+"\n"+
		`{"id":"2","title":"Steven Spielberg","text":"Steven Spielberg (born 18 December 1946) is an American film director."}`+"\n")
	write("questions.jsonl", `{"id":"1","question":"When was the director of Jaws born?","answers":["18 December 1946"],"supporting":["Jaws","Steven Spielberg"]}`+"\n"+
		`{"id":2,"question":"What is the date of birth of whoever made Jaws?","answers":["18 December 1946"]}`+"\n"+
		`{"id":"3","question":"Who?"}`+"\n")
	require.Equal(t, statusOK, newWorld().run("index", "build", "-q", "-i", "films.idx", "films.jsonl"))
	var calls atomic.Int32
	url := teacherServer(t, &calls)
	var status int
	synth := func(args ...string) *world {
		w := newWorld()
		status = w.run(append([]string{
			"dataset", "synth", "questions.jsonl", "-i", "films.idx", "--out", "made", "--model-url", url, "--model", "teacher", "--samples", "3",
			"--parallel", "1",
		}, args...)...)
		return w
	}
	w := synth("--max-calls", "4", "--no-cache")
	assert.Equal(t, statusError, status)
	assert.Contains(t, w.stderr.String(), "the budget is used up after 1 row: the limit is 4 model calls")
	assert.Contains(t, w.stderr.String(), "give the same command again to go on from there")
	require.Equal(t, int32(4), calls.Load())
	w = synth("--no-cache")
	require.Equal(t, statusOK, status, w.stderr.String())
	assert.Contains(t, w.stdout.String(), "2 rows kept of 3 read")
	assert.Contains(t, w.stdout.String(), "dropped 1: no-gold")
	assert.Contains(t, w.stderr.String(), "3 model calls, 3,060 tokens")
	assert.Equal(t, int32(7), calls.Load(), "the first row is not asked again")
	data, err := os.ReadFile(filepath.Join("made", "rows-00000.jsonl"))
	require.NoError(t, err)
	var row struct {
		Expression, Teacher string
		PassRate            float64 `json:"pass_rate"`
		Rejected            []struct{ Expression, Verdict string }
	}
	require.NoError(t, json.Unmarshal(data, &row))
	assert.Equal(t, "Who directed Jaws * When was {director} born", row.Expression)
	assert.Equal(t, "teacher", row.Teacher)
	assert.InDelta(t, 1.0/3, row.PassRate, 1e-9)
	require.Len(t, row.Rejected, 2)
	assert.Equal(t, "invalid", row.Rejected[1].Verdict)
	w = synth("--temperature", "0.9")
	assert.Equal(t, statusError, status)
	assert.Contains(t, w.stderr.String(), `temperature was "0.7" and is "0.9"`)
	w = newWorld()
	require.Equal(t, statusOK, w.run("dataset", "export", "made", "--kind", "dpo", "--pairs", "2", "--out", "pairs"), w.stderr.String())
	assert.Equal(t, "train: 4 lines\n", w.stdout.String())
	card, err := os.ReadFile(filepath.Join("made", "README.md"))
	require.NoError(t, err)
	assert.Contains(t, string(card), "| calls | 6 |")
}

func TestDatasetSynthServerErrors(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("HOME", t.TempDir())
	require.NoError(t, os.WriteFile("questions.jsonl", []byte(`{"id":"1","question":"Who directed Jaws?","answers":["Steven Spielberg"]}`+"\n"), 0o666))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusUnauthorized) }))
	defer server.Close()
	w := newWorld()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	status := w.run("dataset", "synth", "questions.jsonl", "--out", "made", "--model-url", server.URL+"/v1", "--model", "x", "--no-cache", "-q")
	assert.Equal(t, statusError, status)
	assert.Contains(t, w.stderr.String(), "ask the teacher: the model server answered 401")
}

func TestRowPace(t *testing.T) {
	assert.Equal(t, "1,000 rows  100/s  0:10", rowPace("", 1000, 0, 0, 10*time.Second))
	assert.Equal(t, "60 of 100 rows  5/s  0:08 left", rowPace("", 60, 10, 100, 10*time.Second), "what was there counts for nothing")
	assert.Equal(t, "comparing: 7 rows  0:01", rowPace("comparing", 7, 0, 100, time.Second))
	assert.Equal(t, "0 of 100 rows  0/s  0:01", rowPace("", 0, 0, 100, time.Second))
}

// TestDatasetExamples runs the examples of the help.
func TestDatasetExamples(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	write := func(name, text string) { require.NoError(t, os.WriteFile(name, []byte(text), 0o666)) }
	write("musique_ans_v1.0_train.jsonl", `{"id":"1","question":"When was the director of Jaws born?","question_decomposition":[{"question":"Jaws >> director"},{"question":"#1 >> date of birth"}]}`+"\n")
	write("2wiki_train.json", `[{"_id":"1","type":"comparison","question":"Who is older, A or B?","evidences":[["A","date of birth","1"],["B","date of birth","2"]]}]`)
	write("break_train.csv", "question_id,question_text,decomposition\nATIS_1,which flights from oslo,return flights ;return #1 from oslo\n")
	write("dev.jsonl", `{"id":"1","question":"Who directed Alien?"}`+"\n")
	write("questions.jsonl", `{"id":"1","question":"When was the director of Jaws born?","answers":["18 December 1946"]}`+"\n")
	write("films.jsonl", `{"id":"1","title":"Jaws","text":"Jaws is a film directed by Steven Spielberg."}`+"\n"+
		`{"id":"2","title":"Steven Spielberg","text":"Steven Spielberg (born 18 December 1946) is a film director."}`+"\n")
	require.Equal(t, statusOK, newWorld().run("index", "build", "-q", "-i", "wiki.idx", "films.jsonl"))
	var calls atomic.Int32
	url := teacherServer(t, &calls)
	root := newRootCommand(&newWorld().app)
	for _, name := range [][]string{{"dataset"}, {"dataset", "convert"}, {"dataset", "synth"}, {"dataset", "curate"}, {"dataset", "export"}} {
		cmd, _, err := root.Find(name)
		require.NoError(t, err)
		for line := range strings.SplitSeq(cmd.Example, "\n") {
			line = strings.ReplaceAll(line, "http://localhost:8080/v1", url)
			w := newWorld()
			w.variables["QCOMPILE_MODEL_URL"], w.variables["QCOMPILE_MODEL"] = url, "big"
			args := append(strings.Fields(line)[1:], "--restart")
			got := w.run(args...)
			assert.Contains(t, []int{statusOK, statusNothing}, got, "%s\n%s", line, w.stderr.String())
		}
	}
}
