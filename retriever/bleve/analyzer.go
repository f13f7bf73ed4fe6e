package bleve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar" // each import registers the analyzer of its language
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/da"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fa"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hu"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/it"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/no"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pt"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ro"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ru"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/sv"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/registry"
)

// DefaultLanguage is the language an index is built for when it is not told.
const DefaultLanguage = "en"

// plainLanguage cuts words and folds letters but knows no stop words and no endings: for mixed or other languages.
const plainLanguage = "none"

// languages maps a language code to the Bleve analyzer that its words go through.
var languages = map[string]string{
	"ar": "ar", "da": "da", "de": "de", "es": "es", "fa": "fa", "fi": "fi", "fr": "fr", "hi": "hi", "hu": "hu",
	"it": "it", "nl": "nl", "no": "no", "pt": "pt", "ro": "ro", "ru": "ru", "sv": "sv", "tr": "tr",
	"zh": "cjk", "ja": "cjk", "ko": "cjk", "cjk": "cjk",
}

// Languages lists the codes that an index can be built for, sorted.
func Languages() []string {
	list := []string{DefaultLanguage, plainLanguage}
	for code := range languages {
		list = append(list, code)
	}
	slices.Sort(list)
	return list
}

// lengthTerm is a term every passage holds exactly once. Its postings carry the length of every passage, so the total length of
// an index with deletions and updates is read off the index itself and can never disagree with it. A word break rules it out as
// a word of any text.
const lengthTerm = "\x00len"

// analyzerName is the name under which the analyzer of a language is registered with Bleve, so that an index opened with Bleve
// alone still finds it. It knows nothing of the length term, which a question must not hold.
func analyzerName(language string) string { return "qcompiler_" + language }

func init() {
	for _, language := range Languages() {
		build := func(_ map[string]any, cache *registry.Cache) (analysis.Analyzer, error) {
			return wordAnalyzer(language, cache)
		}
		if err := registry.RegisterAnalyzer(analyzerName(language), build); err != nil {
			panic(err) // two packages of one program claim the name: a mistake of the program, found on its first run
		}
	}
}

// wordAnalyzer makes the terms of a text in the language.
func wordAnalyzer(language string, cache *registry.Cache) (analysis.Analyzer, error) {
	switch language {
	case DefaultLanguage:
		return newEnglish(cache)
	case plainLanguage:
		return chain(cache, unicode.Name, []string{lowercase.Name}, foldFilter{})
	}
	name, ok := languages[language]
	if !ok {
		return nil, fmt.Errorf("unknown language %q; known are %s", language, strings.Join(Languages(), ", "))
	}
	inner, err := cache.AnalyzerNamed(name)
	if err != nil {
		return nil, err
	}
	of, ok := inner.(*analysis.DefaultAnalyzer)
	if !ok {
		return nil, fmt.Errorf("the analyzer of language %q is a %T, whose words cannot be bounded", language, inner)
	}
	return &analysis.DefaultAnalyzer{
		CharFilters: of.CharFilters, Tokenizer: of.Tokenizer,
		TokenFilters: slices.Concat([]analysis.TokenFilter{cutFilter{}}, of.TokenFilters, []analysis.TokenFilter{foldFilter{}}),
	}, nil
}

// englishChain is the reference for the faster english analyzer: both give the same terms.
func englishChain(cache *registry.Cache) (*analysis.DefaultAnalyzer, error) {
	a, err := chain(cache, unicode.Name, []string{en.PossessiveName, lowercase.Name}, foldFilter{})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{en.StopName, porter.Name} {
		filter, err := cache.TokenFilterNamed(name)
		if err != nil {
			return nil, err
		}
		a.TokenFilters = append(a.TokenFilters, filter)
	}
	return a, nil
}

func chain(cache *registry.Cache, tokenizer string, filters []string, last ...analysis.TokenFilter) (*analysis.DefaultAnalyzer, error) {
	t, err := cache.TokenizerNamed(tokenizer)
	if err != nil {
		return nil, err
	}
	a := &analysis.DefaultAnalyzer{Tokenizer: t, TokenFilters: []analysis.TokenFilter{cutFilter{}}}
	for _, name := range filters {
		filter, err := cache.TokenFilterNamed(name)
		if err != nil {
			return nil, err
		}
		a.TokenFilters = append(a.TokenFilters, filter)
	}
	a.TokenFilters = append(a.TokenFilters, last...)
	return a, nil
}

// foldFilter replaces accented letters by plain ones. It works on terms, after the words are cut, where Bleve's own works on
// the text and so moves the byte offsets of everything behind a folded letter.
type foldFilter struct{}

func (foldFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, token := range tokens {
		token.Term = foldTerm(token.Term)
	}
	return tokens
}

func foldTerm(term []byte) []byte {
	for _, b := range term {
		if b >= 0x80 {
			return asciifolding.New().Filter(term)
		}
	}
	return term
}

// bodyAnalyzer adds the length term to the words of a passage that is indexed.
type bodyAnalyzer struct{ words analysis.Analyzer }

func (a *bodyAnalyzer) Analyze(text []byte) analysis.TokenStream {
	tokens := a.words.Analyze(text)
	return append(tokens, &analysis.Token{Term: []byte(lengthTerm), Start: len(text), End: len(text), Position: len(tokens) + 1})
}
