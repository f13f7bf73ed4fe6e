package bleve

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// newEnglish is the default analyzer: words, possessive 's cut off, lower case, accents folded, stop words out, Porter stems.
func newEnglish(cache *registry.Cache) (analysis.Analyzer, error) { return englishChain(cache) }
