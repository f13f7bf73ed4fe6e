package bleve

import (
	"bytes"
	"fmt"
	"io/fs"
	"iter"
	"log"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

// soon fails if f takes longer than a second: trouble must be told at once.
func soon(t *testing.T, f func() error) error {
	t.Helper()
	began := time.Now()
	err := f()
	require.Less(t, time.Since(began), time.Second)
	return err
}

func TestTrouble(t *testing.T) {
	segmentOf := func(t *testing.T, path string) string {
		names, err := filepath.Glob(filepath.Join(path, "store-*", segmentDir, "*"+segmentSuffix))
		require.NoError(t, err)
		require.NotEmpty(t, names)
		return names[0]
	}
	edit := func(t *testing.T, name string, change func(string) string) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(name, []byte(change(string(data))), 0o600))
	}
	tests := []struct {
		name string
		do   func(t *testing.T, path string)
		kind error
		says string
	}{
		{"nothing there", func(t *testing.T, path string) { require.NoError(t, os.RemoveAll(path)) }, ErrNotFound, "index build"},
		{"a folder of something else", func(t *testing.T, path string) {
			require.NoError(t, os.RemoveAll(path))
			require.NoError(t, os.MkdirAll(path, 0o700))
		}, ErrNotFound, "index build"},
		{"no manifest", func(t *testing.T, path string) {
			require.NoError(t, os.Remove(filepath.Join(path, manifestName)))
		}, ErrDamaged, "manifest.json is missing; remove the folder and build it again"},
		{"half a manifest", func(t *testing.T, path string) {
			edit(t, filepath.Join(path, manifestName), func(s string) string { return s[:len(s)/2] })
		}, ErrDamaged, "build it again"},
		{"a manifest of something else", func(t *testing.T, path string) {
			require.NoError(t, os.WriteFile(filepath.Join(path, manifestName), []byte(`{"name":"app"}`), 0o600))
		}, ErrDamaged, "not one of ours"},
		{"a changed manifest", func(t *testing.T, path string) {
			edit(t, filepath.Join(path, manifestName), func(s string) string { return strings.Replace(s, `"documents": 60`, `"documents": 61`, 1) })
		}, ErrDamaged, "does not match its checksum"},
		{"a later format", func(t *testing.T, path string) {
			edit(t, filepath.Join(path, manifestName), func(s string) string {
				return strings.Replace(s, fmt.Sprintf(`"format": %d`, formatVersion), `"format": 7`, 1)
			})
		}, ErrFormat, fmt.Sprintf("its format is version 7, this program reads version %d; use a newer qcompile", formatVersion)},
		{"an earlier format", func(t *testing.T, path string) {
			edit(t, filepath.Join(path, manifestName), func(s string) string {
				return strings.Replace(s, fmt.Sprintf(`"format": %d`, formatVersion), `"format": 1`, 1)
			})
		}, ErrFormat, fmt.Sprintf("its format is version 1, this program reads version %d; remove the folder and build it again", formatVersion)},
		{"a shortened segment", func(t *testing.T, path string) {
			require.NoError(t, os.Truncate(segmentOf(t, path), 100))
		}, ErrDamaged, "has 100 bytes, it was written with"},
		{"a removed segment", func(t *testing.T, path string) {
			require.NoError(t, os.Remove(segmentOf(t, path)))
		}, ErrDamaged, "is missing"},
		{"a removed root", func(t *testing.T, path string) {
			require.NoError(t, os.Remove(filepath.Join(filepath.Dir(segmentOf(t, path)), rootFile)))
		}, ErrDamaged, "root.bolt is missing"},
		{"a garbled root", func(t *testing.T, path string) {
			edit(t, filepath.Join(filepath.Dir(segmentOf(t, path)), rootFile), func(s string) string { return strings.Repeat("x", len(s)) })
		}, ErrDamaged, "build it again"},
		{"garbled titles", func(t *testing.T, path string) {
			edit(t, filepath.Join(filepath.Dir(segmentOf(t, path)), "..", titlesFile), func(s string) string { return s[:len(s)-1] + "x" })
		}, ErrDamaged, "titles.set does not match its checksum"},
		{"a garbled segment", func(t *testing.T, path string) {
			edit(t, segmentOf(t, path), func(s string) string { return strings.Repeat("x", len(s)) })
		}, ErrDamaged, "build it again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "index")
			build(t, path, passages(60, "apple")...)
			test.do(t, path)
			err := soon(t, func() error { _, err := Open(ctx, path, Options{}); return err })
			require.ErrorIs(t, err, test.kind)
			assert.ErrorContains(t, err, test.says)
			assert.ErrorContains(t, err, path, "the message names the index")
			if test.kind == ErrNotFound {
				return
			}
			if test.name == "garbled titles" {
				return // a build makes them anew
			}
			err = soon(t, func() error { _, err := Build(ctx, path, source(passage(1, "new")), WriteOptions{}); return err })
			require.ErrorIs(t, err, test.kind, "a build does not touch what it does not understand")
		})
	}
}

