package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/source"
)

// view shows how far a run has come: as a tree on a terminal that the answer will go to, and as the progress of a long command
// otherwise. It owns the terminal from newView to end.
type view struct {
	mu       sync.Mutex
	progress *render.Progress // nil until the plan is there
	live     *liveTree
	bar      *progress
}

// newView begins to show.
func (a *app) newView(s *asking) *view {
	v := &view{}
	toTerminal := a.terminal.out && (s.o.file == "" || s.o.file == "-") && s.o.chosen.name == formatText.name
	if toTerminal && !s.quiet && a.terminal.size != nil && a.env("TERM") != "dumb" {
		v.live = &liveTree{out: a.out, size: a.terminal.size, color: a.colored(true), now: time.Now}
		v.live.begin(v.frame)
		return v
	}
	v.bar = a.progress(s.quiet, v.state)
	return v
}

// start shows the plan.
func (v *view) start(p *executor.Program) {
	v.mu.Lock()
	v.progress = render.NewProgress(p)
	v.mu.Unlock()
	v.live.redraw()
}

func (v *view) add(e executor.Event) {
	v.mu.Lock()
	v.progress.Add(e)
	v.mu.Unlock()
	if e.Kind != executor.EventFinished { // end draws that
		v.live.redraw()
	}
}

// end stops showing and takes what was drawn away. Ending twice does nothing.
func (v *view) end() {
	if v.bar != nil {
		v.bar.end()
	}
	v.live.end()
}

// state is the line of the progress.
func (v *view) state(elapsed time.Duration) string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.progress == nil {
		return "translating the question  " + clock(elapsed)
	}
	settled, all := v.progress.Settled()
	return fmt.Sprintf("%d of %s looked up  %s", settled, count(all, "question", "questions"), clock(elapsed))
}

// frame is the text of the tree.
func (v *view) frame(opts render.TextOptions) string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.progress == nil {
		return opts.Spinner + " translating the question\n"
	}
	var out bytes.Buffer
	_ = render.Text(&out, v.progress.Graph(), opts) // writing to memory does not fail
	return out.String()
}

// leastLiveColumns is the narrowest terminal a tree is kept up to date on, and the narrowest tree there is.
const leastLiveColumns = 40

// spinnerInterval is how often the spinner turns.
const spinnerInterval = 100 * time.Millisecond

var spinner = []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}

// Escape sequences of a live tree. Terminals that do not know the synchronized output of DEC mode 2026 pass it over.
const (
	hideCursor = "\x1b[?25l"
	showCursor = "\x1b[?25h"
	noWrap     = "\x1b[?7l" // a line that is wider than we think is cut, and the cursor stays where we think it is
	wrapAgain  = "\x1b[?7h"
	beginFrame = "\x1b[?2026h"
	endFrame   = "\x1b[?2026l"
	wholeLine  = "\r\x1b[2K"
	below      = "\x1b[J"
)

// liveTree keeps a text of several lines up to date on a terminal. Each frame is written in one piece, and of it only the lines that
// changed. Its methods do nothing where it is nil.
type liveTree struct {
	out   io.Writer
	size  func() (columns, rows int)
	color bool
	now   func() time.Time

	text  func(render.TextOptions) string
	mu    sync.Mutex
	drawn []string // the lines that stand above the cursor
	width int      // of the terminal when they were drawn
	began time.Time
	stop  chan struct{}
	done  chan struct{}
	ended bool
}

// begin draws the first frame, and more of them until end is called.
func (l *liveTree) begin(text func(render.TextOptions) string) {
	l.text, l.began = text, l.now()
	l.stop, l.done = make(chan struct{}), make(chan struct{})
	fmt.Fprint(l.out, hideCursor+noWrap)
	l.redraw()
	go func() {
		defer close(l.done)
		tick := time.NewTicker(spinnerInterval)
		defer tick.Stop()
		for {
			select {
			case <-l.stop:
				return
			case <-tick.C:
				l.redraw()
			}
		}
	}()
}

// redraw brings what is on the terminal up to date.
func (l *liveTree) redraw() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return
	}
	columns, rows := l.size()
	if columns < leastLiveColumns || rows < 3 {
		return
	}
	turn := int(l.now().Sub(l.began)/spinnerInterval) % len(spinner)
	text := l.text(render.TextOptions{Columns: columns, Lines: 2, Color: l.color, Spinner: spinner[turn]})
	l.show(window(strings.Split(strings.TrimRight(text, "\n"), "\n"), rows-1, spinner[turn]), columns)
}

// show replaces the lines that are drawn by others.
func (l *liveTree) show(lines []string, columns int) {
	var out strings.Builder
	if l.width != columns && len(l.drawn) > 0 { // the terminal was resized, and may have broken the lines anew
		out.WriteString(up(l.height(columns)) + "\r" + below)
		l.drawn = nil
	} else if len(l.drawn) > 0 {
		out.WriteString(up(len(l.drawn)) + "\r")
	}
	changed := len(lines) != len(l.drawn)
	for i, line := range lines {
		if i < len(l.drawn) && l.drawn[i] == line {
			out.WriteString("\n")
			continue
		}
		changed = true
		out.WriteString(wholeLine + line + "\n")
	}
	if len(lines) < len(l.drawn) {
		out.WriteString(below)
	}
	l.drawn, l.width = lines, columns
	if changed {
		fmt.Fprint(l.out, beginFrame+out.String()+endFrame)
	}
}

// height is how many lines of a terminal of so many columns the lines that are drawn take.
func (l *liveTree) height(columns int) int {
	height := 0
	for _, line := range l.drawn {
		height += max(1, (source.Columns(unstyled(line))+columns-1)/columns)
	}
	return height
}

// unstyled returns a line without its colours.
func unstyled(line string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(line, "\x1b[")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		_, line, _ = strings.Cut(rest, "m")
	}
}

func up(lines int) string {
	if lines == 0 {
		return ""
	}
	return fmt.Sprintf("\x1b[%dA", lines)
}

// window picks the lines that are shown where there are more of them than rows: those around the first that holds mark, and a line that
// tells how many are left out.
func window(lines []string, rows int, mark string) []string {
	if len(lines) <= rows {
		return lines
	}
	busy := 0
	for i, line := range lines {
		if strings.Contains(line, mark) {
			busy = i
			break
		}
	}
	room := rows - 1
	start := min(max(busy-room/2, 0), len(lines)-room)
	out := append([]string{}, lines[start:start+room]...)
	return append(out, fmt.Sprintf("… and %d more lines", len(lines)-room))
}

// end takes the tree away and leaves the terminal as it was.
func (l *liveTree) end() {
	if l == nil {
		return
	}
	l.mu.Lock()
	ended := l.ended
	l.ended = true
	l.mu.Unlock()
	if ended {
		return
	}
	close(l.stop)
	<-l.done
	columns, _ := l.size()
	height := len(l.drawn)
	if columns > 0 && columns != l.width {
		height = l.height(columns)
	}
	fmt.Fprint(l.out, beginFrame+up(height)+"\r"+below+wrapAgain+showCursor+endFrame)
}
