package retrievertest

import (
	"context"
	"fmt"
	"reflect"
	"sync"

	"github.com/qcompiler/qcompiler/retriever"
)

// sharingChecks are about callers that must not notice each other.
func sharingChecks() []check {
	return []check{
		{"results belong to the caller", Documents, func(r retriever.Retriever) error {
			const query = "copper kettle Quillmouth bell tower"
			want, err := search(r, query)
			if err != nil {
				return err
			}
			want = clone(want)
			spoilt, err := search(r, query)
			if err != nil {
				return err
			}
			for i := range spoilt {
				for k := range spoilt[i].Metadata {
					spoilt[i].Metadata[k] = "spoilt"
				}
				for j := range spoilt[i].Matches {
					spoilt[i].Matches[j] = retriever.Range{Start: -1, End: -1}
				}
				spoilt[i].ID, spoilt[i].Score = "spoilt", -1
			}
			again, err := search(r, query)
			if err != nil {
				return err
			}
			if !reflect.DeepEqual(want, again) {
				return fmt.Errorf("changing a result changed a later one")
			}
			return nil
		}},
		{"calls at the same time agree", func() []retriever.Document { return append(many(300), Documents()...) }, concurrentCalls},
	}
}

func clone(docs []retriever.Document) []retriever.Document {
	out := make([]retriever.Document, len(docs))
	for i, d := range docs {
		out[i] = d.Clone()
	}
	return out
}

// concurrentCalls runs queries one after the other and then all at once; some of the latter are cancelled.
func concurrentCalls(r retriever.Retriever) error {
	queries := []string{"gravel", "limestone pebble", "copper kettle", "bell tower lighthouse", "灯塔", "nothing at all like this", "quarry 17"}
	want := make([][]retriever.Document, len(queries))
	for i, q := range queries {
		docs, err := search(r, q, retriever.WithTopK(25))
		if err != nil {
			return err
		}
		want[i] = docs
	}
	const workers = 8
	failures := make([]error, workers)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for round := range 6 * len(queries) {
				i := (w + round) % len(queries)
				if round%5 == 4 {
					ctx, cancel := context.WithCancel(context.Background())
					cancel()
					_, _ = r.Retrieve(ctx, queries[i], retriever.WithTopK(25))
					continue
				}
				docs, err := search(r, queries[i], retriever.WithTopK(25))
				if err != nil {
					failures[w] = err
					return
				}
				if !reflect.DeepEqual(docs, want[i]) {
					failures[w] = fmt.Errorf("query %q at the same time as others: %v, alone: %v", queries[i], ids(docs), ids(want[i]))
					return
				}
			}
		})
	}
	group.Wait()
	for _, err := range failures {
		if err != nil {
			return err
		}
	}
	return nil
}
