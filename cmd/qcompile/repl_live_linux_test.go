package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// display is as much of a terminal as the editor and the drawing use.
type display struct {
	mu            sync.Mutex
	columns, rows int
	cells         [][]rune
	row, column   int
	unknown       []string // control sequences that it does not know
	pending       string
}

func newDisplay(columns, rows int) *display {
	s := &display{columns: columns, rows: rows}
	for range rows {
		s.cells = append(s.cells, blank(columns))
	}
	return s
}

func blank(n int) []rune { return []rune(strings.Repeat(" ", n)) }

func (s *display) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending += string(p)
	for s.pending != "" {
		if s.pending[0] == 0x1b {
			end := strings.IndexFunc(s.pending[1:], func(r rune) bool { return r != '[' && '@' <= r && r <= '~' })
			if end < 0 {
				return len(p), nil
			}
			s.control(s.pending[2:end+1], s.pending[end+1])
			s.pending = s.pending[end+2:]
			continue
		}
		if !utf8.FullRuneInString(s.pending) {
			return len(p), nil
		}
		r, size := utf8.DecodeRuneInString(s.pending)
		s.pending = s.pending[size:]
		s.put(r)
	}
	return len(p), nil
}

func (s *display) put(r rune) {
	switch r {
	case '\r':
		s.column = 0
	case '\n':
		s.down()
	case '\b':
		s.column = max(0, s.column-1)
	default:
		if s.column == s.columns {
			s.column = 0
			s.down()
		}
		s.cells[s.row][s.column] = r
		s.column++
	}
}

func (s *display) down() {
	if s.row++; s.row == s.rows {
		s.row--
		s.cells = append(s.cells[1:], blank(s.columns))
	}
}

func (s *display) control(args string, final byte) {
	n, err := strconv.Atoi(args)
	if err != nil {
		n = 1
	}
	switch final {
	case 'A':
		s.row = max(0, s.row-n)
	case 'B':
		s.row = min(s.rows-1, s.row+n)
	case 'C':
		s.column = min(s.columns-1, s.column+n)
	case 'G':
		s.column = n - 1
	case 'K':
		copy(s.cells[s.row][s.column:], blank(s.columns))
	case 'J':
		copy(s.cells[s.row][s.column:], blank(s.columns))
		for i := s.row + 1; i < s.rows; i++ {
			s.cells[i] = blank(s.columns)
		}
	case 'h', 'l', 'm': // the cursor shown and hidden, colours
	default:
		s.unknown = append(s.unknown, args+string(final))
	}
}

func (s *display) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var rows []string
	for _, row := range s.cells {
		rows = append(rows, strings.TrimRight(string(row), " "))
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

// typist is somebody at a terminal.
type typist struct {
	t      *testing.T
	master *os.File
	screen *display
}

// atTerminal starts the command on a terminal of its own.
func atTerminal(t *testing.T, columns, rows int, args ...string) *typist {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("this system gives no terminals: ", err)
	}
	t.Cleanup(func() { _ = master.Close() })
	raw, err := master.SyscallConn()
	require.NoError(t, err)
	var number int
	require.NoError(t, raw.Control(func(fd uintptr) {
		err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0)
		if err == nil {
			number, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
		}
		if err == nil {
			err = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Row: uint16(rows), Col: uint16(columns)})
		}
	}))
	require.NoError(t, err)
	slave, err := os.OpenFile("/dev/pts/"+strconv.Itoa(number), os.O_RDWR|syscall.O_NOCTTY, 0)
	require.NoError(t, err)
	defer slave.Close()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	cmd := exec.CommandContext(ctx, "qcompile", args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	cmd.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=1", "XDG_STATE_HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir())
	require.NoError(t, cmd.Start())
	p := &typist{t: t, master: master, screen: newDisplay(columns, rows)}
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := master.Read(buf)
			_, _ = p.screen.Write(buf[:n])
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
		stop()
	})
	return p
}

func (p *typist) types(keys string) {
	p.t.Helper()
	_, err := p.master.WriteString(keys)
	require.NoError(p.t, err)
}

func (p *typist) resize(columns, rows int) {
	p.t.Helper()
	raw, err := p.master.SyscallConn()
	require.NoError(p.t, err)
	require.NoError(p.t, raw.Control(func(fd uintptr) {
		err = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Row: uint16(rows), Col: uint16(columns)})
	}))
	require.NoError(p.t, err)
	p.screen.mu.Lock()
	p.screen.columns = columns
	p.screen.mu.Unlock()
}

// sees waits for the screen to end with these rows.
func (p *typist) sees(rows ...string) {
	p.t.Helper()
	want := strings.Join(rows, "\n")
	ok := assert.Eventually(p.t, func() bool { return strings.HasSuffix("\n"+p.screen.String(), "\n"+want) }, 20*time.Second, 20*time.Millisecond)
	require.True(p.t, ok, "want at the end:\n%s\n\non the screen:\n%s", want, p.screen)
}

// shows waits for the line, and below it the tree of what was typed.
func (p *typist) shows(line string) {
	p.t.Helper()
	s := &session{a: &app{color: colorNever}}
	tree := s.liveTree(line, p.screen.columns)
	require.NotEmpty(p.t, tree)
	p.sees(append(p.wrapped(line), tree...)...)
}

// wrapped returns the rows of a line with the prompt before it.
func (p *typist) wrapped(line string) []string {
	var rows []string
	for rest := sessionPrompt + line; rest != ""; {
		n := min(p.screen.columns, len(rest))
		rows = append(rows, strings.TrimRight(rest[:n], " "))
		rest = rest[n:]
	}
	return rows
}

