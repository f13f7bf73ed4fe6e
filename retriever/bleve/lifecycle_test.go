package bleve

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

var ctx = context.Background()

func passage(n int, text string) retriever.Document {
	return retriever.Document{ID: fmt.Sprint("p", n), Title: fmt.Sprint("Title ", n), Text: text}
}

func passages(n int, text string) []retriever.Document {
	docs := make([]retriever.Document, n)
	for i := range docs {
		docs[i] = passage(i, fmt.Sprint(text, " number", i))
	}
	return docs
}

func found(t testing.TB, ix *Index, question string) []string {
	t.Helper()
	docs, err := ix.Retrieve(ctx, question, retriever.WithTopK(100))
	require.NoError(t, err)
	var ids []string
	for _, doc := range docs {
		ids = append(ids, doc.ID)
	}
	return ids
}

// sound opens the index, verifies it and says how many passages it has.
func sound(t testing.TB, path string) uint64 {
	t.Helper()
	v, err := Verify(ctx, path)
	require.NoError(t, err)
	require.Empty(t, v.Problems)
	return v.Documents
}

func TestBuildThenUpdate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "index")
	report := build(t, path, passages(5, "apple")...)
	assert.EqualValues(t, 5, report.Documents)
	assert.EqualValues(t, 1, report.Generation)

	report = build(t, path, passage(1, "apple number1"), passage(2, "pear"), passage(9, "plum"))
	assert.Equal(t, Report{
		Read: 3, Written: 2, Added: 1, Updated: 1, Unchanged: 1, Bytes: report.Bytes, Documents: 6, Generation: 2, Elapsed: report.Elapsed,
	}, report)
	assert.EqualValues(t, 6, sound(t, path))

	ix := open(t, path, Options{})
	assert.ElementsMatch(t, []string{"p0", "p1", "p3", "p4"}, found(t, ix, "apples"))
	assert.Equal(t, []string{"p2"}, found(t, ix, "pears"))
	doc, ok, err := ix.Document(ctx, "p2")
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, passage(2, "pear"), doc)
	_, ok, err = ix.Document(ctx, "nobody")
	require.NoError(t, err)
	assert.False(t, ok)

	entries, err := os.ReadDir(path)
	require.NoError(t, err)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	assert.Equal(t, []string{lockName, manifestName, "store-000002"}, names, "the old store is gone")
}

func TestNothingChangedKeepsTheGeneration(t *testing.T) {
	path := t.TempDir()
	build(t, path, passages(5, "apple")...)
	report := build(t, path, passages(5, "apple")...)
	assert.EqualValues(t, 1, report.Generation)
	assert.EqualValues(t, 5, report.Unchanged)
	report, err := Sync(ctx, path, source(passages(5, "apple")...), WriteOptions{})
	require.NoError(t, err)
	assert.EqualValues(t, 1, report.Generation)
	assert.Regexp(t, `^1-\w+$`, open(t, path, Options{}).Generation())
}

func TestSameIDTwiceKeepsTheLast(t *testing.T) {
	path := t.TempDir()
	build(t, path, passage(1, "first"), passage(1, "second"))
	for _, batch := range []int{1, 1 << 20} {
		_, err := Build(ctx, path, source(passage(1, "third"), passage(1, "second")), WriteOptions{BatchBytes: batch})
		require.NoError(t, err)
		ix := open(t, path, Options{})
		assert.Equal(t, []string{"p1"}, found(t, ix, "second"))
		assert.Empty(t, found(t, ix, "third"))
		assert.EqualValues(t, 1, sound(t, path))
	}
}

func TestSync(t *testing.T) {
	path := t.TempDir()
	report, err := Sync(ctx, path, source(passages(10, "apple")...), WriteOptions{})
	require.NoError(t, err)
	assert.EqualValues(t, 10, report.Written)

	docs := passages(10, "apple")[3:]
	docs[0].Text = "changed"
	docs = append(docs, passage(77, "new"))
	report, err = Sync(ctx, path, source(docs...), WriteOptions{})
	require.NoError(t, err)
	assert.EqualValues(t, 2, report.Written)
	assert.EqualValues(t, 1, report.Added)
	assert.EqualValues(t, 1, report.Updated)
	assert.EqualValues(t, 6, report.Unchanged)
	assert.EqualValues(t, 3, report.Deleted)
	assert.EqualValues(t, 8, report.Documents)
	assert.EqualValues(t, 8, sound(t, path))
	ix := open(t, path, Options{})
	assert.False(t, ix.Titles().Contains("Title 0"), "a title goes with its last passage")
	assert.True(t, ix.Titles().Contains("title 77"))

	_, err = Sync(ctx, path, source(), WriteOptions{})
	require.ErrorContains(t, err, "holds no passages, so all 8 of the index would go; nothing was changed")
	assert.EqualValues(t, 8, sound(t, path))
	report, err = Sync(ctx, path, source(), WriteOptions{AllowEmpty: true})
	require.NoError(t, err)
	assert.EqualValues(t, 0, report.Documents)
	assert.Empty(t, found(t, open(t, path, Options{}), "apple"))
}

