package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/source"
)

// liveWorld is a world whose standard output is a screen.
func liveWorld(t *testing.T, columns, rows int) (*world, *screen) {
	w, s := newWorld(), newScreen(t, columns, rows)
	w.variables["NO_COLOR"] = "1"
	w.out = s
	w.terminal.size = func() (int, int) { return s.columns, s.rows }
	return w, s
}

// still is a view whose clock stands, so that only events change what it shows.
func still(w *world) *view {
	v := &view{live: &liveTree{out: w.out, size: w.terminal.size, color: w.colored(true), now: func() time.Time { return time.Time{} }}}
	v.live.begin(v.frame)
	return v
}

func compiledPlan(t *testing.T, expression string) *executor.Program {
	t.Helper()
	p, err := qcompiler.Compile(expression)
	require.NoError(t, err)
	return p
}

func atMS(n int) executor.Milliseconds {
	return executor.Milliseconds(time.Duration(n) * time.Millisecond)
}

func answerEvent(leaf string, at int, text, title string) executor.Event {
	return executor.Event{
		Kind: executor.EventAnswered, Leaf: leaf, At: atMS(at), Status: answer.Answered,
		Values: []answer.Value{{Text: text, Confidence: 0.97, Evidence: []answer.Evidence{{Title: title}}}},
	}
}

func TestLiveTree(t *testing.T) {
	w, s := liveWorld(t, 80, 24)
	v := still(w)
	defer v.end()
	assert.Equal(t, "⠋ translating the question\n", s.text())
	assert.True(t, s.hidden)

	v.start(compiledPlan(t, good))
	assert.Equal(t, `dependent
├─ A  Who directed Jaws
│     · waiting
└─ B  When was {director} born   ← {director} = A
      · waiting
`, s.text())

	v.add(executor.Event{Kind: executor.EventStarted, Leaf: "A", At: atMS(1), Question: "Who directed Jaws"})
	assert.Contains(t, s.text(), "│     ⠋ searching\n")
	v.add(answerEvent("A", 13, "Steven Spielberg", "Jaws (film)"))
	v.add(executor.Event{Kind: executor.EventStarted, Leaf: "B", At: atMS(13), Question: "When was Steven Spielberg born"})
	v.add(executor.Event{Kind: executor.EventRetrieved, Leaf: "B", At: atMS(14)})
	assert.Equal(t, `dependent
├─ A  Who directed Jaws
│     → Steven Spielberg (0.97, Jaws (film), 12ms)
└─ B  When was Steven Spielberg born
      ⠋ reading
`, s.text())

	v.end()
	v.end()
	assert.Equal(t, "\n", s.text(), "it takes itself away")
	assert.False(t, s.hidden)
	assert.False(t, s.noWrap)
	assert.Equal(t, 0, s.row)
	v.add(answerEvent("B", 20, "too late", ""))
	assert.Equal(t, "\n", s.text())
}

// A frame that is as the one before is not written, and one that differs in a line writes little more than that line.
func TestLiveTreeWritesLittle(t *testing.T) {
	w, s := liveWorld(t, 80, 100)
	v := still(w)
	defer v.end()
	v.start(compiledPlan(t, strings.Repeat("Who directed Jaws + ", 29)+"Who directed Jaws"))
	whole := s.written
	v.live.redraw()
	assert.Equal(t, whole, s.written)
	v.add(executor.Event{Kind: executor.EventStarted, Leaf: "AD", At: atMS(1)})
	v.add(answerEvent("AD", 2, "Steven Spielberg", "Jaws"))
	assert.Less(t, s.written-whole, 600, "two lines and the way there")
	frames := s.frames
	v.add(executor.Event{Kind: executor.EventStarted, Leaf: "unknown"})
	assert.Equal(t, frames, s.frames)
}

