// Package genkitadapter joins QCompiler with Genkit, in both directions.
//
// [To] makes a Genkit retriever function of an engine, so that a flow gets the passages of a complex question where it used to ask for
// those of a simple one:
//
//	engine, err := qcompiler.New(qcompiler.Config{Retriever: genkitadapter.From(yours, nil)})
//	docs := genkit.DefineRetriever(g, "docs", nil, genkitadapter.To(engine.AsRetriever()))
//
// [From] makes a QCompiler retriever of any of Genkit's.
//
// It is a module of its own, so that QCompiler does not depend on Genkit.
package genkitadapter

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/firebase/genkit/go/ai"

	"github.com/qcompiler/qcompiler/retriever"
)

// The keys of a document's metadata that hold what Genkit's documents have no field for.
const (
	IDKey    = "id"
	TitleKey = "title"
	ScoreKey = "score"
)

// Options are the options of a call of what [To] returns. Genkit's user interface and HTTP callers give them as JSON.
type Options struct {
	// K is the most passages; 0 means the default of the retriever.
	K int `json:"k,omitempty"`
	// MinScore drops passages that score less.
	MinScore float64 `json:"minScore,omitempty"`
	// Filter keeps passages whose metadata holds each of these values.
	Filter map[string]string `json:"filter,omitempty"`
}

// To returns r as the function of a Genkit retriever, for genkit.DefineRetriever. The options of a call are [Options], or JSON of them.
func To(r retriever.Retriever) ai.RetrieverFunc {
	return func(ctx context.Context, req *ai.RetrieverRequest) (*ai.RetrieverResponse, error) {
		if req == nil || req.Query == nil {
			return nil, errors.New("the request has no query")
		}
		o, err := options(req.Options)
		if err != nil {
			return nil, err
		}
		opts := []retriever.Option{retriever.WithMinScore(o.MinScore)}
		if o.K > 0 {
			opts = append(opts, retriever.WithTopK(o.K))
		}
		for key, value := range o.Filter {
			opts = append(opts, retriever.WithFilter(key, value))
		}
		found, err := r.Retrieve(ctx, text(req.Query), opts...)
		if err != nil {
			return nil, err
		}
		response := &ai.RetrieverResponse{}
		for _, d := range found {
			metadata := map[string]any{}
			for key, value := range d.Metadata {
				metadata[key] = value
			}
			metadata[IDKey], metadata[ScoreKey] = d.ID, d.Score
			if d.Title != "" {
				metadata[TitleKey] = d.Title
			}
			response.Documents = append(response.Documents, ai.DocumentFromText(d.Text, metadata))
		}
		return response, nil
	}
}

// options reads the options of a call, which come as a value of a Go program or as JSON that was read already.
func options(given any) (Options, error) {
	var o Options
	switch given := given.(type) {
	case nil:
		return o, nil
	case Options:
		return given, nil
	case *Options:
		if given == nil {
			return o, nil
		}
		return *given, nil
	}
	written, err := json.Marshal(given)
	if err == nil {
		err = json.Unmarshal(written, &o)
	}
	if err != nil {
		return o, fmt.Errorf(`the options of the retriever are not of the form {"k": 5}: %w`, err)
	}
	return o, nil
}

// From returns a Genkit retriever as one of ours. Each of Genkit's retrievers has options of its own: ask makes them of ours; where it is
// nil, the retriever is asked without, and options of ours only leave some of its documents out. A document without an ID is known by
// its text.
func From(r ai.Retriever, ask func(retriever.Options) any) retriever.Retriever {
	return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
		o := retriever.Apply(opts...)
		if len(o.Indexes) > 0 {
			return nil, errors.New("a Genkit retriever has one index: ask without the names of indexes")
		}
		req := &ai.RetrieverRequest{Query: ai.DocumentFromText(query, nil)}
		if ask != nil {
			req.Options = ask(o)
		}
		response, err := r.Retrieve(ctx, req)
		if err != nil {
			return nil, err
		}
		var docs []retriever.Document
		for _, d := range response.Documents {
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

// text joins the parts of a document that are text.
func text(d *ai.Document) string {
	var parts []string
	for _, p := range d.Content {
		if p.IsText() {
			parts = append(parts, p.Text)
		}
	}
	return strings.Join(parts, "\n")
}

// document copies what QCompiler knows of a document: its text, its score, and values of its metadata that are text.
func document(d *ai.Document) retriever.Document {
	doc := retriever.Document{Text: text(d)}
	doc.Score, _ = d.Metadata[ScoreKey].(float64)
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
