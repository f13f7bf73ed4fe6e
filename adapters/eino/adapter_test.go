package einoadapter_test

import (
	"context"
	"fmt"
	"testing"

	eino "github.com/cloudwego/eino/components/retriever"
	"github.com/cloudwego/eino/compose"
	"github.com/cloudwego/eino/schema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	einoadapter "github.com/qcompiler/qcompiler/adapters/eino"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/retriever/retrievertest"
)

var passages = []retriever.Document{
	{ID: "1", Title: "Jaws (film)", Text: "Jaws is a 1975 film directed by Steven Spielberg.", Metadata: map[string]string{"lang": "en"}},
	{ID: "2", Title: "Steven Spielberg", Text: "Steven Spielberg (born December 18, 1946) is an American film director.", Metadata: map[string]string{"lang": "en"}},
	{ID: "3", Title: "Alien (film)", Text: "Alien is a 1979 film directed by Ridley Scott."},
}

func index(t testing.TB, docs []retriever.Document) *memory.Index {
	ix, err := memory.New(docs, memory.Config{})
	require.NoError(t, err)
	return ix
}

// An engine over one of Eino's retrievers, as a node of one of Eino's graphs.
func Example() {
	ctx := context.Background()
	ix, err := memory.New(passages, memory.Config{})
	if err != nil {
		panic(err)
	}
	yours := einoadapter.To(ix) // any retriever of Eino

	engine, err := qcompiler.New(qcompiler.Config{Retriever: einoadapter.From(yours)})
	if err != nil {
		panic(err)
	}
	chain, err := compose.NewChain[string, []*schema.Document]().
		AppendRetriever(einoadapter.To(engine.AsRetriever())).
		Compile(ctx)
	if err != nil {
		panic(err)
	}
	docs, err := chain.Invoke(ctx, "When was the director of Jaws born?",
		compose.WithRetrieverOption(eino.WithTopK(2)))
	if err != nil {
		panic(err)
	}
	for _, d := range docs {
		fmt.Println(d.MetaData[einoadapter.TitleKey])
	}
	// Output:
	// Jaws (film)
	// Steven Spielberg
}

// What goes through both directions still keeps what every retriever keeps.
func TestBothWays(t *testing.T) {
	retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever {
		return einoadapter.From(einoadapter.To(index(t, docs)))
	})
}

func TestTo(t *testing.T) {
	r := einoadapter.To(index(t, passages))
	ctx := context.Background()
	docs, err := r.Retrieve(ctx, "film directed by Spielberg", eino.WithTopK(1))
	require.NoError(t, err)
	require.Len(t, docs, 1)
	assert.Equal(t, "1", docs[0].ID)
	assert.Equal(t, passages[0].Text, docs[0].Content)
	assert.Equal(t, "Jaws (film)", docs[0].MetaData[einoadapter.TitleKey])
	assert.Equal(t, "en", docs[0].MetaData["lang"])
	assert.Positive(t, docs[0].Score())

	docs, err = r.Retrieve(ctx, "film directed by Spielberg", eino.WithScoreThreshold(1000))
	require.NoError(t, err)
	assert.Empty(t, docs)

	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	_, err = r.Retrieve(cancelled, "film")
	assert.ErrorIs(t, err, context.Canceled)
}

// foreign gives what Eino's retrievers may give: no IDs, metadata of any type, more than was asked for, nil.
type foreign struct{ asked eino.Options }

func (f *foreign) Retrieve(_ context.Context, _ string, opts ...eino.Option) ([]*schema.Document, error) {
	f.asked = *eino.GetCommonOptions(nil, opts...)
	return []*schema.Document{
		{Content: "one", MetaData: map[string]any{"page": 3, "lang": "en"}},
		nil,
		{Content: "two", MetaData: map[string]any{"title": "Two", "lang": "en"}},
		{Content: "three", MetaData: map[string]any{"lang": "de"}},
	}, nil
}

func TestFrom(t *testing.T) {
	f := &foreign{}
	r := einoadapter.From(f)
	docs, err := r.Retrieve(context.Background(), "q", retriever.WithTopK(2), retriever.WithIndexes("wiki"))
	require.NoError(t, err)
	require.Len(t, docs, 2)
	assert.Equal(t, 2, *f.asked.TopK)
	assert.Equal(t, "wiki", *f.asked.Index)
	assert.Nil(t, f.asked.ScoreThreshold)
	assert.Equal(t, map[string]string{"lang": "en"}, docs[0].Metadata)
	assert.Equal(t, "Two", docs[1].Title)
	assert.NotEmpty(t, docs[0].ID)
	assert.NotEqual(t, docs[0].ID, docs[1].ID)

	docs, err = r.Retrieve(context.Background(), "q", retriever.WithFilter("lang", "de"))
	require.NoError(t, err)
	require.Len(t, docs, 1)
	assert.Equal(t, "three", docs[0].Text)

	_, err = r.Retrieve(context.Background(), "q", retriever.WithIndexes("a", "b"))
	assert.ErrorContains(t, err, "one index at a time")
}
