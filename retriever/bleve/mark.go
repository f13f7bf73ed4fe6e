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
	for _, token := range m.words.Analyze([]byte(text)) {
		if !terms[string(token.Term)] {
			continue
		}
		if last := len(ranges) - 1; last >= 0 && token.Start < ranges[last].End {
			ranges[last].End = max(ranges[last].End, token.End)
			continue
		}
		ranges = append(ranges, retriever.Range{Start: token.Start, End: token.End})
	}
	return ranges
}
