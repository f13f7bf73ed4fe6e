// Package einoadapter joins QCompiler with Eino, in both directions.
//
// [To] makes an Eino retriever of an engine, so that a graph gets the passages of a complex question where it used to ask for those of a
// simple one:
//
//	engine, err := qcompiler.New(qcompiler.Config{Retriever: einoadapter.From(yours)})
//	graph.AddRetrieverNode("docs", einoadapter.To(engine.AsRetriever()))
//
// [From] makes a QCompiler retriever of any of Eino's: a vector store, a search service, a graph compiled to one.
//
// It is a module of its own, so that QCompiler does not depend on Eino.
package einoadapter

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	eino "github.com/cloudwego/eino/components/retriever"
	"github.com/cloudwego/eino/schema"

	"github.com/qcompiler/qcompiler/retriever"
)

// TitleKey is the key of a document's metadata that holds its title; Eino's documents have no title of their own.
const TitleKey = "title"

// WithFilter keeps documents whose metadata holds the value; given several times, those that hold all. Eino has no such option of its
// own: what [To] returns takes it, and other retrievers pass it over.
func WithFilter(key, value string) eino.Option {
	return eino.WrapImplSpecificOptFn(func(f *filters) { f.opts = append(f.opts, retriever.WithFilter(key, value)) })
}

// filters are the options of WithFilter of one call.
type filters struct{ opts []retriever.Option }

// To returns r as an Eino retriever. It takes Eino's options TopK, ScoreThreshold and Index, and [WithFilter].
func To(r retriever.Retriever) eino.Retriever { return to{r} }

type to struct{ from retriever.Retriever }

// GetType names the component in Eino's callbacks and traces.
func (to) GetType() string { return "QCompiler" }

// Retrieve finds the passages for a query, best first.
func (t to) Retrieve(ctx context.Context, query string, opts ...eino.Option) ([]*schema.Document, error) {
	o := eino.GetCommonOptions(nil, opts...)
	ours := eino.GetImplSpecificOptions[filters](nil, opts...).opts
	if o.TopK != nil {
		ours = append(ours, retriever.WithTopK(*o.TopK))
	}
	if o.ScoreThreshold != nil {
		ours = append(ours, retriever.WithMinScore(*o.ScoreThreshold))
	}
	if o.Index != nil {
		ours = append(ours, retriever.WithIndexes(*o.Index))
	}
	found, err := t.from.Retrieve(ctx, query, ours...)
	if err != nil {
		return nil, err
	}
	docs := make([]*schema.Document, len(found))
	for i, d := range found {
		metadata := map[string]any{}
		for key, value := range d.Metadata {
			metadata[key] = value
		}
		if d.Title != "" {
			metadata[TitleKey] = d.Title
		}
		docs[i] = (&schema.Document{ID: d.ID, Content: d.Text, MetaData: metadata}).WithScore(d.Score)
	}
	return docs, nil
}

// From returns an Eino retriever as one of ours. The most passages, the least score and one index are passed on as Eino's own options, a
// filter as [WithFilter]; to a retriever that passes it over, the filter is applied to what came back, which may leave fewer passages than
// there are. A document without an ID is known by its text.
func From(r eino.Retriever) retriever.Retriever {
	return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
		o := retriever.Apply(opts...)
		theirs := []eino.Option{eino.WithTopK(o.TopK)}
		if o.MinScore > 0 {
			theirs = append(theirs, eino.WithScoreThreshold(o.MinScore))
		}
		if len(o.Indexes) > 1 {
			return nil, fmt.Errorf("an Eino retriever searches one index at a time, not %d", len(o.Indexes))
		}
		if len(o.Indexes) == 1 {
			theirs = append(theirs, eino.WithIndex(o.Indexes[0]))
		}
		for key, value := range o.Filter {
			theirs = append(theirs, WithFilter(key, value))
		}
		found, err := r.Retrieve(ctx, query, theirs...)
		if err != nil {
			return nil, err
		}
		var docs []retriever.Document
		for _, d := range found {
			if d == nil {
				continue
			}
			doc := document(d)
			if len(docs) < o.TopK && o.Keeps(doc.Score, doc.Metadata) {
				docs = append(docs, doc)
			}
		}
		return docs, nil
	})
}

// document copies what QCompiler knows of a document: values of its metadata that are text, and not those that Eino keeps there for itself.
func document(d *schema.Document) retriever.Document {
	doc := retriever.Document{ID: d.ID, Text: d.Content, Score: d.Score()}
	for key, value := range d.MetaData {
		text, ok := value.(string)
		switch {
		case !ok:
		case key == TitleKey:
			doc.Title = text
		default:
			if doc.Metadata == nil {
				doc.Metadata = map[string]string{}
			}
			doc.Metadata[key] = text
		}
	}
	if doc.ID == "" {
		sum := sha256.Sum256([]byte(doc.Title + "\x00" + doc.Text))
		doc.ID = hex.EncodeToString(sum[:8])
	}
	return doc
}
