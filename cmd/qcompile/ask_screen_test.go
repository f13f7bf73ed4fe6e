package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/source"
)

// screen is a terminal that understands what a live tree writes and nothing else: any other sequence fails the test.
type screen struct {
	t             *testing.T
	columns, rows int
	lines         [][]rune // all that was ever on it, scrolled off lines too; a wide rune is followed by 0
	row, column   int      // of the cursor; row counts from the first line ever
	hidden        bool     // the cursor
	noWrap        bool
	frames        int
	written       int // bytes
}

func newScreen(t *testing.T, columns, rows int) *screen {
	return &screen{t: t, columns: columns, rows: rows, lines: [][]rune{nil}}
}

// top is the first line that is on the screen.
func (s *screen) top() int { return max(0, len(s.lines)-s.rows) }

// Write shows text.
func (s *screen) Write(data []byte) (int, error) {
	s.t.Helper()
	s.written += len(data)
	text := string(data)
	for text != "" {
		if rest, ok := strings.CutPrefix(text, "\x1b["); ok {
			end := strings.IndexFunc(rest, func(r rune) bool { return r >= '@' && r <= '~' })
			require.GreaterOrEqual(s.t, end, 0, "a sequence that does not end")
			s.escape(rest[:end], rest[end])
			text = rest[end+1:]
			continue
		}
		r := []rune(text)[0]
		text = text[len(string(r)):]
		s.put(r)
	}
	return len(data), nil
}

func (s *screen) escape(argument string, letter byte) {
	s.t.Helper()
	switch argument + string(letter) {
	case "?25l", "?25h":
		s.hidden = letter == 'l'
		return
	case "?7l", "?7h":
		s.noWrap = letter == 'l'
		return
	case "?2026h":
		s.frames++
		return
	case "?2026l":
		return
	case "2K":
		s.lines[s.row] = nil
		return
	case "J":
		s.lines = s.lines[:s.row+1]
		s.lines[s.row] = s.lines[s.row][:min(s.column, len(s.lines[s.row]))]
		return
	}
	switch letter {
	case 'm':
	case 'A':
		n, err := strconv.Atoi(argument)
		require.NoError(s.t, err)
		require.GreaterOrEqual(s.t, s.row-n, s.top(), "the cursor goes above the screen")
		s.row -= n
	default:
		require.Fail(s.t, "an unknown sequence", "%q", argument+string(letter))
	}
}

func (s *screen) put(r rune) {
	s.t.Helper()
	switch r {
	case '\r':
		s.column = 0
		return
	case '\n':
		s.column = 0
		if s.row++; s.row == len(s.lines) {
			s.lines = append(s.lines, nil)
		}
		return
	}
	require.GreaterOrEqual(s.t, r, ' ', "a control character")
	width := source.Columns(string(r))
	if s.column+width > s.columns {
		require.True(s.t, s.noWrap, "a line that is too wide, while the terminal breaks lines")
		return
	}
	line := s.lines[s.row]
	for len(line) < s.column+width {
		line = append(line, ' ')
	}
	line[s.column] = r
	if width == 2 {
		line[s.column+1] = 0
	}
	s.lines[s.row] = line
	s.column += width
}

// text is all that was ever on the screen.
func (s *screen) text() string {
	var out strings.Builder
	for _, line := range s.lines {
		fmt.Fprintln(&out, strings.TrimRight(strings.ReplaceAll(string(line), "\x00", ""), " "))
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}
