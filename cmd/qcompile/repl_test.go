package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/retriever"
)

// In a line, | stands for the cursor.
func TestComplete(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("films", 0o777))
	require.NoError(t, os.WriteFile("films.q", nil, 0o666))
	for _, c := range []struct {
		line string
		want []string
	}{
		{"Who directed Jaws * When was {| born", []string{"Who directed Jaws * When was {director} born", "Who directed Jaws * When was {#1} born"}},
		{"Who directed Jaws * When was {dir|", []string{"Who directed Jaws * When was {director}"}},
		{"Who directed Jaws * When was {dir|} born", []string{"Who directed Jaws * When was {director} born"}},
		{"Who directed Jaws + When was {|", nil},
		{"Who directed Jaws {x} and |", nil},
		{"A * (B {x} + When was {|", []string{"A * (B {x} + When was {a}", "A * (B {x} + When was {#1}"}},
		{"(Who directed Jaws + Who wrote Jaws) * Where was {|", []string{
			"(Who directed Jaws + Who wrote Jaws) * Where was {director}", "(Who directed Jaws + Who wrote Jaws) * Where was {author}",
			"(Who directed Jaws + Who wrote Jaws) * Where was {#1}", "(Who directed Jaws + Who wrote Jaws) * Where was {#2}",
		}},
		{"誰が監督 * いつ {|", []string{"誰が監督 * いつ {#1}"}},
		{":pl|", []string{":plan"}},
		{":d|", []string{":draw ", ":dry "}},
		{":dry o|", []string{":dry on", ":dry off"}},
		{":explain placeholder-un|", []string{":explain placeholder-unbound"}},
		{":set max-c|", []string{":set max-calls", ":set max-cost"}},
		{":load fi|", []string{":load films/", ":load films.q"}},
		{":index fi|", []string{":index films/"}},
		{":nothing x|", nil},
	} {
		t.Run(c.line, func(t *testing.T) {
			before, after, _ := strings.Cut(c.line, "|")
			head, completions, tail := (&session{}).complete(before+after, utf8.RuneCountInString(before))
			var got []string
			for _, text := range completions {
				got = append(got, filepath.ToSlash(head+text+tail))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// FuzzPlaceholders: whatever stands before the brace, each name that is offered for it can be bound there.
func FuzzPlaceholders(f *testing.F) {
	for _, seed := range []string{"Who directed Jaws * When was ", "A * (B + (C ", "(((", "a { b * ", `"x * `, "A + B * C } "} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, before string) {
		if len(before) > 500 {
			return
		}
		open := max(0, strings.Count(before, "(")-strings.Count(before, ")"))
		for _, name := range placeholders(before) {
			x := qcompiler.Analyze(before + "{" + name + "}" + strings.Repeat(")", open))
			require.NotNil(t, x.Bindings)
			uses := x.Bindings.Leaves[len(x.Bindings.Leaves)-1].Uses
			require.NotEmpty(t, uses)
			assert.NotEmpty(t, uses[len(uses)-1].Producers, "%q %q", before, name)
		}
	})
}

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "history")
	assert.Empty(t, readHistory(path))
	appendHistory(path, "Who directed Jaws?")
	appendHistory(path, "two\nlines")
	assert.Equal(t, []string{"Who directed Jaws?", "two lines"}, readHistory(path))
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "what somebody asks is theirs")

	for range 3 * mostHistory {
		appendHistory(path, "again")
	}
	assert.Len(t, readHistory(path), mostHistory)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, mostHistory, strings.Count(string(data), "\n"), "a file that has grown long is cut")

	appendHistory("", "nowhere")
	require.NoError(t, os.WriteFile(path, []byte("\xff\xfe\nok\n"), 0o600))
	assert.Equal(t, "ok", readHistory(path)[1])
}

// slowCorpus is a corpus that takes until it is told to stop for the first search, and at once finds nothing in later ones.
type slowCorpus struct {
	searching chan struct{}
	searched  bool
}

func (c *slowCorpus) Retrieve(ctx context.Context, _ string, _ ...retriever.Option) ([]retriever.Document, error) {
	if c.searched {
		return nil, nil
	}
	c.searched = true
	close(c.searching)
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestInterruptedLine: Ctrl-C stops what a line started, and not the session.
func TestInterruptedLine(t *testing.T) {
	corpus := &slowCorpus{searching: make(chan struct{})}
	w := newWorld()
	w.terminal = terminal{}
	w.corpus = func(context.Context) (retriever.Retriever, func(), error) { return corpus, func() {}, nil }
	w.in = strings.NewReader("Who directed Jaws?\nWho directed Alien?\n")
	assert.False(t, w.interrupted(), "with no line running, Ctrl-C ends the program")
	caught := make(chan bool)
	go func() {
		<-corpus.searching
		caught <- w.interrupted()
	}()
	assert.Equal(t, statusNothing, w.run("repl"), w.stderr.String())
	assert.True(t, <-caught)
	assert.Contains(t, w.stderr.String(), "stopped")
	assert.False(t, w.interrupted())
}

func TestSessionOnADumbTerminal(t *testing.T) {
	w := newWorld()
	w.variables["TERM"] = "dumb"
	w.in = strings.NewReader(":dry on\n" + good + "\n:edit\n:nothing\n")
	require.Equal(t, statusOK, w.run("repl"), "somebody who typed something wrong has seen it")
	assert.Contains(t, w.stdout.String(), "type :help")
	assert.Equal(t, 5, strings.Count(w.stdout.String(), sessionPrompt))
	assert.Contains(t, w.stdout.String(), good+"\n"+sessionPrompt, "the plan to edit is shown where it cannot be put on the line")
	assert.Contains(t, w.stderr.String(), "there is no command :nothing")
}
