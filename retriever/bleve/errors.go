package bleve

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
)

// The kinds of trouble an index can be in. Test for them with [errors.Is]; the error itself is an [*Error] that also names the
// index and says what to do.
var (
	// ErrNotFound means that there is no index at the path.
	ErrNotFound = errors.New("no index")
	// ErrLocked means that another process is writing to the index.
	ErrLocked = errors.New("index is being written")
	// ErrDamaged means that files of the index are missing, cut short or changed.
	ErrDamaged = errors.New("index is damaged")
	// ErrFormat means that the index was written in a format this version does not read.
	ErrFormat = errors.New("index has another format")
	// ErrDiskFull means that there was no room to write; the index is as it was before.
	ErrDiskFull = errors.New("disk is full")
	// ErrSettings means that an existing index was built with other settings than those asked for.
	ErrSettings = errors.New("index has other settings")
	// ErrReadOnly means that the folder of the index cannot be written to.
	ErrReadOnly = errors.New("index cannot be written")
	// ErrDocument means that a document cannot be indexed.
	ErrDocument = errors.New("document cannot be indexed")
	// ErrCutShort means that a search did not do all it was asked for before its deadline. It is a warning: what was found is good.
	ErrCutShort = errors.New("search was cut short by its deadline")
	// ErrLongQuestion means that a question has more different words than are searched for. It is a warning too.
	ErrLongQuestion = errors.New("question is too long")
	// ErrClosed means that the index was closed.
	ErrClosed = errors.New("index is closed")
)

// Error is trouble with one index: which, what kind, and what to do about it.
type Error struct {
	// Path is the folder of the index; empty where the trouble is with a document before it comes to one.
	Path string
	// Kind is one of the Err values of this package.
	Kind error
	// Detail says what was found; it may be empty.
	Detail string
	// Hint says what to do; it may be empty.
	Hint string
	// Err is the cause, where there is one.
	Err error
}

// Error joins the parts into one line.
func (e *Error) Error() string {
	s := e.Kind.Error()
	if e.Path != "" {
		s = e.Path + ": " + s
	}
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap makes both the kind and the cause visible to [errors.Is].
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

const (
	hintBuild   = "build one with 'qcompile index build -i INDEX FILES'"
	hintRebuild = "remove the folder and build it again with 'qcompile index build -i INDEX FILES'"
	hintLocked  = "wait for the other process to end, or stop it"
	hintDisk    = "free some space and run it again; the index is as it was before"
)

func damaged(path, detail string, err error) error {
	return &Error{Path: path, Kind: ErrDamaged, Detail: detail, Hint: hintRebuild, Err: err}
}

// writeError sorts a failure to write into the kinds a caller can act on.
func writeError(path string, err error) error {
	var known *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case isAny(err, syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG):
		return &Error{Path: path, Kind: ErrDiskFull, Err: err, Hint: hintDisk}
	case errors.Is(err, fs.ErrPermission), isAny(err, syscall.EROFS):
		return &Error{Path: path, Kind: ErrReadOnly, Err: err, Hint: "check the permissions of the folder"}
	}
	return fmt.Errorf("%s: %w", path, err)
}

// sourceError is for an error that the passages came with: it says which index is as it was, and nothing about it.
func sourceError(path string, err error) error {
	var known *Error
	if errors.As(err, &known) {
		return err
	}
	return fmt.Errorf("%s: %w", path, err)
}

// isAny looks for system errors also in the text, where Bleve puts them: it does not wrap its causes.
func isAny(err error, numbers ...syscall.Errno) bool {
	for _, number := range numbers {
		if errors.Is(err, number) || strings.HasSuffix(err.Error(), number.Error()) {
			return true
		}
	}
	return false
}

func isDocumentError(err error) bool { return errors.Is(err, ErrDocument) }
