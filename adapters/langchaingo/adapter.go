// Package langchaingoadapter joins QCompiler with LangChainGo, in both directions.
//
// [To] makes a LangChainGo retriever of an engine, so that a chain gets the passages of a complex question where it used to ask for those
// of a simple one:
//
//	engine, err := qcompiler.New(qcompiler.Config{Retriever: langchaingoadapter.From(yours)})
//	chain := chains.NewRetrievalQAFromLLM(model, langchaingoadapter.To(engine.AsRetriever()))
//
// [From] makes a QCompiler retriever of any of LangChainGo's, such as vectorstores.ToRetriever.
//
// It is a module of its own, so that QCompiler does not depend on LangChainGo.
package langchaingoadapter

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"github.com/tmc/langchaingo/schema"

	"github.com/qcompiler/qcompiler/retriever"
)

// IDKey and TitleKey are the keys of a document's metadata that hold its ID and its title; LangChainGo's documents have neither.
const (
	IDKey    = "id"
	TitleKey = "title"
)

// To returns r as a LangChainGo retriever. Its retrievers take no options for one call, so those given here hold for every call.
func To(r retriever.Retriever, opts ...retriever.Option) schema.Retriever { return to{r, opts} }

type to struct {
	from retriever.Retriever
	opts []retriever.Option
}

// GetRelevantDocuments finds the passages for a query, best first.
func (t to) GetRelevantDocuments(ctx context.Context, query string) ([]schema.Document, error) {
	found, err := t.from.Retrieve(ctx, query, t.opts...)
	if err != nil {
		return nil, err
	}
	docs := make([]schema.Document, len(found))
	for i, d := range found {
		metadata := map[string]any{}
		for key, value := range d.Metadata {
			metadata[key] = value
		}
		metadata[IDKey] = d.ID
		if d.Title != "" {
			metadata[TitleKey] = d.Title
		}
		docs[i] = schema.Document{PageContent: d.Text, Metadata: metadata, Score: float32(d.Score)}
	}
	return docs, nil
}

// From returns a LangChainGo retriever as one of ours. How many documents there are is for it to say: options of ours only leave some of
// them out. A document without an ID is known by its text.
func From(r schema.Retriever) retriever.Retriever {
	return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
		o := retriever.Apply(opts...)
		if len(o.Indexes) > 0 {
			return nil, errors.New("a LangChainGo retriever has one index: ask without the names of indexes")
		}
		found, err := r.GetRelevantDocuments(ctx, query)
		if err != nil {
			return nil, err
		}
		var docs []retriever.Document
		for _, d := range found {
			doc := document(d)
			if len(docs) < o.TopK && o.Keeps(doc.Score, doc.Metadata) {
				docs = append(docs, doc)
			}
		}
		return docs, nil
	})
}

// document copies what QCompiler knows of a document: values of its metadata that are text.
func document(d schema.Document) retriever.Document {
	doc := retriever.Document{Text: d.PageContent, Score: float64(d.Score)}
	for key, value := range d.Metadata {
		text, ok := value.(string)
		switch {
		case !ok:
		case key == IDKey:
			doc.ID = text
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
