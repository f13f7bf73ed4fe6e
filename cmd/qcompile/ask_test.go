package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

// jaws are two passages that a chain can be answered from.
var jaws = []retriever.Document{
	{ID: "1", Title: "Jaws (film)", Text: "Jaws is a 1975 American thriller film directed by Steven Spielberg."},
	{ID: "2", Title: "Steven Spielberg", Text: "Steven Spielberg (born December 18, 1946) is an American film director and producer."},
}

// askWorld is a world whose corpus are the passages of jaws, found through a retriever that a test puts in between.
func askWorld(t *testing.T, between func(retriever.Retriever) retriever.Retriever) *world {
	t.Helper()
	ix, err := memory.New(jaws, memory.Config{})
	require.NoError(t, err)
	w := newWorld()
	w.terminal = terminal{}
	w.corpus = func(context.Context) (retriever.Retriever, func(), error) {
		if between == nil {
			return ix, func() {}, nil
		}
		return between(ix), func() {}, nil
	}
	return w
}

const jawsChain = "Who directed the film Jaws * When was {director} born"

func TestAskOnATerminal(t *testing.T) {
	w := askWorld(t, nil)
	s := newScreen(t, 70, 24)
	w.out, w.variables["NO_COLOR"] = s, "1"
	w.terminal = terminal{out: true, err: true, columns: 70, size: func() (int, int) { return 70, 24 }}
	require.Equal(t, statusOK, w.run("ask", "--expr", jawsChain), w.stderr.String())
	assert.Regexp(t, `^dependent
├─ A  Who directed the film Jaws
│     → Steven Spielberg \(\d\.\d\d, Jaws \(film\), [\d.]+[µm]?s\)
└─ B  When was Steven Spielberg born
      → December 18, 1946 \(\d\.\d\d, Steven Spielberg, [\d.]+[µm]?s\)

Answer: December 18, 1946 \(\d\.\d\d\)
the value of the last step

\[1\] Steven Spielberg  B: December 18, 1946
    Steven Spielberg \(born December 18, 1946\) is an American film
    director and producer.
\[2\] Jaws \(film\)  A: Steven Spielberg
    Jaws is a 1975 American thriller film directed by Steven
    Spielberg.
$`, s.text())
	assert.False(t, s.hidden)
	assert.False(t, s.noWrap)
	assert.Greater(t, s.frames, 3, "it was kept up to date")
}

func TestAskInColor(t *testing.T) {
	w := askWorld(t, nil)
	w.terminal = terminal{out: true, err: true, columns: 80}
	require.Equal(t, statusOK, w.run("ask", "--expr", jawsChain))
	assert.Contains(t, w.stdout.String(), "\x1b[32m→ Steven Spielberg")
	assert.Contains(t, w.stdout.String(), "\x1b[1;33mDecember 18, 1946\x1b[0m", "what was found stands out in its sentence")
	w = askWorld(t, nil)
	require.Equal(t, statusOK, w.run("ask", "--expr", jawsChain))
	assert.NotContains(t, w.stdout.String(), "\x1b")
}

// failing fails for questions that hold the word.
func failing(word string) func(retriever.Retriever) retriever.Retriever {
	return func(to retriever.Retriever) retriever.Retriever {
		return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
			if strings.Contains(query, word) {
				return nil, errors.New("the disk is gone \x1b[2J")
			}
			return to.Retrieve(ctx, query, opts...)
		})
	}
}

func TestAskWithFailures(t *testing.T) {
	w := askWorld(t, failing("film"))
	assert.Equal(t, statusPartial, w.run("ask", "--expr", "Who directed the film Jaws + When was Steven Spielberg born"))
	assert.Contains(t, w.stdout.String(), "✗ failed: the disk is gone ␛[2J")
	assert.Contains(t, w.stdout.String(), "→ December 18, 1946")
	assert.Contains(t, w.stderr.String(), "warning[leaf-failed]")
	assert.NotContains(t, w.stdout.String()+w.stderr.String(), "\x1b")

	w = askWorld(t, failing(""))
	assert.Equal(t, statusError, w.run("ask", "--expr", jawsChain))
	assert.Contains(t, w.stdout.String(), "No answer: ")
	assert.Contains(t, w.stdout.String(), "✗ skipped")

	w = askWorld(t, failing("film"))
	assert.Equal(t, statusError, w.run("ask", "--policy", "fail-fast", "--expr", jawsChain))
	assert.Contains(t, w.stderr.String(), "the disk is gone ␛[2J")

	w = askWorld(t, failing("film"))
	assert.Equal(t, statusPartial, w.run("ask", "--dot", "--expr", "Who directed the film Jaws + When was Steven Spielberg born"))
	assert.Contains(t, w.stdout.String(), "dashed")
	assert.Contains(t, w.stdout.String(), "✗ failed: the disk is")
}

// hanging waits for the end of the context with questions that hold the word, and calls waits before it does.
func hanging(word string, waits func()) func(retriever.Retriever) retriever.Retriever {
	return func(to retriever.Retriever) retriever.Retriever {
		return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
			if strings.Contains(query, word) {
				waits()
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return to.Retrieve(ctx, query, opts...)
		})
	}
}

func TestAskTimeout(t *testing.T) { synctest.Test(t, askTimeout) }

