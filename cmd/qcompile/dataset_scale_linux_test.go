package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/llmtest"
)

// scaleGrowth is by how much the peak memory of a stage may be higher for ten times as many rows. It is less than the rows take in memory,
// and more than the garbage collector makes of chance.
const scaleGrowth = 16 << 20

// TestDatasetScale runs the stages as a user does, over made-up rows and over ten times as many, and compares their peak memory.
// QCOMPILER_DATASET_ROWS sets the greater number; ten millions need 20 GB of disk.
func TestDatasetScale(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector takes memory of its own")
	}
	most := 50_000
	memory := []string{"--memory", "1MB"} // or the few rows that are asked for by default would not fill it
	growth := int64(scaleGrowth)
	if text := os.Getenv("QCOMPILER_DATASET_ROWS"); text != "" {
		n, err := strconv.Atoi(text)
		require.NoError(t, err)
		most, memory = n, nil
		growth += 24 << 20 // what is sorted in memory by default: the decisions on a tenth of the rows may not fill it
	}
	peaks := map[string][]int64{}
	var stages []string
	for _, rows := range []int{most / 10, most} {
		stages = stages[:0]
		for _, s := range runScale(t, rows, memory...) {
			peaks[s.name] = append(peaks[s.name], s.peak)
			stages = append(stages, s.name)
		}
	}
	for _, stage := range stages {
		assert.Less(t, peaks[stage][1]-peaks[stage][0], growth, "%s: peak memory grows with the rows", stage)
	}
}

// scaled is what a stage took.
type scaled struct {
	name      string
	peak      int64 // bytes
	cpu, wall time.Duration
	said      string
}

func (s scaled) String() string {
	return fmt.Sprintf("%s: peak %d MB, %.0f s of a processor, %.0f s; %s", s.name, s.peak>>20, s.cpu.Seconds(), s.wall.Seconds(), s.said)
}

// runScale runs all stages over rows, curate with more flags. What a stage has read is removed, so that the disk holds one copy or two.
func runScale(t *testing.T, rows int, flags ...string) []scaled {
	t.Helper()
	dir := t.TempDir()
	var out []scaled
	run := func(name string, args ...string) {
		cmd := exec.Command("qcompile", args...)
		cmd.Dir = dir
		began := time.Now()
		var complaint bytes.Buffer
		cmd.Stderr = &complaint
		said, err := cmd.Output()
		require.NoError(t, err, "%s: %s", name, complaint.Bytes()[max(0, complaint.Len()-1000):])
		usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		require.True(t, ok)
		first, _, _ := strings.Cut(string(said), "\n")
		s := scaled{name, usage.Maxrss << 10, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), time.Since(began), first}
		t.Logf("%d rows: %s", rows, s) // at once: ten million rows take an hour
		out = append(out, s)
	}
	file := func(name string, n int, line func(i int) any) {
		f, err := os.Create(filepath.Join(dir, name))
		require.NoError(t, err)
		w := bufio.NewWriter(f)
		encoder := json.NewEncoder(w)
		for i := range n {
			require.NoError(t, encoder.Encode(line(i)))
		}
		require.NoError(t, w.Flush())
		require.NoError(t, f.Close())
	}
	remove := func(name string) { require.NoError(t, os.RemoveAll(filepath.Join(dir, name))) }

	file("musique.jsonl", rows, scaleRow)
	file("measured.jsonl", 1000, func(i int) any { return scaleRow(i * 7) })
	require.NoError(t, os.WriteFile(filepath.Join(dir, "prompt"), []byte(`{{define "user"}}{{.Question}}{{end}}`), 0o666)) // ours is 4 kB a line
	run("convert", "dataset", "convert", "musique.jsonl", "--out", "converted")
	remove("musique.jsonl")
	run("curate", append([]string{
		"dataset", "curate", "converted", "--exclude", "measured.jsonl", "--size", fmt.Sprint(rows / 2), "--dev", "0.1", "--out", "curated",
	}, flags...)...)
	remove("curated")
	run("export", "dataset", "export", "converted", "--prompt", "translate=prompt", "--out", "training")
	remove("converted")
	remove("training")

	// A teacher is asked over a network, and its plans are run: a hundredth of the rows.
	const films = 500
	file("films.jsonl", films, func(i int) any {
		return map[string]string{"id": fmt.Sprint(i), "title": scaleFilm(i), "text": fmt.Sprintf("%s is a film directed by %s.", scaleFilm(i), scaleName(i))}
	})
	file("questions.jsonl", rows/100, func(i int) any {
		return map[string]any{"id": fmt.Sprint(i), "question": "Who directed " + scaleFilm(i%films) + "?", "answers": []string{scaleName(i % films)}}
	})
	teacher := httptest.NewServer(&llmtest.Server{Write: func(_ string, messages []llm.Message) string {
		_, question, _ := strings.Cut(messages[len(messages)-1].Content, "Question: ")
		question, _, _ = strings.Cut(question, "\n")
		return question
	}})
	defer teacher.Close()
	index := exec.Command("qcompile", "index", "build", "-q", "-i", "films.idx", "films.jsonl")
	index.Dir = dir
	require.NoError(t, index.Run())
	run("synth", "dataset", "synth", "questions.jsonl", "-i", "films.idx", "--model-url", teacher.URL+"/v1", "--model", "teacher", "--samples", "1",
		"--no-cache", "--max-calls", fmt.Sprint(rows/50), "--out", "made") // by default a run stops after 10,000 calls
	return out
}