// What is drawn is always what the tree is, whatever the events, the width and the height; nothing is left of earlier frames.
func TestLiveTreeIsTheTree(t *testing.T) {
	expression := "谁导演了《大白鲨》 * {导演}是哪一年出生的 + Who is in the cast of Jaws and what else did all of them do in the years after that * When was {actor} born"
	for _, size := range [][2]int{{40, 6}, {47, 24}, {80, 9}, {200, 50}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			w, s := liveWorld(t, size[0], size[1])
			v := still(w)
			p := compiledPlan(t, expression)
			want := render.NewProgress(p)
			v.start(p)
			for i, e := range []executor.Event{
				{Kind: executor.EventStarted, Leaf: "A", Question: "谁导演了《大白鲨》"},
				{Kind: executor.EventStarted, Leaf: "C", Question: "Who is in the cast"},
				answerEvent("A", 5, "史蒂文·斯皮尔伯格史蒂文·斯皮尔伯格史蒂文·斯皮尔伯格", "大白鲨"),
				{Kind: executor.EventStarted, Leaf: "B", Question: "史蒂文·斯皮尔伯格是哪一年出生的"},
				answerEvent("C", 7, "Roy Scheider\x1b[2J\r\u202e evil", "Jaws"),
				{Kind: executor.EventStarted, Leaf: "D", Question: "When was Roy Scheider born"},
				{Kind: executor.EventStarted, Leaf: "D", Run: 1, Question: "When was Robert Shaw born"},
				{Kind: executor.EventFailed, Leaf: "D", Run: 1, Error: "no connection to the server"},
				answerEvent("D", 9, "10 November 1932", "Roy Scheider"),
				{Kind: executor.EventSkipped, Leaf: "B", Error: "over the limit"},
			} {
				e.At = atMS(i)
				v.add(e)
				want.Add(e)
				var tree bytes.Buffer
				require.NoError(t, render.Text(&tree, want.Graph(), render.TextOptions{Columns: size[0], Lines: 2, Spinner: spinner[0]}))
				if lines := strings.Count(tree.String(), "\n"); lines < size[1] {
					require.Equal(t, tree.String(), s.text())
				} else {
					require.Equal(t, size[1], strings.Count(s.text(), "\n")+1)
					require.Contains(t, s.text(), "more lines")
				}
			}
			v.end()
			assert.Equal(t, "\n", s.text())
		})
	}
}

// After the terminal changes its width, the tree is drawn for the new one and no remains are left.
func TestLiveTreeIsResized(t *testing.T) {
	w, s := liveWorld(t, 100, 24)
	v := still(w)
	v.start(compiledPlan(t, good))
	s.columns = 45
	// What a terminal does: lines that are too wide now are broken.
	var lines [][]rune
	for _, line := range s.lines {
		for len(line) > s.columns {
			lines, line = append(lines, line[:s.columns]), line[s.columns:]
		}
		lines = append(lines, line)
	}
	s.lines, s.row = lines, len(lines)-1
	v.live.redraw()
	for line := range strings.Lines(s.text()) {
		assert.LessOrEqual(t, source.Columns(strings.TrimRight(line, "\n")), 45)
	}
	assert.Equal(t, 1, strings.Count(s.text(), "Who directed Jaws"))
	v.end()
	assert.Equal(t, "\n", s.text())
}

func TestNoLiveTree(t *testing.T) {
	text := &asking{o: &output{formatFlag: &formatFlag{chosen: formatText}}}
	for name, change := range map[string]func(w *world, s *asking){
		"not to a terminal":    func(w *world, _ *asking) { w.terminal.out, w.terminal.size = false, nil },
		"a dumb terminal":      func(w *world, _ *asking) { w.variables["TERM"] = "dumb" },
		"to a file":            func(_ *world, s *asking) { s.o = &output{formatFlag: &formatFlag{chosen: formatText}, file: "x.txt"} },
		"quiet":                func(_ *world, s *asking) { s.quiet = true },
		"in a form for others": func(_ *world, s *asking) { s.o = &output{formatFlag: &formatFlag{chosen: formatJSON}} },
	} {
		w, screen := liveWorld(t, 80, 24)
		s := *text
		change(w, &s)
		v := w.newView(&s)
		v.start(compiledPlan(t, good))
		v.add(executor.Event{Kind: executor.EventStarted, Leaf: "A"})
		assert.Equal(t, "0 of 2 questions looked up  0:01", v.state(time.Second), name)
		v.end()
		assert.Zero(t, screen.written, name)
	}
}

func TestWindow(t *testing.T) {
	lines := strings.Split("a b c d e f g h", " ")
	assert.Equal(t, lines, window(lines, 8, "x"))
	assert.Equal(t, []string{"a", "b", "… and 6 more lines"}, window(lines, 3, "x"))
	assert.Equal(t, []string{"e", "f", "… and 6 more lines"}, window(lines, 3, "f"))
	assert.Equal(t, []string{"g", "h", "… and 6 more lines"}, window(lines, 3, "h"))
}
