package demo_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/retriever"
)

// openedBy names the folder in the environment of the processes of TestOpenByManyProcesses.
const openedBy = "QCOMPILE_TEST_DEMO_DIR"

func TestMain(m *testing.M) {
	dir := os.Getenv(openedBy)
	if dir == "" {
		os.Exit(m.Run())
	}
	ix, err := demo.Open(context.Background(), demo.Options{Dir: dir})
	if err == nil {
		err = ix.Reason()
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(first(ix))
}

func first(r retriever.Retriever) string {
	found, err := r.Retrieve(context.Background(), "Who directed Nosferatu the Vampyre?", retriever.WithTopK(1))
	if err != nil || len(found) != 1 {
		return fmt.Sprint(found, err)
	}
	return found[0].ID
}

func open(t testing.TB, options demo.Options) *demo.Index {
	t.Helper()
	ix, err := demo.Open(context.Background(), options)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, ix.Close()) })
	return ix
}

func TestOpenKeepsTheIndex(t *testing.T) {
	dir := t.TempDir()
	began := time.Now()
	ix := open(t, demo.Options{Dir: dir})
	assert.Less(t, time.Since(began), 10*time.Second, "two seconds on a machine that does nothing else")
	require.NoError(t, ix.Reason())
	assert.Equal(t, "nosferatu-the-vampyre", first(ix))
	assert.True(t, ix.Contains("jaws"))
	assert.True(t, ix.Contains("Jaws (novel)"))
	assert.False(t, ix.Contains("Who"))
	built, err := os.Stat(ix.Path())
	require.NoError(t, err)

	again := open(t, demo.Options{Dir: dir})
	assert.Equal(t, ix.Path(), again.Path())
	now, err := os.Stat(again.Path())
	require.NoError(t, err)
	assert.True(t, os.SameFile(built, now), "it is not built again")
	assert.Equal(t, []string{filepath.Base(ix.Path())}, names(t, dir), "nothing is left beside it")
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestOpenInTheUsersCache(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, home)
	}
	ix := open(t, demo.Options{})
	require.NoError(t, ix.Reason())
	assert.True(t, strings.HasPrefix(ix.Path(), home), ix.Path())
}

func TestOpenByManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			ix, err := demo.Open(context.Background(), demo.Options{Dir: dir})
			if assert.NoError(t, err) {
				assert.NoError(t, ix.Reason())
				assert.Equal(t, "nosferatu-the-vampyre", first(ix))
				assert.NoError(t, ix.Close())
			}
		})
	}
	group.Wait()
	assert.Len(t, names(t, dir), 1)
}

func TestOpenByManyProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := t.TempDir()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), openedBy+"="+dir)
			out, err := cmd.CombinedOutput()
			assert.NoError(t, err, string(out))
			assert.Equal(t, "nosferatu-the-vampyre", strings.TrimSpace(string(out)))
		})
	}
	group.Wait()
	assert.Len(t, names(t, dir), 1)
}

// TestOpenMends checks that what cannot be opened is built anew: an index that is damaged, cut short, or no index at all.
func TestOpenMends(t *testing.T) {
	damages := map[string]func(t *testing.T, path string){
		"manifest": func(t *testing.T, path string) {
			require.NoError(t, os.WriteFile(filepath.Join(path, "manifest.json"), []byte("{"), 0o666))
		},
		"files gone": func(t *testing.T, path string) {
			for _, name := range names(t, path) {
				require.NoError(t, os.RemoveAll(filepath.Join(path, name)))
			}
		},
		"a file": func(t *testing.T, path string) {
			require.NoError(t, os.RemoveAll(path))
			require.NoError(t, os.WriteFile(path, nil, 0o666))
		},
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			ix, err := demo.Open(t.Context(), demo.Options{Dir: dir})
			require.NoError(t, err)
			path := ix.Path()
			require.NoError(t, ix.Close())
			damage(t, path)
			ix = open(t, demo.Options{Dir: dir})
			require.NoError(t, ix.Reason())
			assert.Equal(t, path, ix.Path())
			assert.Equal(t, "nosferatu-the-vampyre", first(ix))
			assert.Len(t, names(t, dir), 1)
		})
	}
}

func TestOpenWithoutCache(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o666))

	t.Run("temporary folder", func(t *testing.T) {
		t.Setenv("TMPDIR", t.TempDir())
		ix, err := demo.Open(t.Context(), demo.Options{Dir: filepath.Join(file, "below")})
		require.NoError(t, err)
		require.Error(t, ix.Reason())
		assert.Equal(t, "nosferatu-the-vampyre", first(ix))
		require.DirExists(t, ix.Path())
		require.NoError(t, ix.Close())
		assert.NoDirExists(t, filepath.Dir(ix.Path()))
	})
	t.Run("memory", func(t *testing.T) {
		if runtime.GOOS == "windows" {
			t.Skip("TMPDIR means nothing there")
		}
		t.Setenv("TMPDIR", filepath.Join(file, "below"))
		ix := open(t, demo.Options{Dir: filepath.Join(file, "below")})
		require.Error(t, ix.Reason())
		assert.Empty(t, ix.Path())
		assert.Equal(t, "nosferatu-the-vampyre", first(ix))
		assert.True(t, ix.Contains("JAWS (film)"))
		assert.True(t, ix.Contains("jaws"))
		assert.False(t, ix.Contains("Who"))
	})
}

func TestOpenIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	_, err := demo.Open(ctx, demo.Options{Dir: dir})
	require.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, names(t, dir))
}

func BenchmarkOpenFirst(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		b.StartTimer()
		ix, err := demo.Open(context.Background(), demo.Options{Dir: dir})
		require.NoError(b, err)
		require.NoError(b, ix.Close())
	}
}

func BenchmarkOpenAgain(b *testing.B) {
	dir := b.TempDir()
	open(b, demo.Options{Dir: dir})
	for b.Loop() {
		ix, err := demo.Open(context.Background(), demo.Options{Dir: dir})
		require.NoError(b, err)
		require.NoError(b, ix.Close())
	}
}
