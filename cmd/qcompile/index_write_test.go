package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// rows are n rows of JSON Lines of about 200 bytes.
func rows(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, `{"id":"%d","title":"Passage %d","text":"word%d %s"}`+"\n", i, i, i, strings.Repeat("and more words ", 10))
	}
	return out.String()
}

// TestStoppedBuildGoesOn stops a build after some of it is on the disk, looks at what there is, and builds again.
func TestStoppedBuildGoesOn(t *testing.T) {
	const n = 8000
	dir := t.TempDir()
	index := filepath.Join(dir, "i")
	reader, writer := io.Pipe()
	ctx, cancel := context.WithCancel(testContext)
	go func() {
		_, _ = io.WriteString(writer, rows(n))
		// More than one batch was given. What is to come never comes.
		assert.Eventually(t, func() bool {
			segments, _ := filepath.Glob(filepath.Join(index, "*", "*", "*.zap"))
			return len(segments) > 0
		}, 20*time.Second, 10*time.Millisecond)
		cancel()
	}()
	w := newWorld()
	w.in, w.terminal = reader, terminal{}
	assert.Equal(t, statusInterrupted, run(ctx, &w.app, []string{"index", "build", "-i", index, "-"}))
	assert.Contains(t, w.stderr.String(), "qcompile: stopped; ")
	assert.Contains(t, w.stderr.String(), "hint: run the command again")
	assert.Empty(t, w.stdout.String())

	require.Equal(t, statusOK, w.run("index", "stats", "-i", index, "--format", "json"), w.stderr.String())
	assert.Contains(t, w.stdout.String(), `"interrupted":true`)

	w.in = strings.NewReader(rows(n))
	w.stdout.Reset()
	require.Equal(t, statusOK, w.run("index", "build", "-i", index, "-", "--format", "json"), w.stderr.String())
	assert.Contains(t, w.stdout.String(), `"documents":8000,`)
	w.stdout.Reset()
	require.Equal(t, statusOK, w.run("index", "verify", "-i", index, "--format", "json"), w.stderr.String())
	assert.Contains(t, w.stdout.String(), `"ok":true,"documents":8000,"interrupted":false`)
}

func TestWriteFailed(t *testing.T) {
	row := &corpus.Error{Code: corpus.CodeEmptyText, File: "f", Line: 3, Reason: "the text is empty", Hint: "fill it"}
	stopped, cancel := context.WithCancel(testContext)
	cancel()
	for _, c := range []struct {
		name        string
		ctx         context.Context
		err, source error
		safe        uint64
		want, hint  string
		said        string
	}{
		{name: "a bad row", err: fmt.Errorf("i: %w", row), source: row, want: "f:3: the text is empty; i is as it was", hint: "fill it; or leave such out with --skip-bad"},
		{name: "a source that fails otherwise", err: fmt.Errorf("i: %w", io.ErrNoProgress), source: io.ErrNoProgress, want: io.ErrNoProgress.Error()},
		{name: "an index that is locked", err: &bleve.Error{Path: "i", Kind: bleve.ErrLocked, Hint: "wait"}, want: "i: index is being written", hint: "wait"},
		{
			name: "a passage that cannot be indexed", err: &bleve.Error{Path: "i", Kind: bleve.ErrDocument, Detail: "too long"},
			want: "i: document cannot be indexed: too long; the index is as it was", hint: "cut long rows into passages with --chunk-rows, or leave such out with --skip-bad",
		},
		{name: "stopped at once", ctx: stopped, err: context.Canceled, want: "context canceled", said: "stopped; i is as it was"},
		{name: "stopped later", ctx: stopped, err: context.Canceled, safe: 4096, want: "context canceled", said: "so is what was written until now, 4,096 passages"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.ctx == nil {
				c.ctx = testContext
			}
			w := newWorld()
			err := w.writeFailed(c.ctx, "i", c.err, c.source, c.safe)
			assert.EqualError(t, err, c.want)
			var h *hinted
			if c.hint != "" && assert.ErrorAs(t, err, &h) {
				assert.Equal(t, c.hint, h.hint)
			}
			assert.Contains(t, w.stderr.String(), c.said)
			assert.True(t, c.said != "" || w.stderr.Len() == 0)
		})
	}
}

func TestIndexErrorSetsHintApart(t *testing.T) {
	cause := errors.New("cause")
	err := indexError(&bleve.Error{Path: "a.idx", Kind: bleve.ErrDamaged, Detail: "detail", Hint: "build with '-i INDEX FILES'", Err: cause})
	assert.EqualError(t, err, "a.idx: index is damaged: detail: cause")
	assert.ErrorIs(t, err, bleve.ErrDamaged)
	assert.ErrorIs(t, err, cause)
	var h *hinted
	require.ErrorAs(t, err, &h)
	assert.Equal(t, "build with '-i a.idx FILES'", h.hint)
	assert.Equal(t, cause, indexError(cause))
	assert.NoError(t, indexError(nil))
}

func TestHolds(t *testing.T) {
	for _, c := range []struct {
		folder, index string
		want          bool
	}{
		{"a", "a/i", true},
		{"a", "a", true},
		{"a", "./a/b/i", true},
		{".", "i", true},
		{"a/..", "i", true},
		{"a", "i", false},
		{"a", "ab", false},
		{"a", "../i", false},
		{"a", "a/.i", false},
		{"a", "a/.hidden/i", false},
		{".hidden", ".hidden/i", true},
		{"..", "i", true},
	} {
		assert.Equal(t, c.want, holds(c.folder, c.index), "%s in %s", c.index, c.folder)
	}
}
