package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-runewidth"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/source"
)

// liveDrawing draws the tree of an expression below the line while it is typed.
//
// The line editor tells nobody what is on the line, but for what completes it when the Tab key is hit. So the keys go through here on their
// way to the editor. When somebody pauses after a letter, a Tab is put in: the editor asks for completions, is given none, and the line is
// known. The drawing is made then and there, in the editor's own turn, so that the two never write at the same time. It is taken away, by
// one more such Tab, before any key that is not typing, such as Enter, the arrows or a Tab of somebody's own.
type liveDrawing struct {
	complete completer
	draw     func(line string, columns int) []string // nil for a line that has no tree
	size     func() (columns, rows int)
	out      io.Writer

	mu     sync.Mutex
	asked  []bool // the Tabs that are on their way to the editor: whether to draw, or to take away
	shown  int    // rows that are drawn
	keys   keyState
	typed  bool // the last key was a letter, and nothing was asked since
	search bool // the editor searches in the history, where a Tab ends the search
}

const (
	// livePause is how long somebody has stopped typing when the drawing is made.
	livePause = 60 * time.Millisecond
	// liveRows bounds the height of the drawing, liveColumns is the width below which there is none.
	liveRows    = 12
	liveColumns = 40
)

// pump passes keys on until there are no more. resized says that the terminal has another size.
func (d *liveDrawing) pump(in io.Reader, editor io.WriteCloser, resized <-chan os.Signal) {
	defer editor.Close()
	typed := make(chan []byte)
	go func() {
		defer close(typed)
		for {
			buf := make([]byte, 512)
			n, err := in.Read(buf)
			if n > 0 {
				typed <- buf[:n]
			}
			if err != nil {
				return
			}
		}
	}()
	pause := time.NewTimer(time.Hour)
	for {
		var send []byte
		select {
		case keys, ok := <-typed:
			if !ok {
				return
			}
			for _, b := range keys {
				send = d.key(send, b)
			}
			pause.Reset(livePause)
		case <-pause.C:
			send = d.paused()
		case <-resized:
			pause.Reset(livePause)
			d.mu.Lock()
			d.typed = d.typed || d.shown > 0
			d.mu.Unlock()
		}
		if _, err := editor.Write(send); err != nil {
			return
		}
	}
}

// key adds to what is sent to the editor a byte from the keyboard, and before it what takes the drawing away.
func (d *liveDrawing) key(send []byte, b byte) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch d.typed = d.keys.types(b); {
	case b == 'R'-'@' || b == 'S'-'@':
		d.search = true
	case b < ' ' && b != '\t':
		d.search = false
	}
	if d.search {
		d.typed = false
	}
	if !d.typed && d.drawn() {
		send = d.ask(send, false) // once: a second one could come between the bytes of a key
	}
	return append(send, b)
}

// drawn reports whether there is a drawing once the editor has answered what is on its way.
func (d *liveDrawing) drawn() bool {
	if n := len(d.asked); n > 0 {
		return d.asked[n-1]
	}
	return d.shown > 0
}

// paused returns what makes the editor tell the line, if a letter was typed since it last did.
func (d *liveDrawing) paused() []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	columns, _ := d.size()
	wide := columns >= liveColumns
	if !d.typed || !wide && !d.drawn() {
		return nil
	}
	d.typed = false
	return d.ask(nil, wide)
}

func (d *liveDrawing) ask(send []byte, draw bool) []byte {
	d.asked = append(d.asked, draw)
	return append(send, '\t')
}

// completions is what the editor asks for on a Tab: one of ours, or one of somebody's own.
func (d *liveDrawing) completions(line string, cursor int) (head string, completions []string, tail string) {
	d.mu.Lock()
	if len(d.asked) == 0 {
		d.mu.Unlock()
		return d.complete(line, cursor)
	}
	defer d.mu.Unlock()
	draw := d.asked[0]
	d.asked = d.asked[1:]
	columns, rows := d.size()
	var lines []string
	if draw && columns >= liveColumns {
		lines = d.draw(line, columns)
	}
	if len(lines) > 0 || d.shown > 0 {
		d.paint(line, cursor, lines, columns, rows)
	}
	return line, nil, ""
}

