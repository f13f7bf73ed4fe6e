package bleve

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

func randomIndex(t testing.TB, n int, seed uint64) (string, []retriever.Document) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 9))
	docs := make([]retriever.Document, n)
	for i := range docs {
		docs[i] = randomDocument(r, fmt.Sprint("d", i))
	}
	path := t.TempDir()
	_, err := Build(ctx, path, source(docs...), WriteOptions{BatchBytes: 40_000})
	require.NoError(t, err)
	return path, docs
}

// TestShardsAreOneIndex wants of shards the scores of the single index.
func TestShardsAreOneIndex(t *testing.T) {
	whole, docs := randomIndex(t, 900, 1)
	var shards Shards
	for i := range 3 {
		path := t.TempDir()
		build(t, path, docs[i*300:(i+1)*300]...)
		shards = append(shards, open(t, path, Options{}))
	}
	ix := open(t, whole, Options{})
	r := rand.New(rand.NewPCG(2, 2))
	for range 60 {
		request := Request{Question: randomText(r, 1+r.IntN(6)), Explain: true}
		want, err := ix.Search(ctx, request)
		require.NoError(t, err)
		got, err := shards.Search(ctx, request)
		require.NoError(t, err)
		require.Equal(t, want, got, request.Question)

		// The same where the shards do not know of one another and are told the statistics of all.
		request.Statistics = &Statistics{}
		for _, shard := range shards {
			part, err := shard.Statistics(ctx, request.Question)
			require.NoError(t, err)
			request.Statistics.Add(part)
		}
		var apart []Hit
		for _, shard := range shards {
			hits, err := shard.Search(ctx, request)
			require.NoError(t, err)
			apart = append(apart, hits...)
		}
		slices.SortFunc(apart, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
		require.Equal(t, want, apart[:len(want)], request.Question)
	}
}

// TestSameWhateverTheWorkers wants one result of many searches at once with any number of workers.
func TestSameWhateverTheWorkers(t *testing.T) {
	path, _ := randomIndex(t, 3000, 3)
	r := rand.New(rand.NewPCG(4, 4))
	var questions []string
	for range 20 {
		questions = append(questions, randomText(r, 4))
	}
	one := open(t, path, Options{Workers: 1})
	want := make([][]retriever.Document, len(questions))
	for i, q := range questions {
		var err error
		want[i], err = one.Retrieve(ctx, q)
		require.NoError(t, err)
	}
	many := open(t, path, Options{Workers: 8, CacheBytes: 20_000, windowsPerWorker: 1})
	before := runtime.NumGoroutine()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, q := range questions {
				got, err := many.Retrieve(ctx, q)
				assert.NoError(t, err)
				assert.Equal(t, want[i], got)
			}
		})
	}
	wg.Wait()
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond) // the last ones may still be on their way out
	}
	assert.LessOrEqual(t, runtime.NumGoroutine(), before, "no goroutine outlives its call")
}

func TestCancelled(t *testing.T) {
	path, _ := randomIndex(t, 2000, 5)
	ix := open(t, path, Options{CacheBytes: -1})
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	_, err := ix.Retrieve(stopped, "w1 w2 w3")
	require.ErrorIs(t, err, context.Canceled)
	late, cancel := context.WithTimeout(ctx, time.Millisecond)
	defer cancel()
	began := time.Now()
	_, err = ix.Retrieve(late, strings.Repeat("w1 w2 w3 w4 w5 ", 4000))
	if err != nil {
		require.ErrorIs(t, err, context.DeadlineExceeded)
	}
	assert.Less(t, time.Since(began), time.Second)
	_, err = Open(stopped, path, Options{})
	require.ErrorIs(t, err, context.Canceled)
	_, err = ix.verify(stopped)
	require.ErrorIs(t, err, context.Canceled)
}

func TestMinScoreAndTopK(t *testing.T) {
	path, _ := randomIndex(t, 500, 6)
	ix := open(t, path, Options{})
	all, err := ix.Search(ctx, Request{Question: "w5 w9", TopK: 500})
	require.NoError(t, err)
	require.Greater(t, len(all), 20)
	least := all[10].Score
	some, err := ix.Search(ctx, Request{Question: "w5 w9", TopK: 500, MinScore: least})
	require.NoError(t, err)
	n := 0
	for n < len(all) && all[n].Score >= least {
		n++
	}
	assert.Equal(t, all[:n], some)
	_, err = ix.Search(ctx, Request{Question: "w5", TopK: MaxTopK + 1})
	require.ErrorContains(t, err, "top-k is 10001; it must lie between 1 and 10000")
}

