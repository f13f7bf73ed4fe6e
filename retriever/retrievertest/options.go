package retrievertest

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/qcompiler/qcompiler/retriever"
)

// optionChecks are about top-k, minimum score and filter.
func optionChecks() []check {
	return []check{
		{"top-k defaults to 10", func() []retriever.Document { return many(40) }, func(r retriever.Retriever) error {
			for _, opts := range [][]retriever.Option{nil, {retriever.WithTopK(0)}, {retriever.WithTopK(-3)}} {
				if err := wantCount(r, "gravel", retriever.DefaultTopK, opts...); err != nil {
					return err
				}
			}
			return nil
		}},
		{"top-k may be larger than the corpus", func() []retriever.Document { return many(40) }, func(r retriever.Retriever) error {
			for _, k := range []int{40, 41, 1000} {
				if err := wantCount(r, "gravel", 40, retriever.WithTopK(k)); err != nil {
					return fmt.Errorf("top-k %d: %w", k, err)
				}
			}
			return nil
		}},
		{"a huge top-k is answered or refused", func() []retriever.Document { return many(40) }, func(r retriever.Retriever) error {
			for _, k := range []int{1 << 20, math.MaxInt32, math.MaxInt} {
				docs, err := r.Retrieve(context.Background(), "gravel", retriever.WithTopK(k))
				if err == nil && len(docs) != 40 {
					return fmt.Errorf("top-k %d: want 40 passages or an error, got %d", k, len(docs))
				}
			}
			return nil
		}},
		{"minimum score keeps what reaches it", func() []retriever.Document { return many(60) }, minimumScore},
		{"filter chooses by metadata", Documents, func(r retriever.Retriever) error {
			docs, err := search(r, "lighthouse bell tower copper", retriever.WithFilter("kind", "building"))
			if err != nil {
				return err
			}
			got := slices.Sorted(slices.Values(ids(docs)))
			if want := []string{"lighthouse", "tower"}; !slices.Equal(got, want) {
				return fmt.Errorf("want %v, got %v", want, got)
			}
			return nil
		}},
		{"filters must all hold", Documents, func(r retriever.Retriever) error {
			query := "lighthouse 灯塔 1874"
			zh, err := search(r, query, retriever.WithFilter("kind", "building"), retriever.WithFilter("lang", "zh"))
			if err != nil {
				return err
			}
			if !slices.Equal(ids(zh), []string{"chinese"}) {
				return fmt.Errorf("want only \"chinese\", got %v", ids(zh))
			}
			none, err := search(r, query, retriever.WithFilter("kind", "person"), retriever.WithFilter("lang", "zh"))
			if err != nil || none != nil {
				return fmt.Errorf("want nothing, got %v (%w)", ids(none), err)
			}
			return nil
		}},
		{"filter values are whole and exact", Documents, func(r retriever.Retriever) error {
			for _, f := range [][2]string{
				{"kind", "build"},
				{"kind", "Building"},
				{"kind", "building "},
				{"kind", "*"},
				{"kind", ""},
				{"Kind", "building"},
				{"absent", "x"},
				{"absent", ""},
				{"", ""},
				{"kind", "building OR person"},
				{"kind", "\x00"},
				{"kind\xff", "\xff"},
			} {
				docs, err := search(r, "lighthouse bell windmill", retriever.WithFilter(f[0], f[1]))
				if err != nil {
					return err
				}
				if docs != nil {
					return fmt.Errorf("filter %q=%q: no passage has it, got %v", f[0], f[1], ids(docs))
				}
			}
			return nil
		}},
		{"filter comes before top-k", func() []retriever.Document { return many(120) }, func(r retriever.Retriever) error {
			for _, parity := range []string{"even", "odd"} {
				for _, k := range []int{1, 5, 60} {
					if err := wantCount(r, "gravel", k, retriever.WithTopK(k), retriever.WithFilter("parity", parity)); err != nil {
						return fmt.Errorf("60 passages are %s: %w", parity, err)
					}
				}
			}
			return nil
		}},
	}
}

func wantCount(r retriever.Retriever, query string, want int, opts ...retriever.Option) error {
	docs, err := search(r, query, opts...)
	if err != nil {
		return err
	}
	if len(docs) != want {
		return fmt.Errorf("query %q: want %d passages, got %d", query, want, len(docs))
	}
	return nil
}

// minimumScore cuts a ranking at each of its own scores.
func minimumScore(r retriever.Retriever) error {
	const query = "limestone pebble gravel"
	all, err := search(r, query, retriever.WithTopK(60))
	if err != nil {
		return err
	}
	for _, at := range []int{0, 1, len(all) / 2, len(all) - 1} {
		least := all[at].Score
		if least == 0 {
			continue // a minimum of 0 means none
		}
		want := 0
		for want < len(all) && all[want].Score >= least {
			want++
		}
		docs, err := search(r, query, retriever.WithTopK(60), retriever.WithMinScore(least))
		if err != nil {
			return err
		}
		if !slices.Equal(ids(docs), ids(all)[:want]) {
			return fmt.Errorf("%d passages score %v or more, got %d", want, least, len(docs))
		}
	}
	none, err := search(r, query, retriever.WithMinScore(2*math.Abs(all[0].Score)+1))
	if err != nil || none != nil {
		return fmt.Errorf("a minimum above the best score must leave nothing, got %v (%w)", ids(none), err)
	}
	return nil
}
