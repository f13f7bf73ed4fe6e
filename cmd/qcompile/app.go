package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync/atomic"

	"golang.org/x/term"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/source"
)

// app is what a command has of the world around it. Every command gets the same one; nothing else reads or writes the streams, the
// environment or the terminal.
type app struct {
	in       io.Reader
	out, err io.Writer
	terminal terminal
	env      func(name string) string
	build    func() (*debug.BuildInfo, bool)
	color    colorMode
	// catching is what Ctrl-C does instead of ending the program; nil where it ends it.
	catching atomic.Pointer[context.CancelFunc]
	// tokensFlag names the flag of the command that bounds the tokens of an expression; empty means the usual one.
	tokensFlag string
	// corpus opens the passages that are asked where no index is named; nil means the demo corpus. Tests put others in its place.
	corpus func(ctx context.Context) (retriever.Retriever, func(), error)
}

// terminal says which of the streams are terminals, and how wide the one behind standard error is.
type terminal struct {
	in, out, err bool
	columns      int
	// size returns the columns and rows of the terminal behind standard output as they are now; nil where there is none.
	size func() (columns, rows int)
}

func newApp() *app {
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, build: debug.ReadBuildInfo}
	a.terminal = terminal{
		in:  term.IsTerminal(int(os.Stdin.Fd())),
		out: term.IsTerminal(int(os.Stdout.Fd())),
		err: term.IsTerminal(int(os.Stderr.Fd())),
	}
	if width, _, err := term.GetSize(int(os.Stderr.Fd())); err == nil {
		a.terminal.columns = width
	}
	if a.terminal.out {
		a.terminal.size = func() (int, int) {
			width, height, err := term.GetSize(int(os.Stdout.Fd()))
			if err != nil {
				return 0, 0
			}
			return width, height
		}
	}
	return a
}

// interrupted reports whether something has caught a Ctrl-C.
func (a *app) interrupted() bool {
	stop := a.catching.Load()
	if stop != nil {
		(*stop)()
	}
	return stop != nil
}

// run executes one command line and returns the exit status. It never panics: a defect is reported in one line, without a stack
// trace.
func run(ctx context.Context, a *app, args []string) (status int) {
	defer func() {
		if r := recover(); r != nil {
			status = a.internal(r)
		}
	}()
	root := newRootCommand(a)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && ctx.Err() != nil {
		return statusInterrupted
	}
	return a.report(cmd, err)
}

// internal reports a defect of ours.
func (a *app) internal(what any) int {
	fmt.Fprintf(a.err, "qcompile: internal error: %s\n  hint: please report it, with the expression, at %s\n",
		source.Quote(fmt.Sprint(what)), issues)
	return statusError
}

const issues = "https://github.com/qcompiler/qcompiler/issues"
