package bleve

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

const crashChild = "QCOMPILER_CRASH_CHILD"

// crashCorpus is what the killed process indexes: round by round the same passages with other texts.
func crashCorpus(round int) []retriever.Document {
	docs := make([]retriever.Document, 400)
	for i := range docs {
		docs[i] = passage(i, fmt.Sprintf("round%d common word%d", round, i%37))
	}
	return docs
}

// TestCrashChild is not a test: it is the process that TestCrash kills. It builds an index over and over and says, after each batch
// that is safe, how many passages of the round are.
func TestCrashChild(t *testing.T) {
	path := os.Getenv(crashChild)
	if path == "" {
		t.Skip("run by TestCrash")
	}
	first, err := strconv.Atoi(os.Getenv(crashChild + "_ROUND"))
	require.NoError(t, err)
	for round := first; ; round++ {
		_, err := Build(context.Background(), path, source(crashCorpus(round)...), WriteOptions{BatchBytes: 1500, Progress: func(p Progress) {
			fmt.Printf("safe %d %d\n", round, p.Written+p.Unchanged)
		}})
		require.NoError(t, err)
	}
}

// TestCrash kills a process that builds an index, at random moments, and wants every passage that it had called safe to be there,
// nothing of the index to be broken, and building again to lead to the same index as if nothing had happened. The index goes on
// from crash to crash. QCOMPILER_CRASHES sets the number of kills; 100 is the full test.
func TestCrash(t *testing.T) {
	kills := 12
	if testing.Short() {
		kills = 3
	}
	if text := os.Getenv("QCOMPILER_CRASHES"); text != "" {
		var err error
		kills, err = strconv.Atoi(text)
		require.NoError(t, err)
	}
	path := t.TempDir()
	r := rand.New(rand.NewPCG(uint64(kills), 5))
	round, during := 0, 0
	for range kills {
		var written int
		round, written = crash(t, path, round, time.Duration(r.IntN(250_000))*time.Microsecond)
		checkAfterCrash(t, path, round, written)
		if written > 0 {
			during++
		}
	}
	t.Logf("%d kills, %d of them after passages were safe, %d rounds finished", kills, during, round)
	docs := crashCorpus(round)
	report := build(t, path, docs...)
	require.EqualValues(t, len(docs), report.Documents)
	require.EqualValues(t, len(docs), sound(t, path))

	fresh := t.TempDir()
	build(t, fresh, docs...)
	a, b := open(t, path, Options{}), open(t, fresh, Options{})
	for _, question := range []string{fmt.Sprint("round", round), "common word3", "title 7", fmt.Sprint("round", round-1)} {
		want, err := b.Retrieve(context.Background(), question)
		require.NoError(t, err)
		got, err := a.Retrieve(context.Background(), question)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

// crash runs the child, kills it after the given time and returns the last round of which it had passages safe, and how many.
func crash(t *testing.T, path string, round int, after time.Duration) (lastRound, written int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestCrashChild$", "-test.v")
	cmd.Env = append(os.Environ(), crashChild+"="+path, crashChild+"_ROUND="+strconv.Itoa(round))
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	cmd.Stderr = os.Stderr
	require.NoError(t, cmd.Start())
	lastRound = round
	killer := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	begun := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var n, k int
		if _, err := fmt.Sscanf(lines.Text(), "safe %d %d", &n, &k); err == nil {
			lastRound, written = n, k
		} else if strings.Contains(lines.Text(), "FAIL") {
			t.Log(lines.Text())
		}
		if !begun { // the time runs from the first sign of life, so that it falls into the build
			begun = true
			killer.Stop()
			killer = time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	killer.Stop()
	err = cmd.Wait()
	var exit *exec.ExitError
	require.True(t, errors.As(err, &exit) && exit.ExitCode() == -1, "the process ended by itself: %v", err)
	return lastRound, written
}

// checkAfterCrash wants the safe passages of the last round, and for the others those of the round before.
func checkAfterCrash(t *testing.T, path string, round, written int) {
	t.Helper()
	ix, err := Open(context.Background(), path, Options{})
	if errors.Is(err, ErrNotFound) && round == 0 && written == 0 {
		return
	}
	require.NoError(t, err)
	defer func() { _ = ix.Close() }()
	for i, want := range crashCorpus(round)[:written] {
		doc, ok, err := ix.Document(context.Background(), want.ID)
		require.NoError(t, err)
		require.True(t, ok, "passage %d of %d that were safe is gone", i, written)
		if !strings.Contains(doc.Text, fmt.Sprintf("round%d ", round+1)) { // unless the next round had begun to write
			require.Equal(t, want.Text, doc.Text)
		}
	}
	if round > 0 {
		require.EqualValues(t, 400, ix.liveDocuments())
	}
	v, err := ix.verify(context.Background())
	require.NoError(t, err)
	require.Empty(t, v.Problems)
}