func TestVerifyFindsAChangedByte(t *testing.T) {
	path := t.TempDir()
	build(t, path, passages(60, "apple")...)
	names, err := filepath.Glob(filepath.Join(path, "store-*", segmentDir, "*"+segmentSuffix))
	require.NoError(t, err)
	data, err := os.ReadFile(names[0])
	require.NoError(t, err)
	for _, at := range []int{10, len(data) / 3, len(data) / 2, len(data) - 60} {
		changed := append([]byte(nil), data...)
		changed[at] ^= 0x55
		require.NoError(t, os.WriteFile(names[0], changed, 0o600))
		v, err := Verify(ctx, path)
		if err != nil {
			require.ErrorIs(t, err, ErrDamaged)
			continue
		}
		require.False(t, v.OK(), "byte %d", at)
	}
}

func TestWriteWithoutPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write anywhere")
	}
	path := t.TempDir()
	build(t, path, passage(1, "apple"))
	require.NoError(t, os.Chmod(path, 0o500))
	t.Cleanup(func() { _ = os.Chmod(path, 0o700) })
	err := soon(t, func() error { _, err := Build(ctx, path, source(passage(2, "pear")), WriteOptions{}); return err })
	require.ErrorIs(t, err, ErrReadOnly)
	assert.Equal(t, []string{"p1"}, found(t, open(t, path, Options{}), "apple"), "it can still be read")
}

// TestErrorsOfTheSource wants an error that the passages came with not to be taken for one of the index, whatever it is.
func TestErrorsOfTheSource(t *testing.T) {
	for _, cause := range []error{
		&fs.PathError{Op: "open", Path: "secret.jsonl", Err: syscall.EACCES}, &fs.PathError{Op: "read", Path: "x.jsonl", Err: syscall.ENOSPC},
		&fs.PathError{Op: "open", Path: "y.jsonl", Err: syscall.EROFS},
	} {
		failing := func(yield func(retriever.Document, error) bool) { yield(retriever.Document{}, cause) }
		for name, options := range map[string]WriteOptions{"": {}, "by Reject": {Reject: func(err error) error { return err }}} {
			path := t.TempDir()
			build(t, path, passage(1, "apple"))
			_, err := Build(ctx, path, iter.Seq2[retriever.Document, error](failing), options)
			require.ErrorIs(t, err, cause, name)
			require.NotErrorIs(t, err, ErrReadOnly, name)
			require.NotErrorIs(t, err, ErrDiskFull, name)
			assert.EqualValues(t, 1, sound(t, path))
		}
	}
}

// TestAFailedFirstBuildTakesItsFolderAway wants nothing left of a build that failed where there was nothing, and a folder that was
// there to stay as it was.
func TestAFailedFirstBuildTakesItsFolderAway(t *testing.T) {
	failing := func(yield func(retriever.Document, error) bool) {
		if yield(passage(1, "apple"), nil) {
			yield(retriever.Document{}, fs.ErrInvalid)
		}
	}
	dir := t.TempDir()
	_, err := Build(ctx, filepath.Join(dir, "a", "b", "index"), failing, WriteOptions{})
	require.ErrorIs(t, err, fs.ErrInvalid)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, entries)
	_, err = Build(ctx, dir, failing, WriteOptions{})
	require.ErrorIs(t, err, fs.ErrInvalid)
	entries, err = os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, entries, "not even the lock")
	_, err = Build(ctx, filepath.Join(dir, "index"), source(), WriteOptions{Settings: Settings{Language: "xx"}})
	require.ErrorContains(t, err, "unknown language")
	require.NoDirExists(t, filepath.Join(dir, "index"))
	build(t, filepath.Join(dir, "index"), passage(1, "apple"))
}

// TestEmptyingIsToldOnce wants the folder to stand in the message once.
func TestEmptyingIsToldOnce(t *testing.T) {
	path := t.TempDir()
	build(t, path, passage(1, "apple"))
	_, err := Sync(ctx, path, source(), WriteOptions{})
	require.EqualError(t, err, path+": the source holds no passages, so all 1 of the index would go; nothing was changed")
}

// TestAGarbledSegmentIsNotLogged wants the log of the process to stay empty.
func TestAGarbledSegmentIsNotLogged(t *testing.T) {
	path := t.TempDir()
	build(t, path, passages(60, "apple")...)
	names, err := filepath.Glob(filepath.Join(path, "store-*", segmentDir, "*"+segmentSuffix))
	require.NoError(t, err)
	data, err := os.ReadFile(names[0])
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(names[0], bytes.Repeat([]byte("x"), len(data)), 0o600))
	var logged bytes.Buffer
	before := log.Writer()
	log.SetOutput(&logged)
	defer log.SetOutput(before)
	_, err = Open(ctx, path, Options{})
	require.ErrorIs(t, err, ErrDamaged)
	assert.ErrorContains(t, err, "segment "+filepath.Base(names[0]))
	_, err = Build(ctx, path, source(passage(1, "new")), WriteOptions{})
	require.ErrorIs(t, err, ErrDamaged)
	assert.Empty(t, logged.String())
}
