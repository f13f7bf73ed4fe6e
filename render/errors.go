package render

import (
	"errors"
	"fmt"
	"os/exec"

	"github.com/qcompiler/qcompiler/source"
)

// NotInstalledError says that Graphviz was not found.
type NotInstalledError struct {
	Command string
	Err     error
}

// Error says what to install.
func (e *NotInstalledError) Error() string {
	return fmt.Sprintf("SVG and PNG are laid out by Graphviz, and its command %q was not found (%v); install it "+
		"(apt install graphviz, dnf install graphviz, brew install graphviz, winget install graphviz), "+
		"or use the text, DOT or Mermaid form, which need nothing", e.Command, reason(e.Err))
}

// Unwrap returns why the command was not found.
func (e *NotInstalledError) Unwrap() error { return e.Err }

// reason leaves out the name of the command, which the message has.
func reason(err error) error {
	var inner *exec.Error
	if errors.As(err, &inner) {
		return inner.Err
	}
	return err
}

// TooLargeError says that a picture is larger than it may be.
type TooLargeError struct {
	// What is counted: nodes or bytes.
	What  string
	Limit int
	// Got is how many there are; 0 where counting ended at the limit.
	Got int
}

// Error says what to do.
func (e *TooLargeError) Error() string {
	got := ""
	if e.Got > 0 {
		got = fmt.Sprintf(", and this has %d", e.Got)
	}
	return fmt.Sprintf("a picture may have %d %s%s; use the text or DOT form, or raise the limit", e.Limit, e.What, got)
}

// GraphvizError says that Graphviz could not draw the graph.
type GraphvizError struct {
	Command string
	// Message is what the command wrote to its standard error.
	Message string
	Err     error
}

// Error returns what went wrong with Graphviz's own message.
func (e *GraphvizError) Error() string {
	text := "no picture came out"
	if e.Err != nil {
		text = e.Err.Error()
	}
	if e.Message != "" {
		text += ": " + source.Printable(e.Message)
	}
	return fmt.Sprintf("%s could not draw the graph: %s; check that Graphviz is installed with its Cairo and Expat parts (%s -V)",
		e.Command, text, e.Command)
}

// Unwrap returns how the command ended.
func (e *GraphvizError) Unwrap() error { return e.Err }
