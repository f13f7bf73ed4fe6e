package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/peterh/liner"
)

// lineReader is where the lines of a session come from.
type lineReader interface {
	// next returns the next line; suggestion stands in it to be changed. At the end it returns io.EOF, and errAborted where the line was given
	// up.
	next(ctx context.Context, suggestion string) (string, error)
	// remember keeps a line for this session and later ones.
	remember(line string)
	// interactive reports whether somebody is typing.
	interactive() bool
	close()
}

// errAborted says that a line was given up.
var errAborted = errors.New("given up")

// completer returns what may stand instead of the text before the cursor, and what stays before and after it.
type completer func(line string, cursor int) (head string, completions []string, tail string)

// lines returns what reads lines here: an editor on a terminal, and whole lines otherwise.
func (a *app) lines(complete completer, draw func(line string, columns int) []string) lineReader {
	if a.terminal.in && a.terminal.out && a.in == io.Reader(os.Stdin) && liner.TerminalSupported() {
		return newEditor(a, complete, draw)
	}
	in := &plainLines{scanner: bufio.NewScanner(a.in), typed: a.terminal.in && a.terminal.out, out: a.out}
	in.scanner.Buffer(make([]byte, 0, 64<<10), longestAsked)
	return in
}

// plainLines are the lines of a pipe, or of a terminal that cannot move its cursor.
type plainLines struct {
	scanner *bufio.Scanner
	typed   bool
	out     io.Writer
}

func (p *plainLines) next(ctx context.Context, suggestion string) (string, error) {
	if p.typed {
		if suggestion != "" {
			fmt.Fprintln(p.out, printableLine(suggestion))
		}
		fmt.Fprint(p.out, sessionPrompt)
	}
	return awaitLine(ctx, func() (string, error) {
		if p.scanner.Scan() {
			return strings.TrimPrefix(p.scanner.Text(), string(byteOrderMark)), nil
		}
		switch err := p.scanner.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			return "", &hinted{err: fmt.Errorf("a line is longer than %s", sizeText(longestAsked)), hint: "write one question a line"}
		case err != nil:
			return "", fmt.Errorf("read standard input: %w", err)
		}
		return "", io.EOF
	})
}

func (p *plainLines) remember(string)   {}
func (p *plainLines) interactive() bool { return p.typed }
func (p *plainLines) close()            {}

// awaitLine waits for a line, but no longer than the context lasts. Then a read stays behind that ends with the input.
func awaitLine(ctx context.Context, read func() (string, error)) (string, error) {
	type result struct {
		line string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		line, err := read()
		done <- result{line, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-done:
		return got.line, got.err
	}
}

// editor edits lines on a terminal.
type editor struct {
	state   *liner.State
	history string // the file, empty where there is none
	out     io.Writer
}

func newEditor(a *app, complete completer, draw func(line string, columns int) []string) *editor {
	live := &liveDrawing{complete: complete, draw: draw, size: a.terminal.size, out: a.out}
	e := &editor{state: newLineState(live), history: a.historyPath(), out: a.out}
	e.state.SetCtrlCAborts(true)
	e.state.SetMultiLineMode(true)
	e.state.SetTabCompletionStyle(liner.TabPrints)
	e.state.SetBeep(false)
	for _, line := range readHistory(e.history) {
		e.state.AppendHistory(line)
	}
	return e
}

func (e *editor) next(ctx context.Context, suggestion string) (string, error) {
	line, err := awaitLine(ctx, func() (string, error) { return e.state.PromptWithSuggestion(sessionPrompt, suggestion, -1) })
	switch {
	case errors.Is(err, liner.ErrPromptAborted):
		return "", errAborted
	case errors.Is(err, io.EOF):
		fmt.Fprintln(e.out)
	}
	return line, err
}

func (e *editor) remember(line string) {
	if strings.HasPrefix(line, " ") {
		return
	}
	e.state.AppendHistory(line)
	appendHistory(e.history, line)
}

func (e *editor) interactive() bool { return true }
func (e *editor) close()            { _ = e.state.Close() }

// historyPath is the file earlier lines are kept in, empty where there is no place for one.
func (a *app) historyPath() string {
	return a.userFile("XDG_STATE_HOME", filepath.Join(".local", "state"), "LocalAppData", "history")
}

// Bounds on what is kept of earlier lines.
const (
	mostHistory    = liner.HistoryLimit
	longestHistory = 4 << 20
)

// readHistory returns the last lines of a history. A file that has grown long is cut to them.
func readHistory(path string) []string {
	file, err := os.Open(path)
	if err != nil {
		return nil // most likely the first session
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() > longestHistory {
		_, _ = file.Seek(-longestHistory, io.SeekEnd)
	}
	data, err := io.ReadAll(io.LimitReader(file, longestHistory))
	if err != nil {
		return nil
	}
	lines := strings.Split(strings.ToValidUTF8(strings.TrimRight(string(data), "\n"), "�"), "\n")
	if len(lines) > 2*mostHistory || len(data) == longestHistory {
		lines = lines[max(0, len(lines)-mostHistory):]
		_ = writeFile(path, []byte(strings.Join(lines, "\n")+"\n")) // next time, then
	}
	return lines[max(0, len(lines)-mostHistory):]
}

// appendHistory keeps a line. That it cannot be kept is no reason to stop somebody's work.
func appendHistory(path, line string) {
	if path == "" || os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer file.Close()
	_, _ = file.WriteString(strings.ReplaceAll(line, "\n", " ") + "\n")
}
