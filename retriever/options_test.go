package retriever_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/retriever"
)

func TestOptionsKeep(t *testing.T) {
	film := map[string]string{"year": "1975", "note": ""}
	for name, c := range map[string]struct {
		opts  []retriever.Option
		score float64
		want  bool
	}{
		"no options keep all, negative scores too": {nil, -3, true},
		"the minimum itself":                       {[]retriever.Option{retriever.WithMinScore(2)}, 2, true},
		"less than the minimum":                    {[]retriever.Option{retriever.WithMinScore(2)}, 1.9, false},
		"a filter that holds":                      {[]retriever.Option{retriever.WithFilter("year", "1975")}, 0, true},
		"another value":                            {[]retriever.Option{retriever.WithFilter("year", "1976")}, 0, false},
		"one of two holds":                         {[]retriever.Option{retriever.WithFilter("year", "1975"), retriever.WithFilter("genre", "horror")}, 0, false},
		"an empty value":                           {[]retriever.Option{retriever.WithFilter("note", "")}, 0, true},
		"an absent key is not an empty value":      {[]retriever.Option{retriever.WithFilter("genre", "")}, 0, false},
	} {
		assert.Equal(t, c.want, retriever.Apply(c.opts...).Keeps(c.score, film), name)
	}
}
