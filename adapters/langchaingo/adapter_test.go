package langchaingoadapter_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tmc/langchaingo/chains"
	"github.com/tmc/langchaingo/llms/fake"
	"github.com/tmc/langchaingo/schema"

	"github.com/qcompiler/qcompiler"
	langchaingoadapter "github.com/qcompiler/qcompiler/adapters/langchaingo"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

var passages = []retriever.Document{
	{ID: "1", Title: "Jaws (film)", Text: "Jaws is a 1975 film directed by Steven Spielberg.", Metadata: map[string]string{"lang": "en"}},
	{ID: "2", Title: "Steven Spielberg", Text: "Steven Spielberg (born December 18, 1946) is an American film director.", Metadata: map[string]string{"lang": "en"}},
	{ID: "3", Title: "Alien (film)", Text: "Alien is a 1979 film directed by Ridley Scott."},
}

// An engine over one of LangChainGo's retrievers, in one of its chains. The model is one that LangChainGo has for trying things out.
func Example() {
	ctx := context.Background()
	ix, err := memory.New(passages, memory.Config{})
	if err != nil {
		panic(err)
	}
	yours := langchaingoadapter.To(ix) // any retriever of LangChainGo

	engine, err := qcompiler.New(qcompiler.Config{Retriever: langchaingoadapter.From(yours)})
	if err != nil {
		panic(err)
	}
	model := fake.NewFakeLLM([]string{"On December 18, 1946."})
	chain := chains.NewRetrievalQAFromLLM(model, langchaingoadapter.To(engine.AsRetriever(), retriever.WithTopK(2)))
	chain.ReturnSourceDocuments = true
	out, err := chains.Call(ctx, chain, map[string]any{"query": "When was the director of Jaws born?"})
	if err != nil {
		panic(err)
	}
	for _, d := range out["source_documents"].([]schema.Document) {
		fmt.Println(d.Metadata[langchaingoadapter.TitleKey])
	}
	fmt.Println(out["text"])
	// Output:
	// Jaws (film)
	// Steven Spielberg
	// On December 18, 1946.
}

func TestBothWays(t *testing.T) {
	ix, err := memory.New(passages, memory.Config{})
	require.NoError(t, err)
	ctx := context.Background()
	r := langchaingoadapter.From(langchaingoadapter.To(ix))
	want, err := ix.Retrieve(ctx, "film directed by Spielberg")
	require.NoError(t, err)
	got, err := r.Retrieve(ctx, "film directed by Spielberg")
	require.NoError(t, err)
	require.Len(t, got, len(want))
	for i := range want {
		assert.InDelta(t, want[i].Score, got[i].Score, 1e-6) // LangChainGo keeps half of the digits
		want[i].Score, got[i].Score, want[i].Matches = 0, 0, nil
	}
	assert.Equal(t, want, got)

	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	_, err = r.Retrieve(cancelled, "film")
	assert.ErrorIs(t, err, context.Canceled)
}

// foreign gives what LangChainGo's retrievers may give: no IDs, metadata of any type, more than was asked for.
type foreign struct{}

func (foreign) GetRelevantDocuments(context.Context, string) ([]schema.Document, error) {
	return []schema.Document{
		{PageContent: "one", Metadata: map[string]any{"page": 3, "lang": "en"}, Score: 0.75},
		{PageContent: "two", Metadata: map[string]any{"title": "Two", "lang": "en"}, Score: 0.5},
		{PageContent: "three", Metadata: map[string]any{"lang": "de"}, Score: 0.25},
		{PageContent: "four", Score: -0.25}, // a similarity may be negative, and no least score was asked for
	}, nil
}

func TestFrom(t *testing.T) {
	ctx := context.Background()
	r := langchaingoadapter.From(foreign{})
	for name, c := range map[string]struct {
		opts []retriever.Option
		want []string
	}{
		"all":    {nil, []string{"one", "two", "three", "four"}},
		"two":    {[]retriever.Option{retriever.WithTopK(2)}, []string{"one", "two"}},
		"score":  {[]retriever.Option{retriever.WithMinScore(0.5)}, []string{"one", "two"}},
		"filter": {[]retriever.Option{retriever.WithFilter("lang", "de")}, []string{"three"}},
	} {
		t.Run(name, func(t *testing.T) {
			docs, err := r.Retrieve(ctx, "q", c.opts...)
			require.NoError(t, err)
			var got []string
			ids := map[string]bool{}
			for _, d := range docs {
				got = append(got, d.Text)
				ids[d.ID] = true
			}
			assert.Equal(t, c.want, got)
			assert.Len(t, ids, len(docs))
			assert.NotContains(t, ids, "")
		})
	}
	_, err := r.Retrieve(ctx, "q", retriever.WithIndexes("a"))
	assert.ErrorContains(t, err, "one index")
}
