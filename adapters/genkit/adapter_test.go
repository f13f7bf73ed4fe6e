package genkitadapter_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/firebase/genkit/go/ai"
	"github.com/firebase/genkit/go/genkit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	genkitadapter "github.com/qcompiler/qcompiler/adapters/genkit"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

var passages = []retriever.Document{
	{ID: "1", Title: "Jaws (film)", Text: "Jaws is a 1975 film directed by Steven Spielberg.", Metadata: map[string]string{"lang": "en"}},
	{ID: "2", Title: "Steven Spielberg", Text: "Steven Spielberg (born December 18, 1946) is an American film director.", Metadata: map[string]string{"lang": "en"}},
	{ID: "3", Title: "Alien (film)", Text: "Alien is a 1979 film directed by Ridley Scott."},
}

// most passes the number of passages on to a retriever that was made with To.
func most(o retriever.Options) any {
	return genkitadapter.Options{K: o.TopK, MinScore: o.MinScore, Filter: o.Filter}
}

// An engine over one of Genkit's retrievers, as a retriever of Genkit.
func Example() {
	ctx := context.Background()
	g := genkit.Init(ctx)
	ix, err := memory.New(passages, memory.Config{})
	if err != nil {
		panic(err)
	}
	yours := genkit.DefineRetriever(g, "test/plain", nil, genkitadapter.To(ix)) // any retriever of Genkit

	engine, err := qcompiler.New(qcompiler.Config{Retriever: genkitadapter.From(yours, most)})
	if err != nil {
		panic(err)
	}
	docs := genkit.DefineRetriever(g, "test/docs", nil, genkitadapter.To(engine.AsRetriever()))
	response, err := genkit.Retrieve(ctx, g, ai.WithRetriever(docs),
		ai.WithTextDocs("When was the director of Jaws born?"), ai.WithConfig(genkitadapter.Options{K: 2}))
	if err != nil {
		panic(err)
	}
	for _, d := range response.Documents {
		fmt.Println(d.Metadata[genkitadapter.TitleKey])
	}
	// Output:
	// Jaws (film)
	// Steven Spielberg
}

func TestBothWays(t *testing.T) {
	ctx := context.Background()
	g := genkit.Init(ctx)
	ix, err := memory.New(passages, memory.Config{})
	require.NoError(t, err)
	r := genkitadapter.From(genkit.DefineRetriever(g, "test/plain", nil, genkitadapter.To(ix)), most)
	for name, opts := range map[string][]retriever.Option{
		"all":    nil,
		"one":    {retriever.WithTopK(1)},
		"filter": {retriever.WithFilter("lang", "en")},
		"score":  {retriever.WithMinScore(0.5)},
	} {
		t.Run(name, func(t *testing.T) {
			want, err := ix.Retrieve(ctx, "film directed by Spielberg", opts...)
			require.NoError(t, err)
			require.NotEmpty(t, want)
			for i := range want {
				want[i].Matches = nil
			}
			got, err := r.Retrieve(ctx, "film directed by Spielberg", opts...)
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	_, err = r.Retrieve(cancelled, "film")
	assert.ErrorIs(t, err, context.Canceled)
}

func TestOptionsOfACall(t *testing.T) {
	ix, err := memory.New(passages, memory.Config{})
	require.NoError(t, err)
	retrieve := genkitadapter.To(ix)
	query := ai.DocumentFromText("film directed by Spielberg", nil)
	for name, c := range map[string]struct {
		given any
		want  int
	}{
		"none":    {nil, 3},
		"value":   {genkitadapter.Options{K: 1}, 1},
		"pointer": {&genkitadapter.Options{K: 2}, 2},
		"nil":     {(*genkitadapter.Options)(nil), 3},
		"JSON":    {map[string]any{"k": 2.0, "filter": map[string]any{"lang": "en"}}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			response, err := retrieve(context.Background(), &ai.RetrieverRequest{Query: query, Options: c.given})
			require.NoError(t, err)
			assert.Len(t, response.Documents, c.want)
		})
	}
	for _, given := range []any{"five", map[string]any{"k": "five"}, make(chan int)} {
		_, err := retrieve(context.Background(), &ai.RetrieverRequest{Query: query, Options: given})
		assert.ErrorContains(t, err, `{"k": 5}`)
	}
	_, err = retrieve(context.Background(), &ai.RetrieverRequest{})
	assert.ErrorContains(t, err, "no query")
}

// What Genkit's retrievers may give: no IDs, metadata of any type, parts that are no text.
func TestFrom(t *testing.T) {
	g := genkit.Init(context.Background())
	foreign := genkit.DefineRetriever(g, "test/foreign", nil, func(context.Context, *ai.RetrieverRequest) (*ai.RetrieverResponse, error) {
		return &ai.RetrieverResponse{Documents: []*ai.Document{
			{Content: []*ai.Part{ai.NewTextPart("one"), ai.NewMediaPart("image/png", "data:,"), ai.NewTextPart("more")}, Metadata: map[string]any{"page": 3}},
			ai.DocumentFromText("two", map[string]any{"title": "Two"}),
		}}, nil
	})
	r := genkitadapter.From(foreign, nil)
	docs, err := r.Retrieve(context.Background(), "q")
	require.NoError(t, err)
	require.Len(t, docs, 2)
	assert.Equal(t, "one\nmore", docs[0].Text)
	assert.Equal(t, "Two", docs[1].Title)
	assert.NotEmpty(t, docs[0].ID)
	assert.NotEqual(t, docs[0].ID, docs[1].ID)
	_, err = r.Retrieve(context.Background(), "q", retriever.WithIndexes("a"))
	assert.ErrorContains(t, err, "one index")
}