func TestDelete(t *testing.T) {
	path := t.TempDir()
	build(t, path, passages(5, "apple")...)
	report, err := Delete(ctx, path, []string{"p1", "p1", "p3", "nobody"}, WriteOptions{})
	require.NoError(t, err)
	assert.EqualValues(t, 2, report.Deleted)
	assert.EqualValues(t, 3, report.Documents)
	assert.EqualValues(t, 3, sound(t, path))
	_, err = Delete(ctx, filepath.Join(path, "none"), []string{"p1"}, WriteOptions{})
	require.ErrorIs(t, err, ErrNotFound)
}

func TestMerge(t *testing.T) {
	a, b, out := t.TempDir(), t.TempDir(), t.TempDir()
	_, err := Build(ctx, a, source(passages(40, "apple")...), WriteOptions{BatchBytes: 300})
	require.NoError(t, err)
	build(t, b, passage(1, "pear"), passage(99, "plum"))
	report, err := Merge(ctx, out, []string{a, b}, WriteOptions{})
	require.NoError(t, err)
	assert.EqualValues(t, 41, report.Documents)
	assert.EqualValues(t, 41, sound(t, out))
	assert.Equal(t, []string{"p1"}, found(t, open(t, out, Options{}), "pear"))

	_, err = Delete(ctx, a, []string{"p0"}, WriteOptions{})
	require.NoError(t, err)
	_, err = Merge(ctx, a, nil, WriteOptions{})
	require.NoError(t, err)
	stats, err := open(t, a, Options{}).Stats()
	require.NoError(t, err)
	assert.Equal(t, 1, stats.Segments)
	assert.Zero(t, stats.Deleted)
	assert.EqualValues(t, 39, stats.Documents)
	assert.EqualValues(t, 39, sound(t, a))
	report, err = Merge(ctx, a, nil, WriteOptions{})
	require.NoError(t, err)
	assert.EqualValues(t, 3, report.Generation, "nothing left to join")

	german := t.TempDir()
	_, err = Build(ctx, german, source(passage(1, "Haus")), WriteOptions{Settings: Settings{Language: "de"}})
	require.NoError(t, err)
	_, err = Merge(ctx, out, []string{german}, WriteOptions{})
	require.ErrorIs(t, err, ErrSettings)
	assert.EqualValues(t, 41, sound(t, out))
}

func TestAFailedBuildLeavesNothingBehind(t *testing.T) {
	bad := errors.New("row 7 is bad")
	failing := func(docs []retriever.Document) iter.Seq2[retriever.Document, error] {
		return func(yield func(retriever.Document, error) bool) {
			for _, doc := range docs {
				if !yield(doc, nil) {
					return
				}
			}
			yield(retriever.Document{}, bad)
		}
	}
	t.Run("first build", func(t *testing.T) {
		path := t.TempDir()
		_, err := Build(ctx, path, failing(passages(50, "apple")), WriteOptions{BatchBytes: 100})
		require.ErrorIs(t, err, bad)
		_, err = Open(ctx, path, Options{})
		require.ErrorIs(t, err, ErrNotFound)
		build(t, path, passages(2, "apple")...)
	})
	t.Run("later build", func(t *testing.T) {
		path := t.TempDir()
		build(t, path, passages(3, "pear")...)
		_, err := Build(ctx, path, failing(passages(50, "apple")), WriteOptions{BatchBytes: 100})
		require.ErrorIs(t, err, bad)
		assert.EqualValues(t, 3, sound(t, path))
		ix := open(t, path, Options{})
		assert.Regexp(t, `^1-`, ix.Generation())
		assert.Empty(t, found(t, ix, "apple"))
	})
	t.Run("bad ones passed over", func(t *testing.T) {
		path := t.TempDir()
		var rejected []error
		docs := append(passages(3, "pear"), retriever.Document{Text: "no id"}, retriever.Document{ID: "x", Text: "\xff"},
			retriever.Document{ID: "big", Text: strings.Repeat("a", 2000)}, passage(7, "last"))
		report, err := Build(ctx, path, source(docs...), WriteOptions{MaxDocumentBytes: 1000, Reject: func(err error) error {
			rejected = append(rejected, err)
			return nil
		}})
		require.NoError(t, err)
		assert.EqualValues(t, 3, report.Rejected)
		assert.EqualValues(t, 4, report.Documents)
		require.Len(t, rejected, 3)
		assert.ErrorContains(t, rejected[0], "it has no id")
		assert.ErrorContains(t, rejected[1], `"x": it is not valid UTF-8`)
		assert.ErrorContains(t, rejected[2], `"big": it has 2003 bytes, the limit is 1000; cut it into passages`)
		for _, err := range rejected {
			assert.ErrorIs(t, err, ErrDocument)
		}
	})
}