// The tree follows what is typed, at the last rows of the terminal too, and nothing of it stays behind.
func TestTreeWhileTyping(t *testing.T) {
	p := atTerminal(t, 60, 14, "repl")
	p.sees("qcompile>")
	p.types(":dry on\r")
	p.sees("qcompile> :dry on", "qcompile>")

	p.types("Who directed Jaws * When was {dir")
	p.shows("Who directed Jaws * When was {dir")
	assert.Contains(t, p.screen.String(), "└─ B  When was {dir\nbrace-unbalanced: this { is never closed")
	p.types("}")
	p.shows("Who directed Jaws * When was {dir}")
	p.types("\x7fector} b")
	p.shows("Who directed Jaws * When was {director} b")
	p.types("orn + Who directed Alien") // over the end of a row, and the screen has to scroll
	const whole = "Who directed Jaws * When was {director} born + Who directed Alien"
	p.shows(whole)
	p.types("\r")
	answer := (&session{a: &app{color: colorNever}}).liveTree(whole, 61)
	p.sees(slices.Concat(p.wrapped(whole), answer, []string{"qcompile>"})...)

	// Keys that are not typing take the drawing away: completion, a line given up, the lines from before.
	p.types("Who directed Jaws * When was {dir")
	p.shows("Who directed Jaws * When was {dir")
	p.types("\t")
	p.sees("qcompile> Who directed Jaws * When was {director}")
	p.types("\x03")
	p.sees("qcompile> Who directed Jaws * When was {director}^C", "qcompile>")
	p.types("A + B")
	p.shows("A + B")
	p.types("\x15\x1b[A")
	p.sees(p.wrapped(whole)...)
	p.types("\x1b[A")
	p.sees("qcompile> :dry on")

	p.types("\x15:live off\r")
	p.sees("qcompile> :live off", "", "qcompile>") // the editor leaves the rows of the longest line that stood there
	p.types("A + B")
	time.Sleep(4 * livePause)
	p.sees("qcompile> A + B")
	assert.Empty(t, p.screen.unknown)
}

// A terminal of another size is drawn on as it then is.
func TestTreeOnAnotherSize(t *testing.T) {
	p := atTerminal(t, 100, 30, "repl")
	p.sees("qcompile>")
	const line = "Who directed Jaws * When was {director} born"
	p.types(line)
	p.shows(line)
	p.resize(100, 5)
	p.types(" + A + B")
	p.sees("qcompile> "+line+" + A + B", "list", "├─ dependent", "…")
	p.resize(30, 5) // too narrow
	p.types(" + C")
	rows := p.wrapped(line + " + A + B + C")
	p.sees(rows[len(rows)-1])
	assert.NotContains(t, p.screen.String(), "…")
}

// The editor writes a line that has grown over the first row of the drawing, and knows nothing of what stands there.
func TestTreeUnderALineThatGrows(t *testing.T) {
	for _, drawn := range []bool{true, false} {
		screen := newDisplay(40, 6)
		d := &liveDrawing{out: screen}
		line := "Who directed Jaws * When was"
		_, _ = screen.Write([]byte(sessionPrompt + line))
		d.paint(line, len(line), []string{"a row that is longer than what is typed", "another"}, 40, 6)
		_, _ = screen.Write([]byte(" Steven born"))
		line += " Steven born"
		want := []string{"qcompile> Who directed Jaws * When was S", "teven born"}
		var rows []string
		if drawn {
			rows = []string{"root"}
		}
		d.paint(line, len(line), rows, 40, 6)
		assert.Equal(t, strings.Join(append(want, rows...), "\n"), screen.String())
	}
}

// Whatever the keys are, all of them come to the editor in their order, with nothing but Tabs between them, each of which is answered.
func FuzzKeys(f *testing.F) {
	for _, keys := range []string{"A + B\r", "A * {\x1b[A\x1b[Ax\t\t", "\x12dir\x1bx", "ab\x15\x1b[A", "\x1b[3~é宮\x7f", "a\x1b"} {
		f.Add(keys, uint8(3))
	}
	f.Fuzz(func(t *testing.T, keys string, every uint8) {
		d := &liveDrawing{
			complete: func(string, int) (string, []string, string) { return "", nil, "" }, out: io.Discard,
			draw: func(string, int) []string { return []string{"row"} }, size: func() (int, int) { return 80, 24 },
		}
		var sent []byte
		for i := range len(keys) {
			sent = d.key(sent, keys[i])
			if every > 0 && i%int(every) == 0 {
				sent = append(sent, d.paused()...)
			}
			for len(d.asked) > 0 && i%3 == 0 { // the editor gets round to it
				d.completions("line", 0)
			}
		}
		require.Equal(t, strings.ReplaceAll(keys, "\t", ""), strings.ReplaceAll(string(sent), "\t", ""))
		if !strings.Contains(keys, "\t") {
			require.NotRegexp(t, `\x1b[\[O]?\t`, string(sent), "a Tab among the bytes of a key")
		}
		for len(d.asked) > 0 {
			d.completions("line", 0)
		}
		if d.shown > 0 { // a key that is no typing takes away what is shown
			sent = d.key(nil, '\r')
			require.Equal(t, "\t\r", string(sent))
			d.completions("line", 0)
			require.Zero(t, d.shown)
		}
	})
}
