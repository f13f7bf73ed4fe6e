//go:build unix

package corpus_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever/corpus"
)

func TestLinks(t *testing.T) {
	outside := tree(t, map[string]string{"o.md": "Outside.", "sub/p.md": "Below."})
	root := tree(t, map[string]string{"a/b/real.md": "Real.", "m.md": "Em.", ".data/config.md": "Config."})
	link := func(target, name string) { require.NoError(t, os.Symlink(target, filepath.Join(root, name))) }
	link(root, "a/b/loop")                                // back to the top
	link("..", "a/up")                                    // relative, back to the top
	link("self", "self")                                  // to itself
	link("absent", "nowhere")                             // dangling
	link("a/b", "0-early")                                // to a folder that is read anyway, sorted first
	link("m.md", "0-file")                                // to a file that is read anyway
	link(outside, "x1")                                   // to a folder outside
	link(filepath.Join(outside, "sub"), "x2")             // into the same
	link(filepath.Dir(root), "parent")                    // to a folder that holds this one
	link(".data/config.md", "config.md")                  // to a hidden file, as mounted settings are
	link(filepath.Join(outside, "o.md"), "y.md")          // to a file that was read through x1
	require.NoError(t, os.Symlink(root, outside+"/back")) // from outside back in
	require.NoError(t, syscall.Mkfifo(filepath.Join(root, "pipe.md"), 0o644))

	passed := make(map[string]string)
	docs, err := paths(t.Context(), corpus.Options{OnSkip: func(e *corpus.Error) {
		rel, _ := filepath.Rel(root, e.File)
		passed[rel] = e.Code
	}}, root)
	require.NoError(t, err)
	assert.Equal(t, []string{"a/b/real.md", "config.md", "m.md", "x1/o.md", "x1/sub/p.md", "y.md"}, ids(docs))
	for _, name := range []string{"a/b/loop", "a/up", "self", "nowhere", "0-early", "0-file", "x2", "parent", "x1/back"} {
		assert.Equal(t, corpus.CodeLinkSkipped, passed[name], name)
	}
	assert.Equal(t, corpus.CodeNotAFile, passed["pipe.md"])
}

// TestLinkBomb has 2^40 paths through 40 folders: each holds two links to the next.
func TestLinkBomb(t *testing.T) {
	root, outside := t.TempDir(), t.TempDir()
	at := func(i int) string { return filepath.Join(outside, "d"+string(rune('A'+i))) }
	for i := range 40 {
		require.NoError(t, os.Mkdir(at(i), 0o755))
		if i > 0 {
			require.NoError(t, os.Symlink(at(i), filepath.Join(at(i-1), "l1")))
			require.NoError(t, os.Symlink(at(i), filepath.Join(at(i-1), "l2")))
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(at(39), "end.md"), []byte("End."), 0o644))
	require.NoError(t, os.Symlink(at(0), filepath.Join(root, "in")))
	docs, err := paths(t.Context(), corpus.Options{}, root)
	require.NoError(t, err)
	assert.Len(t, docs, 1)
}
