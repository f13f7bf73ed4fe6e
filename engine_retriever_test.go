package qcompiler_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/retriever/retrievertest"
	"github.com/qcompiler/qcompiler/translator"
)

func TestAsRetriever(t *testing.T) {
	e := engine(t, qcompiler.Config{Translator: fixed(t, directorChain)})
	docs, err := e.AsRetriever().Retrieve(context.Background(), "When was the director of the film Jaws born", retriever.WithTopK(3))
	require.NoError(t, err)
	ids := map[string]bool{}
	for i, d := range docs {
		ids[d.ID] = true
		assert.Equal(t, 1/float64(61+i), d.Score)
	}
	assert.True(t, ids["1"], "the passage of the first step")
	assert.True(t, ids["3"], "the passage of the second step, whose name the question does not have")
	assert.Len(t, docs, 3)
}

func TestAsRetrieverOfASimpleQuestion(t *testing.T) {
	want, err := index(t).Retrieve(context.Background(), "sharks", retriever.WithTopK(2))
	require.NoError(t, err)
	got, err := engine(t, qcompiler.Config{Translator: fixed(t, "sharks")}).AsRetriever().Retrieve(context.Background(), "sharks", retriever.WithTopK(2))
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

// A filter holds for every look-up of a plan.
func TestAsRetrieverFilters(t *testing.T) {
	docs := slices.Clone(films)
	for i := range docs {
		docs[i].Metadata = map[string]string{"kind": strings.Fields("film film person person fish place")[i]}
	}
	ix, err := memory.New(docs, memory.Config{})
	require.NoError(t, err)
	e := engine(t, qcompiler.Config{Retriever: ix, Translator: fixed(t, "film + director + sharks")})
	found, err := e.AsRetriever().Retrieve(context.Background(), "films, directors and sharks", retriever.WithFilter("kind", "person"))
	require.NoError(t, err)
	require.NotEmpty(t, found)
	for _, d := range found {
		assert.Equal(t, "person", d.Metadata["kind"], d.Title)
	}
}

// A decomposing retriever keeps what every retriever promises.
func TestAsRetrieverIsARetriever(t *testing.T) {
	retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever {
		ix, err := memory.New(docs, memory.Config{})
		require.NoError(t, err)
		return engine(t, qcompiler.Config{Retriever: ix}).AsRetriever()
	})
}

// Where the plan cannot be made, the question as it stands is looked up, and the caller is told.
func TestAsRetrieverWithoutAPlan(t *testing.T) {
	e := engine(t, qcompiler.Config{Translator: translator.Func(func(context.Context, string) (translator.Translation, error) {
		return translator.Translation{}, errors.New("no connection")
	})})
	ctx, warnings := retriever.CollectWarnings(context.Background())
	docs, err := e.AsRetriever().Retrieve(ctx, "sharks")
	require.NoError(t, err)
	require.NotEmpty(t, docs)
	assert.Equal(t, "5", docs[0].ID)
	require.Len(t, warnings.All(), 1)
	assert.ErrorContains(t, warnings.All()[0], "no connection")
}

func TestAsRetrieverThatFails(t *testing.T) {
	broken := errors.New("the disk is gone")
	e := engine(t, qcompiler.Config{Retriever: retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
		return nil, broken
	})})
	_, err := e.AsRetriever().Retrieve(context.Background(), "sharks")
	assert.ErrorIs(t, err, broken)

	// A step that fails leaves the others, and a warning.
	half := engine(t, qcompiler.Config{Translator: fixed(t, "sharks + film"), Retriever: retriever.Func(
		func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
			if query == "film" {
				return nil, broken
			}
			return index(t).Retrieve(ctx, query, opts...)
		})})
	ctx, warnings := retriever.CollectWarnings(context.Background())
	docs, err := half.AsRetriever().Retrieve(ctx, "sharks in films")
	require.NoError(t, err)
	assert.Equal(t, "5", docs[0].ID)
	require.NotEmpty(t, warnings.All())
	assert.ErrorIs(t, warnings.All()[0], broken)
}

// An application that has a retriever gets a decomposing one in one line.
func ExampleEngine_AsRetriever() {
	var docs retriever.Retriever
	docs, err := memory.New(films, memory.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := qcompiler.New(qcompiler.Config{Retriever: docs})
	if err != nil {
		fmt.Println(err)
		return
	}
	docs = engine.AsRetriever() // the line

	found, err := docs.Retrieve(context.Background(), "When was the director of the film Jaws born?", retriever.WithTopK(2))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range found {
		fmt.Println(d.Title)
	}
	// Unordered output:
	// Jaws (film)
	// Steven Spielberg
}
