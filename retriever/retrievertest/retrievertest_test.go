package retrievertest_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/retriever/retrievertest"
)

// sound is a retriever that passes.
func sound(docs []retriever.Document) retriever.Retriever {
	x, err := memory.New(docs, memory.Config{Analyzer: memory.Plain})
	if err != nil {
		panic(err)
	}
	return x
}

func TestSoundRetrieverPasses(t *testing.T) {
	retrievertest.Run(t, sound)
}

// retrieve is the signature of the one method.
type retrieve func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error)

// TestBrokenRetrieversFail breaks one promise at a time: the suite must name it.
func TestBrokenRetrieversFail(t *testing.T) {
	if raceEnabled {
		t.Skip("nothing here is shared between goroutines that the sound retriever does not share, and it is slow")
	}
	for _, tc := range []struct {
		name string
		want string // in the message
		with func(next retrieve) retrieve
	}{
		{"worst first", "comes after", func(next retrieve) retrieve {
			return onDocs(next, func(docs []retriever.Document) []retriever.Document { slices.Reverse(docs); return docs })
		}},
		{"ties by chance", "order of ids", func(next retrieve) retrieve {
			return onDocs(next, func(docs []retriever.Document) []retriever.Document {
				slices.SortStableFunc(docs, func(a, b retriever.Document) int {
					return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.ID), len(b.ID)))
				})
				return docs
			})
		}},
		{"empty slice", "must be nil", func(next retrieve) retrieve {
			return onDocs(next, func(docs []retriever.Document) []retriever.Document {
				return append([]retriever.Document{}, docs...)
			})
		}},
		{"ignores top-k", "for a top-k of", func(next retrieve) retrieve {
			return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				return next(ctx, q, append(opts, retriever.WithTopK(1000))...)
			}
		}},
		{"ignores the minimum", "less than the minimum", func(next retrieve) retrieve {
			return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				return next(ctx, q, append(opts, retriever.WithMinScore(0))...)
			}
		}},
		{"filters after the cut", "60 passages are", func(next retrieve) retrieve {
			return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				o := retriever.Apply(opts...)
				docs, err := next(ctx, q, retriever.WithTopK(o.TopK), retriever.WithMinScore(o.MinScore))
				docs = slices.DeleteFunc(docs, func(d retriever.Document) bool {
					for k, v := range o.Filter {
						if got, ok := d.Metadata[k]; !ok || got != v {
							return true
						}
					}
					return false
				})
				if len(docs) == 0 {
					docs = nil
				}
				return docs, err
			}
		}},
		{"absent is empty", "the filter wants", func(next retrieve) retrieve {
			return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				o := retriever.Apply(opts...)
				kept := []retriever.Option{retriever.WithTopK(o.TopK), retriever.WithMinScore(o.MinScore)}
				for k, v := range o.Filter {
					if v != "" {
						kept = append(kept, retriever.WithFilter(k, v))
					}
				}
				return next(ctx, q, kept...)
			}
		}},
		{"deaf to its context", "want an error that is context canceled", func(next retrieve) retrieve {
			return func(_ context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				return next(context.Background(), q, opts...)
			}
		}},
		{"obeys minus", `"copper -windmill" does not search`, func(next retrieve) retrieve {
			return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				before, _, _ := strings.Cut(q, " -")
				return next(ctx, before, opts...)
			}
		}},
		{"refuses odd bytes", "unexpected error", func(next retrieve) retrieve {
			return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				if strings.ContainsRune(q, 0) {
					return nil, errors.New("bad byte")
				}
				return next(ctx, q, opts...)
			}
		}},
		{"refuses long queries", "unexpected error", func(next retrieve) retrieve {
			return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				if len(q) > 1<<16 {
					return nil, errors.New("too long")
				}
				return next(ctx, q, opts...)
			}
		}},
		{"shares its memory", "changed a later one", sharing},
		{"finds everything always", "want nothing", func(next retrieve) retrieve {
			return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
				return next(ctx, q+" lighthouse", opts...)
			}
		}},
		{"loses metadata", "came back changed", func(next retrieve) retrieve {
			return onDocs(next, func(docs []retriever.Document) []retriever.Document {
				for i := range docs {
					docs[i].Metadata = nil
				}
				return docs
			})
		}},
		{"matches outside the text", "outside the text", func(next retrieve) retrieve {
			return onDocs(next, func(docs []retriever.Document) []retriever.Document {
				for i := range docs {
					docs[i].Matches = []retriever.Range{{Start: 0, End: len(docs[i].Text) + 1}}
				}
				return docs
			})
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			err := retrievertest.Check(func(docs []retriever.Document) retriever.Retriever {
				return retriever.Func(tc.with(sound(docs).Retrieve))
			})
			if assert.Error(t, err, "the suite does not notice") {
				assert.Contains(t, err.Error(), tc.want)
			}
		})
	}
}

func onDocs(next retrieve, change func([]retriever.Document) []retriever.Document) retrieve {
	return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
		docs, err := next(ctx, q, opts...)
		return change(docs), err
	}
}

// sharing hands out the same metadata maps again and again.
func sharing(next retrieve) retrieve {
	maps := make(map[string]map[string]string)
	return onDocsLocked(next, func(docs []retriever.Document) {
		for i, d := range docs {
			if maps[d.ID] == nil {
				maps[d.ID] = d.Metadata
			}
			docs[i].Metadata = maps[d.ID]
		}
	})
}

func onDocsLocked(next retrieve, change func([]retriever.Document)) retrieve {
	lock := make(chan struct{}, 1)
	return func(ctx context.Context, q string, opts ...retriever.Option) ([]retriever.Document, error) {
		docs, err := next(ctx, q, opts...)
		lock <- struct{}{}
		defer func() { <-lock }()
		change(docs)
		return docs, err
	}
}