// scaleRow is a row of MuSiQue's form. One in twenty asks what an earlier one asks, one in twenty almost that; the others have names of
// their own.
func scaleRow(i int) any {
	from := i
	extra := ""
	switch random := rand.New(rand.NewPCG(1, uint64(i))); {
	case i%20 == 7:
		from = random.IntN(i)
	case i%20 == 13:
		from, extra = random.IntN(i), " again"
	}
	random := rand.New(rand.NewPCG(2, uint64(from)))
	relations := []string{
		"director", "performer", "spouse", "place of birth", "country of citizenship", "educated at", "father", "employer", "author", "capital",
		"date of birth", "headquarters location", "composer", "founded by", "publisher",
	}
	hops := 2 + random.IntN(3)
	subject := scaleWords(random, 3)
	type step struct {
		ID       int    `json:"id"`
		Question string `json:"question"`
		Answer   string `json:"answer"`
		Support  int    `json:"paragraph_support_idx"`
	}
	var steps []step
	var asked []string
	of := subject
	for h := range hops {
		relation := relations[random.IntN(len(relations))]
		asked = append([]string{"the " + relation}, asked...)
		answer := scaleWords(random, 2)
		steps = append(steps, step{h + 1, of + " >> " + relation, answer, h})
		of = fmt.Sprintf("#%d", h+1)
	}
	type paragraph struct {
		Idx        int    `json:"idx"`
		Title      string `json:"title"`
		Text       string `json:"paragraph_text"`
		Supporting bool   `json:"is_supporting"`
	}
	return map[string]any{
		"id": fmt.Sprintf("%dhop__%d", hops, i), "answerable": true, "answer": steps[hops-1].Answer, "answer_aliases": []string{},
		"paragraphs": []paragraph{{0, subject, subject + " is known for " + steps[0].Answer + ".", true}},
		"question":   "What is " + strings.Join(asked, " of ") + " of " + subject + " in " + scaleWords(random, 2) + extra + "?", "question_decomposition": steps,
	}
}

func scaleFilm(i int) string { return scaleWords(rand.New(rand.NewPCG(3, uint64(i))), 2) }
func scaleName(i int) string { return scaleWords(rand.New(rand.NewPCG(4, uint64(i))), 2) }

// scaleWords makes up capitalised words of two to four syllables.
func scaleWords(random *rand.Rand, n int) string {
	var out strings.Builder
	for i := range n {
		if i > 0 {
			out.WriteByte(' ')
		}
		for s := range 2 + random.IntN(3) {
			syllable := string("bdfgklmnprstvz"[random.IntN(14)]) + string("aeiou"[random.IntN(5)])
			if s == 0 {
				syllable = strings.ToUpper(syllable[:1]) + syllable[1:]
			}
			out.WriteString(syllable)
		}
	}
	return out.String()
}
