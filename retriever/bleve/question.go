package bleve

import (
	"fmt"

	"github.com/blevesearch/bleve/v2/analysis"
)

// MaxQuestionWords is how many different words of a question are searched for: the first ones. A question has some ten; what has
// more than so many is a document, whose first thousand words tell what it is about.
const MaxQuestionWords = 1024

// maxQuestionSpan is how many words of a question, from the first, are looked at for titles.
const maxQuestionSpan = 4 * MaxQuestionWords

// question is a question taken apart.
type question struct {
	words  []string    // the different terms, in the order they first stand in it
	titles []titleWord // its words as titles see them
	mixed  bool        // whether capitals mean something: see tellsNames
	// more says that it has more words than are searched for.
	more bool
}

// parse takes a question apart. A word that it repeats counts once: what people repeat is seldom what sets the passage apart.
func parse(words analysis.Analyzer, text string) question {
	var q question
	have := map[string]bool{}
	scan(words, []byte(text), nil, func(term []byte, _, _ int) {
		if q.more || have[string(term)] {
			return
		}
		if len(q.words) == MaxQuestionWords {
			q.more = true
			return
		}
		word := string(term)
		have[word] = true
		q.words = append(q.words, word)
	})
	q.titles = titleWordsUpTo(text, maxQuestionSpan)
	q.mixed = tellsNames(text, q.titles)
	return q
}

// tooLong is the warning for a question that is only searched for in part; nil if it is in full.
func (q question) tooLong(path string) error {
	if !q.more {
		return nil
	}
	return &Error{
		Path: path, Kind: ErrLongQuestion, Detail: fmt.Sprintf("only its first %d different words were searched for", MaxQuestionWords),
		Hint: "ask for less at once",
	}
}

// names says whether a span that is some passage's title is likely to be meant as one: "It", "Who" and "The" are titles too.
func (ix *Index) names(span string) bool { return len(ix.words.Analyze([]byte(span))) > 0 }