func TestASourceThatPanics(t *testing.T) {
	path := t.TempDir()
	build(t, path, passages(3, "pear")...)
	require.PanicsWithValue(t, "source", func() {
		_, _ = Build(ctx, path, func(func(retriever.Document, error) bool) { panic("source") }, WriteOptions{})
	})
	report := build(t, path, passage(9, "plum"))
	assert.EqualValues(t, 4, report.Documents)
}

func TestACancelledBuildGoesOn(t *testing.T) {
	path := t.TempDir()
	build(t, path, passage(1000, "pear"))
	stop, cancel := context.WithCancel(ctx)
	defer cancel()
	docs := passages(100, "apple")
	_, err := Build(stop, path, source(docs...), WriteOptions{BatchBytes: 200, Progress: func(p Progress) {
		if p.Written >= 50 {
			cancel()
		}
	}})
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorContains(t, err, "run it again to go on")

	ix := open(t, path, Options{})
	stats, err := ix.Stats()
	require.NoError(t, err)
	assert.True(t, stats.Interrupted)
	assert.Less(t, uint64(50), stats.Documents)
	generation := ix.Generation()
	assert.Contains(t, generation, "+store-")
	assert.Equal(t, stats.Documents, sound(t, path))

	report := build(t, path, docs...)
	assert.Less(t, uint64(40), report.Unchanged)
	assert.EqualValues(t, 101, report.Documents)
	assert.EqualValues(t, 101, sound(t, path))
	assert.Equal(t, stats.Documents, ix.liveDocuments(), "the open index stays what it was")
	assert.NotEmpty(t, found(t, ix, "apple"))
	assert.NotEqual(t, generation, open(t, path, Options{}).Generation())
}

func TestTwoBuildersAndAReader(t *testing.T) {
	path := t.TempDir()
	inside, release := make(chan struct{}), make(chan struct{})
	slow := func(yield func(retriever.Document, error) bool) {
		close(inside)
		<-release
		yield(passage(2, "apple"), nil)
	}
	done := make(chan error)
	start := func() {
		inside, release = make(chan struct{}), make(chan struct{})
		go func() {
			_, err := Build(ctx, path, slow, WriteOptions{})
			done <- err
		}()
		<-inside
	}

	start()
	err := soon(t, func() error { _, err := Build(ctx, path, source(), WriteOptions{}); return err })
	require.ErrorIs(t, err, ErrLocked)
	require.ErrorContains(t, err, "another process is building or changing it; wait")
	err = soon(t, func() error { _, err := Open(ctx, path, Options{}); return err })
	require.ErrorIs(t, err, ErrLocked, "there is nothing to read before the first build has finished")
	close(release)
	require.NoError(t, <-done)

	reader := open(t, path, Options{})
	start()
	err = soon(t, func() error { _, err := Delete(ctx, path, []string{"p2"}, WriteOptions{}); return err })
	require.ErrorIs(t, err, ErrLocked)
	assert.Equal(t, []string{"p2"}, found(t, reader, "apple"))
	assert.Equal(t, []string{"p2"}, found(t, open(t, path, Options{}), "apple"), "a reader may come during a build")
	close(release)
	require.NoError(t, <-done)
	assert.EqualValues(t, 1, sound(t, path))
}

func TestSettings(t *testing.T) {
	path := t.TempDir()
	_, err := Build(ctx, path, source(passage(1, "die Häuser")), WriteOptions{Settings: Settings{Language: "de"}})
	require.NoError(t, err)
	build(t, path, passage(2, "ein Haus")) // keeps the language
	ix := open(t, path, Options{})
	assert.Equal(t, "de", ix.manifest.Settings.Language)
	assert.ElementsMatch(t, []string{"p1", "p2"}, found(t, ix, "Hauses"))
	_, err = Build(ctx, path, source(), WriteOptions{Settings: Settings{Language: "en"}})
	require.ErrorIs(t, err, ErrSettings)
	assert.ErrorContains(t, err, `built for language "de", not "en"`)
	_, err = Build(ctx, t.TempDir(), source(), WriteOptions{Settings: Settings{Language: "xx"}})
	require.ErrorContains(t, err, `unknown language "xx"`)
}

func TestClosed(t *testing.T) {
	path := t.TempDir()
	build(t, path, passage(1, "apple"))
	ix := open(t, path, Options{})
	titles := ix.Titles()
	require.NoError(t, ix.Close())
	require.NoError(t, ix.Close())
	_, err := ix.Retrieve(ctx, "apple")
	require.ErrorIs(t, err, ErrClosed)
	_, err = ix.Stats()
	require.ErrorIs(t, err, ErrClosed)
	for _, err := range ix.Documents(ctx) {
		require.ErrorIs(t, err, ErrClosed)
	}
	assert.True(t, titles.Contains("title 1"))
}
