package bleve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve/internal/corpusgen"
)

// clock is a time that only goes on when it is looked at, by step.
type clock struct {
	start time.Time
	step  atomic.Int64
	looks atomic.Int64
}

func (c *clock) now() time.Time {
	return c.start.Add(time.Duration(c.looks.Add(1) * c.step.Load()))
}

// commonWords is a corpus in which "everywhere" stands in all passages, "often" in one of three, "seldom" in one of a hundred, and
// each passage has a word of its own.
func commonWords(t *testing.T, n int) string {
	t.Helper()
	docs := make([]retriever.Document, n)
	for i := range docs {
		var b strings.Builder
		fmt.Fprintf(&b, "own%d everywhere ", i)
		if i%3 == 0 {
			b.WriteString("often ")
		}
		if i%100 == 0 {
			b.WriteString("seldom ")
		}
		b.WriteString(strings.Repeat("filler ", i%7))
		docs[i] = retriever.Document{ID: fmt.Sprintf("d%05d", i), Text: b.String()}
	}
	path := t.TempDir()
	build(t, path, docs...)
	return path
}

func TestDeadlineLeavesOutCommonWords(t *testing.T) {
	path := commonWords(t, 3000)
	tests := []struct {
		name     string
		question string
		left     time.Duration // of the clock, which stands still
		same     string        // a question that finds the same with all the time of the world
		says     string        // the warning; none if empty
	}{
		{"time enough", "own600 seldom often everywhere", time.Hour, "own600 seldom often everywhere", ""},
		{"the most common word first", "own600 seldom often everywhere", 80 * time.Microsecond, "own600 seldom often", `it left out the words "everywher": context`},
		{"all common words", "own600 seldom often everywhere", 4 * time.Microsecond, "own600 seldom", `it left out the words "everywher", "often": context`},
		{"never all but the rarest", "own600 often everywhere", 4 * time.Microsecond, "own600 often", `it left out the words "everywher": context`},
		{"words that nobody has do not count", "own600 nowhere often everywhere", 4 * time.Microsecond, "own600 nowhere often", `it left out the words "everywher": context`},
		{"two common words", "often everywhere", 4 * time.Microsecond, "often everywhere", ""},
		{"one common word", "everywhere", 4 * time.Microsecond, "everywhere", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := &clock{start: time.Now()}
			ix := open(t, path, Options{CacheBytes: -1, now: c.now})
			want, err := ix.Retrieve(ctx, test.same)
			require.NoError(t, err)
			require.NotEmpty(t, want)
			// The deadline itself is far away and only the clock is near it, so that a slow machine does not matter.
			late, cancel := context.WithDeadline(ctx, time.Now().Add(time.Hour))
			defer cancel()
			deadline, _ := late.Deadline()
			c.start = deadline.Add(-test.left)
			late, warnings := retriever.CollectWarnings(late)
			got, err := ix.Retrieve(late, test.question)
			require.NoError(t, err)
			assert.Equal(t, want, got)
			if test.says == "" {
				assert.Empty(t, warnings.All())
				return
			}
			require.Len(t, warnings.All(), 1)
			require.ErrorIs(t, warnings.All()[0], ErrCutShort)
			require.ErrorIs(t, warnings.All()[0], context.DeadlineExceeded)
			assert.ErrorContains(t, warnings.All()[0], test.says)
		})
	}
}

// TestDeadlineOverShards wants the same words left out of every shard, since else their scores would not compare.
func TestDeadlineOverShards(t *testing.T) {
	whole := commonWords(t, 1500)
	c := &clock{start: time.Now()}
	var shards Shards
	all := open(t, whole, Options{})
	parts := make([][]retriever.Document, 3)
	i := 0
	for doc, err := range all.Documents(ctx) {
		require.NoError(t, err)
		parts[i%3] = append(parts[i%3], doc)
		i++
	}
	for _, part := range parts {
		path := t.TempDir()
		build(t, path, part...)
		shards = append(shards, open(t, path, Options{CacheBytes: -1, now: c.now}))
	}
	late, cancel := context.WithDeadline(ctx, time.Now().Add(time.Hour))
	defer cancel()
	deadline, _ := late.Deadline()
	c.start = deadline.Add(-4 * time.Microsecond)
	late, warnings := retriever.CollectWarnings(late)
	got, err := shards.Search(late, Request{Question: "own600 seldom often everywhere"})
	require.NoError(t, err)
	want, err := all.Search(ctx, Request{Question: "own600 seldom"})
	require.NoError(t, err)
	assert.Equal(t, want, got)
	require.Len(t, warnings.All(), 1)
}

