package bleve

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDiskFull fills a small disk with a build, and wants a clear error and the index as it was.
func TestDiskFull(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("cannot mount a small disk here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	path := filepath.Join(disk, "index")
	build(t, path, passages(50, "apple")...)
	checkFull(t, path, func() error {
		_, err := Build(ctx, path, source(passages(40_000, "pear")...), WriteOptions{BatchBytes: 100_000})
		return err
	})
	build(t, path, passage(1, "there is room again"))

	// A first build leaves nothing.
	other := filepath.Join(disk, "other")
	_, err := Build(ctx, other, source(passages(40_000, "pear")...), WriteOptions{BatchBytes: 100_000})
	require.ErrorIs(t, err, ErrDiskFull)
	_, err = Open(ctx, other, Options{})
	require.ErrorIs(t, err, ErrNotFound)
}

func checkFull(t *testing.T, path string, build func() error) {
	t.Helper()
	err := build()
	require.ErrorIs(t, err, ErrDiskFull)
	assert.ErrorContains(t, err, "free some space and run it again; the index is as it was before")
	assert.EqualValues(t, 50, sound(t, path))
	ix := open(t, path, Options{})
	assert.Regexp(t, `^1-\w+$`, ix.Generation())
	assert.Len(t, found(t, ix, "apple"), 50)
	require.NoError(t, ix.Close())
	stores, err := filepath.Glob(filepath.Join(path, "store-*"))
	require.NoError(t, err)
	assert.Len(t, stores, 1)
}

const limitChild = "QCOMPILER_LIMIT_CHILD"

// TestFileTooLargeChild is not a test: it is the process of TestFileTooLarge that may only write small files.
func TestFileTooLargeChild(t *testing.T) {
	path := os.Getenv(limitChild)
	if path == "" {
		t.Skip("run by TestFileTooLarge")
	}
	limit := syscall.Rlimit{Cur: 300_000, Max: 300_000}
	require.NoError(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit))
	_, err := Build(ctx, path, source(passages(40_000, "pear")...), WriteOptions{BatchBytes: 100_000})
	fmt.Println("result:", err)
}

// TestFileTooLarge builds under a limit of the size of files, which is a full disk for a process that has one.
func TestFileTooLarge(t *testing.T) {
	path := t.TempDir()
	build(t, path, passages(50, "apple")...)
	checkFull(t, path, func() error {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFileTooLargeChild$", "-test.v", "-test.timeout=60s")
		cmd.Env = append(os.Environ(), limitChild+"="+path)
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, string(out))
		_, result, _ := strings.Cut(string(out), "result: ")
		require.Contains(t, result, "disk is full")
		result, _, _ = strings.Cut(result, "\n")
		return &Error{Path: path, Kind: ErrDiskFull, Detail: result}
	})
}
