package retriever_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/retriever/retrievertest"
)

func multi(t testing.TB, cfg retriever.MultiConfig, indexes map[string]retriever.Retriever) *retriever.Multi {
	t.Helper()
	m, err := retriever.NewMulti(indexes, cfg)
	require.NoError(t, err)
	return m
}

func TestMulti(t *testing.T) {
	indexes := map[string]retriever.Retriever{"wiki": fixed("1", "2"), "news": fixed("1", "3"), "mail": fixed("9")}
	byPrefix := func(_ context.Context, query string, names []string) ([]string, error) {
		name, _, ok := strings.Cut(query, " ")
		switch {
		case name == "fail":
			return nil, errors.New("cannot say")
		case !ok:
			return nil, nil
		}
		return []string{name, name}, nil
	}
	for name, tc := range map[string]struct {
		cfg   retriever.MultiConfig
		query string
		opts  []retriever.Option
		want  []string
		err   string
	}{
		"all, equal ids stay apart": {query: "q", want: []string{"news:1", "wiki:1", "mail:9", "wiki:2", "news:3"}},
		"named":                     {query: "q", opts: []retriever.Option{retriever.WithIndexes("news")}, want: []string{"news:1", "news:3"}},
		"named twice":               {query: "q", opts: []retriever.Option{retriever.WithIndexes("news", "mail", "news")}, want: []string{"news:1", "mail:9", "news:3"}},
		"routed":                    {cfg: retriever.MultiConfig{Route: byPrefix}, query: "wiki sea", want: []string{"wiki:1", "wiki:2"}},
		"routed nowhere":            {cfg: retriever.MultiConfig{Route: byPrefix}, query: "sea", want: []string{}},
		"a name goes before routes": {cfg: retriever.MultiConfig{Route: byPrefix}, query: "wiki sea", opts: []retriever.Option{retriever.WithIndexes("mail")}, want: []string{"mail:9"}},
		"unknown":                   {query: "q", opts: []retriever.Option{retriever.WithIndexes("wikki")}, err: `no index is named "wikki"; there are mail, news, wiki`},
		"routed to the unknown":     {cfg: retriever.MultiConfig{Route: byPrefix}, query: "web sea", err: `no index is named "web"`},
		"routing fails":             {cfg: retriever.MultiConfig{Route: byPrefix}, query: "fail", err: "cannot say"},
		"weights by sorted name":    {cfg: retriever.MultiConfig{Fusion: retriever.FusionConfig{Weights: []float64{3, 1, 2}}}, query: "q", opts: []retriever.Option{retriever.WithIndexes("wiki", "mail"), retriever.WithTopK(2)}, want: []string{"mail:9", "wiki:1"}},
		"top-k":                     {query: "q", opts: []retriever.Option{retriever.WithTopK(2)}, want: []string{"news:1", "wiki:1"}},
	} {
		t.Run(name, func(t *testing.T) {
			docs, err := multi(t, tc.cfg, indexes).Retrieve(t.Context(), tc.query, tc.opts...)
			if tc.err != "" {
				assert.ErrorContains(t, err, tc.err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tc.want, ids(docs))
		})
	}
}

func TestMultiNests(t *testing.T) {
	inner := multi(t, retriever.MultiConfig{}, map[string]retriever.Retriever{"en": fixed("1"), "zh": fixed("1")})
	outer := multi(t, retriever.MultiConfig{}, map[string]retriever.Retriever{"wiki": inner, "news": fixed("1")})
	docs, err := outer.Retrieve(t.Context(), "q", retriever.WithIndexes("wiki"))
	require.NoError(t, err)
	assert.Equal(t, []string{"wiki/en:1", "wiki/zh:1"}, ids(docs))
}

func TestMultiNamesTheIndexThatFailed(t *testing.T) {
	m := multi(t, retriever.MultiConfig{}, map[string]retriever.Retriever{"a": fixed("1"), "b": failing(errors.New("boom"))})
	_, err := m.Retrieve(t.Context(), "q")
	assert.EqualError(t, err, "retriever b failed: boom")
}

func TestMultiRefusesWhatCannotBe(t *testing.T) {
	for name, indexes := range map[string]map[string]retriever.Retriever{"none": nil, "no name": {"": fixed()}, "nil": {"a": nil}} {
		_, err := retriever.NewMulti(indexes, retriever.MultiConfig{})
		assert.Error(t, err, name)
	}
}

func TestMultiPassesTheSuite(t *testing.T) {
	retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever {
		x, err := memory.New(docs, memory.Config{})
		require.NoError(t, err)
		empty, err := memory.New(nil, memory.Config{})
		require.NoError(t, err)
		return multi(t, retriever.MultiConfig{Fusion: retriever.FusionConfig{Depth: 1000}}, map[string]retriever.Retriever{"all": x, "none": empty})
	})
}
