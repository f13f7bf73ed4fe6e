package bleve

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/qcompiler/qcompiler/retriever"
)

// The fields of an index. Title and text are searched as one field: apart, they need a weight that suits no corpus.
const (
	fieldBody   = "body"   // title and text, searched, not stored
	fieldKey    = "key"    // the title key, one term
	fieldMeta   = "meta"   // "name\x00value" of each metadata entry, one term each
	fieldRecord = "record" // the passage itself, stored, not searched
)

// newMapping describes the fields to Bleve. Documents are put together by [fields] and do not go through it; it is there so that
// the index opens, and its body can be searched, with Bleve alone.
func newMapping(language string) *mapping.IndexMappingImpl {
	body := mapping.NewTextFieldMapping()
	body.Analyzer = analyzerName(language)
	body.Store, body.IncludeInAll, body.IncludeTermVectors, body.DocValues = false, false, false, false

	key := mapping.NewTextFieldMapping()
	key.Analyzer = keyword.Name
	key.Store, key.IncludeInAll, key.IncludeTermVectors, key.DocValues = false, false, false, false

	record := mapping.NewTextFieldMapping()
	record.Index, record.Store, record.IncludeInAll, record.IncludeTermVectors, record.DocValues = false, true, false, false, false

	passage := mapping.NewDocumentStaticMapping()
	passage.AddFieldMappingsAt(fieldBody, body)
	passage.AddFieldMappingsAt(fieldKey, key)
	passage.AddFieldMappingsAt(fieldMeta, key)
	passage.AddFieldMappingsAt(fieldRecord, record)

	m := mapping.NewIndexMapping()
	m.DefaultMapping = passage
	m.DefaultAnalyzer = keyword.Name
	m.DefaultField = fieldBody
	m.ScoringModel = index.BM25Scoring
	return m
}

// bodyText is what of a document is searched.
func bodyText(doc retriever.Document) string {
	if doc.Title == "" {
		return doc.Text
	}
	return doc.Title + "\n" + doc.Text
}

// metaTerm is the term that stands for one metadata entry.
func metaTerm(key, value string) string { return shortKey(key + "\x00" + value) }

// fields makes of a document what the index takes.
func fields(doc retriever.Document, record []byte, words analysis.Analyzer) *document.Document {
	d := document.NewDocument(doc.ID)
	d.AddField(document.NewTextFieldCustom(fieldBody, nil, []byte(bodyText(doc)), index.IndexField, words))
	for _, key := range titleKeys(doc.Title) {
		d.AddField(document.NewTextFieldCustom(fieldKey, nil, []byte(key), index.IndexField, nil))
	}
	for name, value := range doc.Metadata {
		d.AddField(document.NewTextFieldCustom(fieldMeta, nil, []byte(metaTerm(name, value)), index.IndexField, nil))
	}
	d.AddField(document.NewTextFieldCustom(fieldRecord, nil, record, index.StoreField, nil))
	return d
}
