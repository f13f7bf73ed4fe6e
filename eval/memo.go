package eval

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// memo keeps what was retrieved and read for one question. The systems, which are timed, fill it; the search for the first error, which runs
// most of the same look-ups again with one part replaced, takes from it what is there.
type memo struct {
	mu    sync.Mutex
	reads map[string]answer.Answer
	finds map[string][]retriever.Document
}

func newMemo() *memo {
	return &memo{reads: map[string]answer.Answer{}, finds: map[string][]retriever.Document{}}
}

// recall returns what a map of the memo holds for a key, or makes it and keeps it. Without use it is always made.
func recall[T any](m *memo, from map[string]T, key string, use bool, make func() (T, error)) (T, error) {
	if use {
		m.mu.Lock()
		known, ok := from[key]
		m.mu.Unlock()
		if ok {
			return known, nil
		}
	}
	made, err := make()
	if err == nil { // what failed may not fail again
		m.mu.Lock()
		from[key] = made
		m.mu.Unlock()
	}
	return made, err
}

// answerer returns a with its answers kept, and with use taken from what is kept.
func (m *memo) answerer(a answer.Answerer, use bool) answer.Answerer {
	return answer.Func(func(ctx context.Context, req answer.Request) (answer.Answer, error) {
		return recall(m, m.reads, readKey(&req), use, func() (answer.Answer, error) { return a.Answer(ctx, req) })
	})
}

// retriever is the same for a retriever.
func (m *memo) retriever(r retriever.Retriever, use bool) retriever.Retriever {
	return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
		key := strconv.Itoa(retriever.Apply(opts...).TopK) + " " + query
		return recall(m, m.finds, key, use, func() ([]retriever.Document, error) { return r.Retrieve(ctx, query, opts...) })
	})
}

// readKey is the same for two requests that are answered the same.
func readKey(req *answer.Request) string {
	var key strings.Builder
	part := func(text string) {
		key.WriteString(strconv.Itoa(len(text)))
		key.WriteByte(':')
		key.WriteString(text)
	}
	number := func(n int) { part(strconv.Itoa(n)) }
	part(req.Question)
	number(req.Alternatives)
	for _, f := range req.Filled {
		number(f.Start)
		number(f.End)
	}
	for i := range req.Passages {
		part(req.Passages[i].Index)
		part(req.Passages[i].ID)
	}
	return key.String()
}