func askTimeout(t *testing.T) { // time is virtual
	w := askWorld(t, hanging("born", func() {}))
	began := time.Now()
	assert.Equal(t, statusPartial, w.run("ask", "--timeout", "200ms", "--expr", jawsChain))
	assert.LessOrEqual(t, time.Since(began), 200*time.Millisecond)
	assert.Contains(t, w.stdout.String(), "→ Steven Spielberg", "what was finished is shown")
	assert.Contains(t, w.stderr.String(), "limit of 200ms")
	assert.Contains(t, w.stderr.String(), "; the flag is --timeout")
}

// Ctrl-C while a question is looked up: what was finished is shown, and the status is the one shells know.
func TestAskInterrupted(t *testing.T) {
	for _, format := range []string{"text", "json", "ndjson"} {
		ctx, cancel := context.WithCancel(context.Background())
		w := askWorld(t, hanging("born", func() { time.AfterFunc(50*time.Millisecond, cancel) }))
		assert.Equal(t, statusInterrupted, run(ctx, &w.app, []string{"ask", "--format", format, "--expr", jawsChain}))
		assert.Contains(t, w.stdout.String(), "Steven Spielberg", format)
		if format != "text" {
			for line := range strings.Lines(w.stdout.String()) {
				assert.True(t, json.Valid([]byte(line)), line)
			}
		}
		cancel()
	}
	// On a terminal, which is left as it was.
	ctx, cancel := context.WithCancel(context.Background())
	w := askWorld(t, hanging("born", func() { time.AfterFunc(50*time.Millisecond, cancel) }))
	s := newScreen(t, 80, 24)
	w.out = s
	w.terminal = terminal{out: true, columns: 80, size: func() (int, int) { return 80, 24 }}
	assert.Equal(t, statusInterrupted, run(ctx, &w.app, []string{"ask", "--expr", jawsChain}))
	assert.Contains(t, s.text(), "→ Steven Spielberg")
	assert.False(t, s.hidden)
	assert.False(t, s.noWrap)
}

// notifying closes seen when text that holds a word is written.
type notifying struct {
	strings.Builder
	word string
	seen chan struct{}
}

func (n *notifying) Write(data []byte) (int, error) {
	if strings.Contains(string(data), n.word) {
		select {
		case <-n.seen:
		default:
			close(n.seen)
		}
	}
	return n.Builder.Write(data)
}

// An event is on its way as soon as it happens: the second question is looked up only when the answer to the first has been written.
func TestAskStreams(t *testing.T) {
	out := &notifying{word: `"event":"answered"`, seen: make(chan struct{})}
	w := askWorld(t, func(to retriever.Retriever) retriever.Retriever {
		return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
			if strings.Contains(query, "born") {
				select {
				case <-out.seen:
				case <-ctx.Done():
					return nil, ctx.Err()
				}
			}
			return to.Retrieve(ctx, query, opts...)
		})
	})
	w.out = out
	assert.Equal(t, statusOK, w.run("ask", "--timeout", "20s", "--format", "ndjson", "--expr", jawsChain), w.stderr.String())
	var kinds []executor.EventKind
	for i, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		var e executor.Event
		require.NoError(t, json.Unmarshal([]byte(line), &e))
		assert.Equal(t, i, e.Seq)
		kinds = append(kinds, e.Kind)
	}
	assert.Equal(t, executor.EventPlanned, kinds[0])
	assert.Equal(t, executor.EventFinished, kinds[len(kinds)-1])
}

func TestSplitPlan(t *testing.T) {
	for _, c := range []struct{ name, text, question, expression string }{
		{"no comment", "A + B", "", "A + B"},
		{"a question", "# question: Who?\nA + B\n", "Who?", "A + B\n"},
		{"other comments", "#\n# question:   Who?  \r\n\n# run it\n  A + B", "Who?", "A + B"},
		{"the first question counts", "# question: One\n# question: Two\nA", "One", "A"},
		{"a question that begins with #", "#1 hit of 1999", "", "#1 hit of 1999"},
		{"a # further on is text", "A\n# question: Who?\n", "", "A\n# question: Who?\n"},
		{"only comments", "# question: Who?\n", "Who?", ""},
		{"nothing", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			question, header := splitPlan(c.text)
			assert.Equal(t, c.question, question)
			assert.Equal(t, c.expression, c.text[header:])
		})
	}
}

// Whatever the question, the plan file that is written gives it back, and the expression as it was.
func FuzzPlanFile(f *testing.F) {
	f.Add("Who directed Jaws?", "Who directed Jaws")
	f.Add("# question: x\n\r\x00", "#1 hit")
	f.Fuzz(func(t *testing.T, question, expression string) {
		text := planFile(question, expression, "")
		again, header := splitPlan(text)
		require.LessOrEqual(t, header, len(text))
		require.NotContains(t, again, "\n")
		if first, _, _ := strings.Cut(strings.TrimSpace(expression), "\n"); first != "" && !strings.HasPrefix(first, "#") && strings.TrimSpace(expression) == expression {
			require.Equal(t, expression+"\n", text[header:])
			require.Equal(t, strings.TrimSpace(strings.TrimPrefix(strings.SplitN(text, "\n", 2)[0], planQuestion)), again)
		}
	})
}

func TestLimitedTime(t *testing.T) {
	l := limitedTime{most: longestRun}
	for text, want := range map[string]string{"2m": "2m", "90s": "1m30s", "1h": "1h", "250ms": "250ms"} {
		require.NoError(t, l.Set(text))
		assert.Equal(t, want, l.String())
	}
	for _, text := range []string{"", "5", "0s", "-1s", "25h", "1us", "soon"} {
		assert.Error(t, l.Set(text), text)
	}
}
