package render

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// Graphviz lays pictures out with the command dot. The zero value is ready to use.
type Graphviz struct {
	// Command is the command's name or path; the default is dot.
	Command string
	// Nodes is the largest graph that is drawn; the default is 1,000.
	Nodes int
	// Bytes is the largest picture; the default is 32 MiB.
	Bytes int
	// Timeout is the longest that dot may take; the default is 30 seconds.
	Timeout time.Duration
}

const (
	defaultNodes   = 1000
	defaultBytes   = 32 << 20
	defaultTimeout = 30 * time.Second
	// maxStderr bounds what is kept of dot's own messages.
	maxStderr = 2048
)

// run lays out the graph and writes the picture, all of it or nothing.
func (gv Graphviz) run(ctx context.Context, w io.Writer, g *Graph, args ...string) error {
	gv = gv.withDefaults()
	if len(g.Nodes) > gv.Nodes {
		return &TooLargeError{What: "nodes", Limit: gv.Nodes, Got: len(g.Nodes)}
	}
	path, err := exec.LookPath(gv.Command)
	if err != nil {
		return &NotInstalledError{Command: gv.Command, Err: err}
	}
	ctx, cancel := context.WithTimeoutCause(ctx, gv.Timeout, fmt.Errorf(
		"laying out the picture took longer than %s; draw a smaller query, or use the text, DOT or Mermaid form: %w", gv.Timeout, context.DeadlineExceeded))
	defer cancel()

	var dot bytes.Buffer
	if err := DOT(&dot, g); err != nil {
		return err
	}
	picture, messages := &bounded{limit: gv.Bytes}, &bounded{limit: maxStderr, drop: true}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &dot, picture, messages
	cmd.WaitDelay = time.Second // for a wrapper whose child keeps the pipes open
	err = cmd.Run()
	switch {
	case picture.full:
		return &TooLargeError{What: "bytes", Limit: gv.Bytes}
	case err != nil && ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil || picture.buf.Len() == 0:
		return &GraphvizError{Command: path, Message: strings.TrimSpace(messages.buf.String()), Err: err}
	}
	_, err = w.Write(picture.buf.Bytes())
	return err
}

func (gv Graphviz) withDefaults() Graphviz {
	if gv.Command == "" {
		gv.Command = "dot"
	}
	if gv.Nodes <= 0 {
		gv.Nodes = defaultNodes
	}
	if gv.Bytes <= 0 {
		gv.Bytes = defaultBytes
	}
	if gv.Timeout <= 0 {
		gv.Timeout = defaultTimeout
	}
	return gv
}

// bounded keeps what is written to it up to a limit, and past it either fails, which ends the process that writes, or drops the rest.
type bounded struct {
	buf   bytes.Buffer
	limit int
	drop  bool
	full  bool
}

func (b *bounded) Write(p []byte) (int, error) {
	room := b.limit - b.buf.Len()
	if len(p) <= room {
		return b.buf.Write(p)
	}
	b.buf.Write(p[:room])
	if b.drop {
		return len(p), nil
	}
	b.full = true
	return room, errors.New("the picture is too large")
}
