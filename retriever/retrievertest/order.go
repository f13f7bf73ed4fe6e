package retrievertest

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/qcompiler/qcompiler/retriever"
)

// orderChecks are about the order of results. That scores fall and ties go by ID is checked on every result there is.
func orderChecks() []check {
	return []check{
		{"ties are broken by id", twins, func(r retriever.Retriever) error {
			docs, err := search(r, "walnuts")
			if err != nil {
				return err
			}
			want := []string{"t1", "t10", "t2", "t3", "t5", "t7", "t9"}
			if !slices.Equal(ids(docs), want) {
				return fmt.Errorf("identical passages must come in the order of their ids %v, got %v", want, ids(docs))
			}
			return nil
		}},
		{"ties are broken before the cut", twins, func(r retriever.Retriever) error {
			docs, err := search(r, "walnuts", retriever.WithTopK(3))
			if err != nil {
				return err
			}
			if want := []string{"t1", "t10", "t2"}; !slices.Equal(ids(docs), want) {
				return fmt.Errorf("the best 3 of identical passages are %v, got %v", want, ids(docs))
			}
			return nil
		}},
		{"a larger top-k only adds", func() []retriever.Document { return many(90) }, func(r retriever.Retriever) error {
			all, err := search(r, "limestone gravel", retriever.WithTopK(90))
			if err != nil {
				return err
			}
			if len(all) != 90 {
				return fmt.Errorf("all 90 passages match, got %d", len(all))
			}
			for _, k := range []int{1, 2, 10, 31, 89} {
				docs, err := search(r, "limestone gravel", retriever.WithTopK(k))
				if err != nil {
					return err
				}
				if !slices.Equal(ids(docs), ids(all)[:k]) {
					return fmt.Errorf("the best %d are not the first %d of the best 90: %v", k, k, ids(docs))
				}
			}
			return nil
		}},
		{"the same call gives the same result", func() []retriever.Document { return many(200) }, func(r retriever.Retriever) error {
			first, err := search(r, "gravel limestone pebble", retriever.WithTopK(50))
			if err != nil {
				return err
			}
			for range 20 {
				again, err := search(r, "gravel limestone pebble", retriever.WithTopK(50))
				if err != nil {
					return err
				}
				if !reflect.DeepEqual(first, again) {
					return fmt.Errorf("results differ from call to call: %v and %v", ids(first), ids(again))
				}
			}
			return nil
		}},
	}
}
