package render_test

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/render"
)

// command writes a shell script that stands for dot and returns its path.
func command(t *testing.T, script string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the script that stands for dot needs a shell")
	}
	path := filepath.Join(t.TempDir(), "dot")
	require.NoError(t, os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o755))
	return path
}

func TestPictures(t *testing.T) {
	needsGraphviz(t)
	for name, g := range map[string]*render.Graph{
		"leaf": program(t, "one"), "pair": program(t, "Who directed Jaws * When was {director} born"), "thirty": program(t, thirty()),
		"hostile": hostileGraph(hostile...), "missing": query("a * + ()"),
	} {
		t.Run(name, func(t *testing.T) {
			var svg, bitmap bytes.Buffer
			require.NoError(t, render.SVG(context.Background(), &svg, g))
			assert.Len(t, svgLabels(t, svg.String()), len(g.Nodes))
			require.NoError(t, render.PNG(context.Background(), &bitmap, g))
			config, err := png.DecodeConfig(&bitmap)
			require.NoError(t, err)
			assert.Greater(t, config.Width, 50)
		})
	}
}

// However large the graph, the bitmap is bounded.
func TestPNGIsBounded(t *testing.T) {
	needsGraphviz(t)
	texts := make([]string, 150)
	for i := range texts {
		texts[i] = hostile[0]
	}
	var bitmap bytes.Buffer
	require.NoError(t, render.PNG(context.Background(), &bitmap, hostileGraph(texts...)))
	config, err := png.DecodeConfig(&bitmap)
	require.NoError(t, err)
	assert.LessOrEqual(t, max(config.Width, config.Height), 40*144+100)
	assert.Greater(t, max(config.Width, config.Height), 30*144, "the graph is too small for this test")
}

func TestGraphvizNotInstalled(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var out bytes.Buffer
	err := render.SVG(context.Background(), &out, program(t, "one"))
	var missing *render.NotInstalledError
	require.ErrorAs(t, err, &missing)
	require.ErrorIs(t, err, exec.ErrNotFound)
	assert.Equal(t, `SVG and PNG are laid out by Graphviz, and its command "dot" was not found (executable file not found in $PATH); `+
		`install it (apt install graphviz, dnf install graphviz, brew install graphviz, winget install graphviz), `+
		`or use the text, DOT or Mermaid form, which need nothing`, err.Error())
	assert.Zero(t, out.Len())
}

func TestGraphvizFails(t *testing.T) {
	gv := render.Graphviz{Command: command(t, `echo half a picture; printf 'no \033[31mfonts' >&2; exit 3`)}
	var out bytes.Buffer
	err := gv.SVG(context.Background(), &out, program(t, "one"))
	var failed *render.GraphvizError
	require.ErrorAs(t, err, &failed)
	assert.Contains(t, err.Error(), "exit status 3: no ␛[31mfonts; check that Graphviz is installed")
	assert.Zero(t, out.Len(), "half a picture was written")

	gv.Command = command(t, "exit 0")
	require.ErrorAs(t, gv.PNG(context.Background(), &out, program(t, "one")), &failed)
	assert.Contains(t, failed.Error(), "no picture came out")
}

func TestGraphvizHonoursTheContext(t *testing.T) {
	gv := render.Graphviz{Command: command(t, "exec sleep 60")}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(100*time.Millisecond, cancel)
	start := time.Now()
	err := gv.SVG(ctx, io.Discard, program(t, "one"))
	require.ErrorIs(t, err, context.Canceled)
	assert.Less(t, time.Since(start), 10*time.Second)

	ctx, cancelCause := context.WithCancelCause(context.Background())
	cancelCause(errors.New("the user left"))
	require.EqualError(t, gv.SVG(ctx, io.Discard, program(t, "one")), "the user left")
}

// A wrapper whose child keeps the pipes open does not keep us waiting.
func TestGraphvizTimeout(t *testing.T) {
	gv := render.Graphviz{Command: command(t, "sleep 5 & sleep 5"), Timeout: 100 * time.Millisecond}
	start := time.Now()
	err := gv.SVG(context.Background(), io.Discard, program(t, "one"))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.ErrorContains(t, err, "laying out the picture took longer than 100ms; draw a smaller query")
	assert.Less(t, time.Since(start), 4*time.Second)
}

func TestGraphvizLimits(t *testing.T) {
	var large *render.TooLargeError
	err := render.Graphviz{Nodes: 2}.SVG(context.Background(), io.Discard, program(t, "one + two"))
	require.ErrorAs(t, err, &large)
	require.EqualError(t, err, "a picture may have 2 nodes, and this has 3; use the text or DOT form, or raise the limit")

	var out bytes.Buffer
	gv := render.Graphviz{Command: command(t, "while :; do echo 0123456789; done"), Bytes: 1000}
	err = gv.SVG(context.Background(), &out, program(t, "one"))
	require.ErrorAs(t, err, &large)
	require.EqualError(t, err, "a picture may have 1000 bytes; use the text or DOT form, or raise the limit")
	assert.Zero(t, out.Len())
}
