package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/source"
)

// The exit statuses.
const (
	statusOK          = 0
	statusError       = 1
	statusUsage       = 2
	statusInvalid     = 3
	statusPartial     = 4
	statusNothing     = 5
	statusInterrupted = 130 // as shells count: 128 and the number of the signal
)

// errInvalid says that the expression is invalid and that its diagnostics have been shown.
var errInvalid = errors.New("invalid expression")

// errNothing says that there was nothing to be found and that this has been said.
var errNothing = errors.New("nothing found")

// errPartial says that some of the questions of a plan have no answer and that this has been shown.
var errPartial = errors.New("some questions have no answer")

// errStatus says that the command has said all there is to say and ends with [statusError].
var errStatus = errors.New("failed")

// hinted is an error with what to do about it.
type hinted struct {
	err  error
	hint string
}

func (e *hinted) Error() string { return e.err.Error() }
func (e *hinted) Unwrap() error { return e.err }

// usageError is a command line that cannot be run.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

func usage(hint, format string, args ...any) error {
	return &usageError{message: fmt.Sprintf(format, args...), hint: hint}
}

// report shows an error and returns the exit status for it.
func (a *app) report(cmd *cobra.Command, err error) int {
	status := statusOf(err)
	var bad *usageError
	switch {
	case err == nil || said(err):
		return status
	case errors.As(err, &bad):
		a.complain(cmd.CommandPath(), bad.message, bad.hint)
		fmt.Fprintf(a.err, "Run \"%s --help\" for examples.\n", cmd.CommandPath())
		return status
	}
	var h *hinted
	if errors.As(err, &h) {
		a.complain("qcompile", err.Error(), h.hint)
	} else {
		a.complain("qcompile", err.Error(), fileHint(err))
	}
	return status
}

// statusOf is the exit status for an error.
func statusOf(err error) int {
	var (
		bad  *usageError
		ends sessionStatus
	)
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, errInvalid):
		return statusInvalid
	case errors.Is(err, errPartial):
		return statusPartial
	case errors.Is(err, errNothing):
		return statusNothing
	case errors.As(err, &ends):
		return int(ends)
	case errors.As(err, &bad):
		return statusUsage
	}
	return statusError
}

// said reports whether all there is to say about an error has been said; of a broken pipe, whoever reads our output has seen enough.
func said(err error) bool {
	var ends sessionStatus
	return errors.As(err, &ends) || slices.ContainsFunc([]error{errInvalid, errPartial, errNothing, errStatus, syscall.EPIPE},
		func(known error) bool { return errors.Is(err, known) })
}

// fileHint says what to do about a file that cannot be read or written, nothing where the error is of another kind.
func fileHint(err error) string {
	var path *fs.PathError
	if !errors.As(err, &path) {
		return ""
	}
	switch {
	case errors.Is(err, fs.ErrNotExist) && path.Op == "write":
		return "check the path; the folder has to be there already"
	case errors.Is(err, fs.ErrNotExist):
		return "check the path; - reads standard input"
	case errors.Is(err, fs.ErrPermission):
		return "check the permissions of the file and its folder"
	case errors.Is(err, syscall.ENOSPC):
		return "free some space, and give the same command again"
	case errors.Is(err, syscall.EISDIR):
		return "name a file, not a folder"
	}
	return ""
}

// complain writes a message for people. Both parts may hold what a user typed.
func (a *app) complain(who, message, hint string) {
	fmt.Fprintf(a.err, "%s: %s\n", who, oneLine(message))
	if hint != "" {
		hint = "hint: " + oneLine(hint)
		if a.terminal.err && a.terminal.columns > 0 {
			hint = wrap(hint, max(a.terminal.columns-2, 30))
		}
		fmt.Fprintf(a.err, "  %s\n", strings.ReplaceAll(hint, "\n", "\n  "))
	}
}

// oneLine makes text fit for one line of a terminal.
func oneLine(text string) string {
	const limit = 400
	clean := strings.Join(strings.Fields(source.Printable(text)), " ")
	if runes := []rune(clean); len(runes) > limit {
		clean = string(runes[:limit-1]) + "…"
	}
	return clean
}
