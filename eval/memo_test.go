package eval

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
)

// slow is a clock on which every reading passes a second, so that all that is made takes one.
func slow() func() time.Time {
	now := time.Unix(0, 0)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

// TestMemoTakesExactInputsOnly asks twice: what is the same is read once, what differs in anything is read again.
func TestMemoTakesExactInputsOnly(t *testing.T) {
	passage := retriever.Document{ID: "1", Title: "Copper Sky", Text: "Copper Sky is a film by Ann Bell.", Score: 2, Metadata: map[string]string{"year": "1950"}}
	change := func(with func(r *answer.Request)) answer.Request {
		r := answer.Request{
			Question: "Who made Copper Sky", Filled: []retriever.Range{{Start: 9, End: 19}}, Origins: []*retriever.Document{nil},
			Passages: []retriever.Document{passage},
		}
		with(&r)
		return r
	}
	document := func(with func(d *retriever.Document)) func(r *answer.Request) {
		return func(r *answer.Request) {
			d := passage
			with(&d)
			r.Passages = []retriever.Document{d}
		}
	}
	m, reads := newMemo(slow()), 0
	a := m.answerer(answer.Func(func(context.Context, answer.Request) (answer.Answer, error) {
		reads++
		return answer.Answer{Text: strconv.Itoa(reads)}, nil
	}), &ledger{})
	ask := func(r answer.Request) string {
		got, err := a.Answer(t.Context(), r)
		require.NoError(t, err)
		return got.Text
	}
	same := change(func(*answer.Request) {})
	require.Equal(t, "1", ask(same))
	other := map[string]func(r *answer.Request){
		"question":     func(r *answer.Request) { r.Question += "?" },
		"filled":       func(r *answer.Request) { r.Filled = []retriever.Range{{Start: 9, End: 18}} },
		"not filled":   func(r *answer.Request) { r.Filled = nil },
		"origin":       func(r *answer.Request) { r.Origins = []*retriever.Document{&passage} },
		"alternatives": func(r *answer.Request) { r.Alternatives = 2 },
		"explain":      func(r *answer.Request) { r.Explain = true },
		"more":         func(r *answer.Request) { r.Passages = append(r.Passages, passage) },
		"text":         document(func(d *retriever.Document) { d.Text += " " }),
		"title":        document(func(d *retriever.Document) { d.Title = "" }),
		"index":        document(func(d *retriever.Document) { d.Index = "b" }),
		"score":        document(func(d *retriever.Document) { d.Score++ }),
		"matches":      document(func(d *retriever.Document) { d.Matches = []retriever.Range{{Start: 0, End: 6}} }),
		"metadata":     document(func(d *retriever.Document) { d.Metadata = map[string]string{"year": "1951"} }),
	}
	seen := map[string]bool{"1": true}
	for name, with := range other {
		got := ask(change(with))
		assert.False(t, seen[got], name)
		seen[got] = true
	}
	assert.Equal(t, "1", ask(same))
	assert.Equal(t, 1+len(other), reads)
}

// TestMemoAndModels keeps what a model read for the search for the first error alone, and what failed for nobody.
func TestMemoAndModels(t *testing.T) {
	m, reads := newMemo(slow()), 0
	broken := errors.New("broken")
	model := answer.Func(func(ctx context.Context, r answer.Request) (answer.Answer, error) {
		reads++
		if r.Question == "broken" {
			return answer.Answer{}, broken
		}
		return answer.Answer{}, llm.MeterFrom(ctx).Reserve()
	})
	ctx := llm.WithMeter(t.Context(), llm.NewMeter(-1))
	for _, step := range []struct {
		question string
		search   bool
		reads    int
	}{{"a", false, 1}, {"a", false, 2}, {"a", true, 2}, {"b", true, 3}, {"b", true, 3}, {"b", false, 4}, {"broken", true, 5}, {"broken", true, 6}} {
		_, err := m.answerer(model, &ledger{search: step.search}).Answer(ctx, answer.Request{Question: step.question})
		if step.question == "broken" {
			assert.ErrorIs(t, err, broken)
		} else {
			require.NoError(t, err)
		}
		assert.Equal(t, step.reads, reads, step)
	}
	assert.Equal(t, 4, llm.MeterFrom(ctx).Usage().Calls, "what is paid for is counted")
}

// TestMemoWarnings does not keep a ranking that lacks something, and hands the warning on.
func TestMemoWarnings(t *testing.T) {
	m, finds := newMemo(slow()), 0
	r := m.retriever(retriever.Func(func(ctx context.Context, query string, _ ...retriever.Option) ([]retriever.Document, error) {
		if finds++; query == "partial" {
			retriever.Warn(ctx, errors.New("a shard is missing"))
		}
		return []retriever.Document{{ID: query}}, nil
	}), &ledger{})
	for _, want := range []struct {
		query        string
		top          int
		finds, warns int
	}{{"whole", 5, 1, 0}, {"whole", 5, 1, 0}, {"whole", 6, 2, 0}, {"partial", 5, 3, 1}, {"partial", 5, 4, 1}} {
		ctx, warnings := retriever.CollectWarnings(t.Context())
		docs, err := r.Retrieve(ctx, want.query, retriever.WithTopK(want.top))
		require.NoError(t, err)
		assert.Equal(t, want.query, docs[0].ID)
		assert.Equal(t, want.finds, finds, want)
		assert.Len(t, warnings.All(), want.warns, want)
	}
}

func TestMemoIsBounded(t *testing.T) {
	var k kept[int]
	for i := range 5 * memoSize {
		k.put(strconv.Itoa(i), timed[int]{value: i})
		known, ok := k.get("0")
		require.True(t, ok, "what is asked for stays")
		assert.Equal(t, 0, known.value)
	}
	assert.LessOrEqual(t, len(k.young)+len(k.old), 2*memoSize)
	_, ok := k.get("1")
	assert.False(t, ok)
}

// TestLedger counts what was done before as if it had been done again: leaves that wait for one another one after the other, others at the
// same time.
func TestLedger(t *testing.T) {
	for _, test := range []struct {
		expression string
		want       time.Duration
	}{{"a * b {#1}", 5 * time.Second}, {"a + b", 3 * time.Second}, {"a + c", 2 * time.Second}, {"c + d", 0}} {
		var l ledger
		l.add("a", 2*time.Second)
		l.add("b", time.Second)
		l.add("b", 2*time.Second) // retrieved, and read
		p, err := qcompiler.Compile(test.expression)
		require.NoError(t, err)
		result := &executor.Result{Leaves: make([]executor.LeafResult, len(p.Leaves()))}
		for i, leaf := range p.Leaves() {
			result.Leaves[i].Runs = []executor.Run{{Question: leaf.Text[:1]}}
		}
		assert.Equal(t, test.want, l.settle(p, result), test.expression)
	}
}

// TestMemoTellsTheTime has a look-up cost who takes it what it cost who made it.
func TestMemoTellsTheTime(t *testing.T) {
	m := newMemo(slow())
	none := retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) { return nil, nil })
	var first, second ledger
	for _, l := range []*ledger{&first, &second} {
		_, err := m.retriever(none, l).Retrieve(t.Context(), "a")
		require.NoError(t, err)
	}
	assert.Empty(t, first.owed)
	assert.Equal(t, map[string]time.Duration{"a": time.Second}, second.owed)
}