// TestDeadlineStopsTheSearch lets the time run out while the passages are looked at, after any number of looks at the clock, and
// wants either an error or hits with a warning that are those of a whole search, as far as they were found.
func TestDeadlineStopsTheSearch(t *testing.T) {
	path := commonWords(t, 9000)
	c := &clock{start: time.Now()}
	ix := open(t, path, Options{Workers: 1, now: c.now})
	const question = "everywhere often filler"
	whole, err := ix.Search(ctx, Request{Question: question, TopK: 9000})
	require.NoError(t, err)
	scores := map[string]float64{}
	for _, h := range whole {
		scores[h.ID] = h.Score
	}
	cut, complete := 0, 0
	for looks := 1; looks < 100 && complete == 0; looks++ {
		late, cancel := context.WithDeadline(ctx, time.Now().Add(time.Hour))
		deadline, _ := late.Deadline()
		c.looks.Store(0)
		c.step.Store(int64(time.Minute))
		// Seven eighths of the time are for the search.
		c.start = deadline.Add(-time.Duration(looks) * time.Minute * 8 / 7)
		late, warnings := retriever.CollectWarnings(late)
		hits, err := ix.Search(late, Request{Question: question, TopK: 5})
		cancel()
		if err != nil {
			require.ErrorIs(t, err, context.DeadlineExceeded)
			require.Nil(t, hits)
			continue
		}
		require.NotEmpty(t, hits)
		if len(warnings.All()) == 0 {
			require.Equal(t, whole[0].ID, hits[0].ID)
			complete++
			continue
		}
		cut++
		require.ErrorIs(t, warnings.All()[0], ErrCutShort)
		inAll := !strings.Contains(warnings.All()[0].Error(), "left out")
		for i, h := range hits {
			require.True(t, !inAll || math.Abs(scores[h.ID]-h.Score) < 1e-9, "what is found is scored in full")
			require.LessOrEqual(t, h.Score, scores[h.ID]+1e-9)
			require.True(t, i == 0 || hits[i-1].Score >= h.Score)
		}
	}
	assert.Positive(t, cut, "some searches are cut short")
	assert.Positive(t, complete, "with time enough none is")
}

// TestDeadlineForReal asks for many common words of a corpus with a cold cache, in a third of the time that it takes in full.
func TestDeadlineForReal(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("times mean nothing under the race detector")
	}
	corpus := corpusgen.Corpus{Size: 5000, Seed: 3}
	path := t.TempDir()
	_, err := Build(ctx, path, corpus.Passages(), WriteOptions{})
	require.NoError(t, err)
	// The hundred words that most of the first passages hold, and a few that hardly any does.
	e := english4test(t)
	counts := map[string]int{}
	for i := range 300 {
		for _, word := range parse(e, corpus.Passage(i).Text).words {
			counts[word]++
		}
	}
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	question := strings.Join(append(words[:100:100], words[len(words)-3:]...), " ")
	ix := open(t, path, Options{CacheBytes: -1, Workers: 1})
	began := time.Now()
	whole, err := ix.Search(ctx, Request{Question: question})
	require.NoError(t, err)
	full := time.Since(began)
	late, cancel := context.WithTimeout(ctx, full/3)
	defer cancel()
	late, warnings := retriever.CollectWarnings(late)
	began = time.Now()
	hits, err := ix.Search(late, Request{Question: question})
	took := time.Since(began)
	if errors.Is(err, context.DeadlineExceeded) {
		t.Skipf("the machine is too busy: not even two words in %v", full/3)
	}
	require.NoError(t, err)
	require.NotEmpty(t, warnings.All())
	require.ErrorIs(t, warnings.All()[0], ErrCutShort)
	common := 0
	for _, h := range hits {
		for _, w := range whole {
			if w.ID == h.ID {
				common++
			}
		}
	}
	t.Logf("in full %v; with a deadline of %v it took %v and gave %d of the same 10: %v", full, full/3, took, common, warnings.All()[0])
	assert.Less(t, took, full/3+100*time.Millisecond)
}

func TestLongQuestion(t *testing.T) {
	path := t.TempDir()
	build(t, path, retriever.Document{ID: "first", Text: "w0"}, retriever.Document{ID: "last", Text: fmt.Sprint("w", MaxQuestionWords-1)},
		retriever.Document{ID: "beyond", Text: fmt.Sprint("w", MaxQuestionWords)})
	ix := open(t, path, Options{})
	ask := func(words int) ([]string, []error) {
		var b strings.Builder
		for i := range words {
			fmt.Fprintf(&b, "w%d w%d ", i, i)
		}
		ctx, warnings := retriever.CollectWarnings(ctx)
		docs, err := ix.Retrieve(ctx, b.String())
		require.NoError(t, err)
		var ids []string
		for _, doc := range docs {
			ids = append(ids, doc.ID)
		}
		return ids, warnings.All()
	}
	ids, warnings := ask(MaxQuestionWords)
	assert.Equal(t, []string{"first", "last"}, ids)
	assert.Empty(t, warnings)
	ids, warnings = ask(MaxQuestionWords + 1)
	assert.Equal(t, []string{"first", "last"}, ids)
	require.Len(t, warnings, 1)
	require.ErrorIs(t, warnings[0], ErrLongQuestion)
	assert.ErrorContains(t, warnings[0], "only its first 1024 different words were searched for")
}

// TestFarDeadlineCostsNothing wants the terms counted before they are read only where the deadline may matter.
func TestFarDeadlineCostsNothing(t *testing.T) {
	path := commonWords(t, 3000)
	c := &clock{start: time.Now()}
	ix := open(t, path, Options{CacheBytes: -1, now: c.now})
	for _, test := range []struct {
		left  time.Duration
		ample bool
	}{{time.Minute, true}, {20 * time.Millisecond, true}, {time.Millisecond, false}, {0, false}, {-time.Second, false}} {
		late, cancel := context.WithDeadline(ctx, time.Now().Add(time.Hour))
		defer cancel()
		deadline, _ := late.Deadline()
		c.start = deadline.Add(-test.left)
		r := &ranking{request: Request{Question: "own600 seldom often everywhere"}, parts: []*Index{ix}, budget: newBudget(late, c.now)}
		require.NoError(t, r.ask(late))
		assert.Equal(t, test.ample, r.ample(), "%s", test.left)
	}
	without := &ranking{parts: []*Index{ix}, budget: newBudget(ctx, c.now)}
	assert.True(t, without.ample(), "no deadline")
}