// paint puts lines below the text and takes away what was there. It moves by rows and comes back to where the cursor was, so that it does
// not matter that a terminal scrolls at its last row.
func (d *liveDrawing) paint(line string, cursor int, lines []string, columns, rows int) {
	before := []rune(line)
	at, end := width(sessionPrompt+string(before[:min(cursor, len(before))])), width(sessionPrompt+line)
	last := max(end-1, at) / columns
	below := last - at/columns
	most := min(liveRows, rows-2-last)
	if len(lines) > most {
		lines = lines[:max(0, most)]
		if most > 0 {
			lines[most-1] = "…"
		}
	}
	var out bytes.Buffer
	out.WriteString("\x1b[?25l") // the cursor is not seen jumping
	if below > 0 {
		fmt.Fprintf(&out, "\x1b[%dB", below)
	}
	if past := end - last*columns; past < columns { // text that has grown onto a row of the drawing leaves the rest of that row
		out.WriteString("\r")
		if past > 0 {
			fmt.Fprintf(&out, "\x1b[%dC", past)
		}
		out.WriteString("\x1b[K")
	}
	moved := below
	for _, l := range lines {
		out.WriteString("\r\n" + l + "\x1b[K")
		moved++
	}
	if len(lines) < d.shown { // there is a row below: take away from there on
		out.WriteString("\r\n\x1b[J")
		moved++
	}
	if moved > 0 {
		fmt.Fprintf(&out, "\x1b[%dA", moved)
	}
	out.WriteString("\r")
	if column := at % columns; column > 0 {
		fmt.Fprintf(&out, "\x1b[%dC", column)
	}
	out.WriteString("\x1b[?25h")
	_, _ = d.out.Write(out.Bytes())
	d.shown = len(lines)
}

func width(text string) int {
	n := 0
	for _, r := range text {
		n += runewidth.RuneWidth(r)
	}
	return n
}

// keyState follows the bytes of a keyboard: which are letters, and which belong to a key such as an arrow.
type keyState int

const (
	plainKey keyState = iota
	escaped           // after an escape
	sequence          // in a control sequence
)

// types takes the next byte and reports whether it is typing: a letter, or a backspace.
func (k *keyState) types(b byte) bool {
	switch *k {
	case escaped:
		*k = plainKey
		if b == '[' || b == 'O' {
			*k = sequence
		}
		return false
	case sequence:
		if '@' <= b && b <= '~' {
			*k = plainKey
		}
		return false
	}
	if b == 0x1b {
		*k = escaped
	}
	return b >= ' ' || b == '\b'
}

// liveTree returns the rows of the tree of a line, and below it what is wrong with it.
func (s *session) liveTree(line string, columns int) []string {
	if strings.HasPrefix(line, ":") || !looksLikeExpression(line) || len(line) > expressionBytesShown || s.still {
		return nil
	}
	x := qcompiler.Analyze(line)
	var g *render.Graph
	switch {
	case x.Program != nil:
		g = render.FromProgram(x.Program)
	case x.Query != nil:
		g = render.FromQuery(x.Query)
	default:
		return nil
	}
	var out strings.Builder
	if err := render.Text(&out, g, render.TextOptions{Columns: columns - 1, Color: s.a.colored(true)}); err != nil {
		return nil
	}
	rows := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	for _, diagnostic := range x.Diagnostics {
		if diagnostic.Severity == source.Error {
			text := printableLine(fmt.Sprintf("%s: %s", diagnostic.Code, diagnostic.Message))
			return append(rows, runewidth.Truncate(text, columns-1, "…"))
		}
	}
	return rows
}

// expressionBytesShown is the longest line whose tree is drawn while it is typed.
const expressionBytesShown = 4096
