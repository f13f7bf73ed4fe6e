package bleve

import (
	"github.com/blevesearch/bleve/v2/analysis"

	"github.com/qcompiler/qcompiler/retriever"
)

// marker finds the words of a question in a passage. It analyses the passage again, which for the few passages that are returned
// costs less than keeping the place of every word of every passage in the index.
type marker struct{ words analysis.Analyzer }

func newMarker(words analysis.Analyzer) *marker { return &marker{words} }

// mark gives the byte ranges of text that hold one of the terms, in order; ranges that overlap, as those of pairs of Chinese
// characters do, are joined.
func (m *marker) mark(text string, terms map[string]bool) []retriever.Range {
	var ranges []retriever.Range
	scan(m.words, []byte(text), terms, func(term []byte, start, end int) {
		if !terms[string(term)] {
			return
		}
		if last := len(ranges) - 1; last >= 0 && start < ranges[last].End {
			ranges[last].End = max(ranges[last].End, end)
			return
		}
		ranges = append(ranges, retriever.Range{Start: start, End: end})
	})
	return ranges
}

// scan calls emit with each term of a text that may be one of the terms, with nil any, and the bytes it was made from.
func scan(words analysis.Analyzer, text []byte, terms map[string]bool, emit func(term []byte, start, end int)) {
	if fast, ok := words.(*english); ok { // without a token for each word
		var only *firstBytes
		if terms != nil {
			only = firstBytesOf(terms)
		}
		fast.scan(text, only, emit)
		return
	}
	for _, token := range words.Analyze(text) {
		emit(token.Term, token.Start, token.End)
	}
}