// TestQuestionsAreData asks questions that are syntax elsewhere, and wants them to be words.
func TestQuestionsAreData(t *testing.T) {
	path := t.TempDir()
	build(t, path, retriever.Document{ID: "1", Text: "apple pie"}, retriever.Document{ID: "2", Text: "pear body 1"}, retriever.Document{ID: "3", Text: "not and or"})
	ix := open(t, path, Options{})
	for question, want := range map[string][]string{
		"app*": nil, "appel~2": nil, "/app.e/": nil, "body:apple": nil, "body: apple": {"2", "1"}, "-apple": {"1"}, "+apple -pie": {"1"}, "appl?": {"1"},
		`"pie apple"`: {"1"}, "(apple": {"1"}, "*": nil, "": nil, lengthTerm: nil, "apple^5": {"1"}, "\xff apple": {"1"},
		"record:x": nil, "_id:1": {"2"}, "apple AND pear": {"1", "2"}, "the of": nil,
	} {
		assert.ElementsMatch(t, want, found(t, ix, question), "%q", question)
	}
}

func TestTitleKey(t *testing.T) {
	tests := map[string]string{
		"Titanic (1997 film)": "titanic", "Schindler's List": "schindlers list", "Beyoncé": "beyonce", "(500) Days of Summer": "500 days of summer",
		"M*A*S*H": "m a s h", "  ": "", "!!!": "", "(What) (Who)": "what", "(only)": "only", "東京 (都市)": "東京", "AC/DC": "ac dc",
		"Rock ’n’ Roll": "rock n roll", "O’Brien": "obrien", "x (": "x",
	}
	for title, want := range tests {
		assert.Equal(t, want, TitleKey(title), title)
	}
}

func TestTitles(t *testing.T) {
	path := t.TempDir()
	var docs []retriever.Document
	for i, title := range []string{"New York", "New York City", "York", "Titanic (1997 film)", "Ada Lovelace", "It", "City of God", "Ada Lovelace"} {
		docs = append(docs, retriever.Document{ID: fmt.Sprint(i), Title: title, Text: "x"})
	}
	build(t, path, docs...)
	titles := open(t, path, Options{}).Titles()
	assert.Equal(t, 8, titles.Len(), "seven titles, one of them in two forms")
	for text, want := range map[string]bool{
		"new york": true, "New  York!": true, "Titanic": true, "titanic 1997 film": true, "York City": false, "": false, "?": false, "Ada": false,
	} {
		assert.Equal(t, want, titles.Contains(text), text)
	}
	spans := func(text string) []string {
		var list []string
		for _, m := range titles.Find(text) {
			list = append(list, text[m.Start:m.End])
		}
		return list
	}
	assert.Equal(t, []string{"New York City", "Ada Lovelace"}, spans("Was New York City Ada Lovelace's home?"))
	assert.Equal(t, []string{"New York City"}, spans("New York City of God"), "of two of the same length the first")
	assert.Equal(t, []string{"It", "York"}, spans("Is It in York?"))
	assert.Empty(t, spans(""))

	m, ok := titles.Longest("in New York City", 2)
	assert.True(t, ok)
	assert.Equal(t, TitleMatch{retriever.Range{Start: 3, End: 16}, "new york city"}, m)
	_, ok = titles.Longest("in New York City", 0)
	assert.False(t, ok)
	_, ok = titles.Longest("York", 5)
	assert.False(t, ok)
	assert.NotNil(t, open(t, path, Options{}).Titles())
}

func TestManyTitles(t *testing.T) {
	titles := newTitles(1000)
	for i := range 1000 {
		titles.add(hash64(fmt.Sprint("title ", i)), 2)
		titles.add(hash64(fmt.Sprint("title ", i)), 2)
	}
	name := t.TempDir() + "/titles"
	require.NoError(t, titles.write(name))
	read, err := loadTitles(name)
	require.NoError(t, err)
	for _, set := range []*Titles{titles, read} {
		assert.Equal(t, 1000, set.Len())
		for i := range 2000 {
			require.Equal(t, i < 1000, set.Contains(fmt.Sprint("Title ", i)))
		}
	}
}
