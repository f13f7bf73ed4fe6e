package eval

import (
	"context"
	"hash/maphash"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
)

// memo keeps what was retrieved and read in a run, so that what several systems or questions ask the same is done once: the plans of a
// question have leaves in common, and the search for its first error runs most of them again with one part replaced. Only what has exactly
// the same input is taken from it. What it took the first time is told to the [ledger] of who takes it. What a language model had a part in is
// for the search for the first error alone: each system is to ask and pay for its own.
type memo struct {
	reads kept[answer.Answer]
	finds kept[[]retriever.Document]
	clock func() time.Time
	seed  maphash.Seed
}

// memoSize is how many look-ups of a run are kept at least, and half of how many at most: some 50 MB.
const memoSize = 4096

func newMemo(clock func() time.Time) *memo { return &memo{clock: clock, seed: maphash.MakeSeed()} }

// ledger is what a system did not do because it was done before: the time it took then, by the question of the leaf. It belongs to the time
// of the system.
type ledger struct {
	search bool // for the first error, not a system
	mu     sync.Mutex
	owed   map[string]time.Duration
}

func (l *ledger) add(question string, took time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.owed == nil {
		l.owed = map[string]time.Duration{}
	}
	l.owed[question] += took
}

// settle adds to the runs of the leaves what they owe, and returns by how much that makes the whole longer: by that of the leaves that wait
// for one another.
func (l *ledger) settle(p *executor.Program, r *executor.Result) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.owed) == 0 || r == nil {
		return 0
	}
	before := criticalPath(p, r)
	for i := range r.Leaves {
		for j := range r.Leaves[i].Runs {
			run := &r.Leaves[i].Runs[j]
			run.Elapsed += executor.Milliseconds(l.owed[run.Question])
		}
	}
	return criticalPath(p, r) - before
}

// kept is a bounded map: when the younger half is full, the older one goes.
type kept[T any] struct {
	mu         sync.Mutex
	young, old map[string]timed[T]
}

// timed is a value with the time it took to make.
type timed[T any] struct {
	value   T
	took    time.Duration
	byModel bool
}

func (k *kept[T]) get(key string) (timed[T], bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	known, ok := k.young[key]
	if !ok {
		if known, ok = k.old[key]; ok {
			k.add(key, known)
		}
	}
	return known, ok
}

func (k *kept[T]) put(key string, made timed[T]) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.add(key, made)
}

func (k *kept[T]) add(key string, made timed[T]) {
	if len(k.young) >= memoSize {
		k.young, k.old = nil, k.young
	}
	if k.young == nil {
		k.young = map[string]timed[T]{}
	}
	k.young[key] = made
}

// recall returns what is kept for a key, or makes it, and keeps it if that is fit to be kept.
func recall[T any](m *memo, k *kept[T], l *ledger, question, key string, make func() (made timed[T], fit bool, err error)) (T, error) {
	if known, ok := k.get(key); ok && (l.search || !known.byModel) {
		l.add(question, known.took)
		return known.value, nil
	}
	began := m.clock()
	made, fit, err := make()
	if err == nil && fit { // what failed may not fail again
		made.took = m.clock().Sub(began)
		k.put(key, made)
	}
	return made.value, err
}

// answerer returns a with its answers kept.
func (m *memo) answerer(a answer.Answerer, l *ledger) answer.Answerer {
	return answer.Func(func(ctx context.Context, req answer.Request) (answer.Answer, error) {
		return recall(m, &m.reads, l, req.Question, m.readKey(&req), func() (timed[answer.Answer], bool, error) {
			ctx, used := llm.WithPart(ctx, llm.MeterFrom(ctx))
			found, err := a.Answer(ctx, req)
			return timed[answer.Answer]{value: found, byModel: used.Usage() != llm.Usage{}}, true, err
		})
	})
}

// retriever is the same for a retriever. What it warned of is not kept.
func (m *memo) retriever(r retriever.Retriever, l *ledger) retriever.Retriever {
	return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
		key := strconv.Itoa(retriever.Apply(opts...).TopK) + " " + query
		return recall(m, &m.finds, l, query, key, func() (timed[[]retriever.Document], bool, error) {
			metered, used := llm.WithPart(ctx, llm.MeterFrom(ctx))
			metered, warnings := retriever.CollectWarnings(metered)
			docs, err := r.Retrieve(metered, query, opts...)
			all := warnings.All()
			for _, w := range all {
				retriever.Warn(ctx, w)
			}
			return timed[[]retriever.Document]{value: docs, byModel: used.Usage() != llm.Usage{}}, len(all) == 0, err
		})
	})
}

// readKey is the same for two requests that are answered the same: for those that hold the same.
func (m *memo) readKey(req *answer.Request) string {
	var key strings.Builder
	key.WriteString(req.Question)
	var hash maphash.Hash
	hash.SetSeed(m.seed)
	number := func(n int) { maphash.WriteComparable(&hash, n) }
	number(req.Alternatives)
	maphash.WriteComparable(&hash, req.Explain)
	number(len(req.Filled))
	maphash.WriteComparable(&hash, req.Guess)
	for _, f := range req.Filled {
		maphash.WriteComparable(&hash, f)
	}
	number(len(req.Origins))
	for _, d := range req.Origins {
		if maphash.WriteComparable(&hash, d == nil); d != nil {
			hashDocument(&hash, d)
		}
	}
	for i := range req.Passages {
		hashDocument(&hash, &req.Passages[i])
	}
	key.WriteByte(0)
	key.WriteString(strconv.FormatUint(hash.Sum64(), 36))
	return key.String()
}

func hashDocument(hash *maphash.Hash, d *retriever.Document) {
	maphash.WriteComparable(hash, [...]string{d.Index, d.ID, d.Title, d.Text})
	maphash.WriteComparable(hash, d.Score)
	maphash.WriteComparable(hash, len(d.Matches))
	for _, m := range d.Matches {
		maphash.WriteComparable(hash, m)
	}
	for _, name := range slices.Sorted(maps.Keys(d.Metadata)) {
		maphash.WriteComparable(hash, [...]string{name, d.Metadata[name]})
	}
}
