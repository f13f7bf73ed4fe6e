package extract

import (
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
	"github.com/qcompiler/qcompiler/retriever"
)

// Of several passages about namesakes, the one meant is that which has the most to do with the passage the name was found in: the crew of a
// space flight are astronauts and no politicians.

// kinWords is how many words more than any other namesake's it must share with that passage.
const kinWords = 2

// meant returns the passages without those about somebody else of the same name, where the passages in which the names were found tell
// who is meant.
func meant(req answer.Request, docs []retriever.Document) []retriever.Document {
	for i, f := range req.Filled {
		if i >= len(req.Origins) || req.Origins[i] == nil || f.Start < 0 || f.End > len(req.Question) || f.Start >= f.End {
			continue
		}
		name := typed.NormalName(req.Question[f.Start:f.End])
		var same []int
		for k := range docs {
			if title, _ := bareTitle(docs[k].Title); name != "" && typed.NormalName(title) == name {
				same = append(same, k)
			}
		}
		if len(same) < 2 {
			continue
		}
		if who := likeliest(req.Origins[i], docs, same, name); who >= 0 {
			kept := make([]retriever.Document, 0, len(docs))
			for k := range docs {
				if k == who || !slices.Contains(same, k) {
					kept = append(kept, docs[k])
				}
			}
			docs = kept
		}
	}
	return docs
}

// likeliest returns the namesake that the passage of origin speaks of, -1 where it does not tell.
func likeliest(origin *retriever.Document, docs []retriever.Document, same []int, name string) int {
	about := contentWords(origin.Title+". "+origin.Text, name)
	best, most, second := -1, 0, 0
	for _, k := range same {
		if docs[k].ID == origin.ID && docs[k].Index == origin.Index {
			return k
		}
		_, qualifier := bareTitle(docs[k].Title)
		shared := 0
		if qualifier != "" && strings.Contains(origin.Text, docs[k].Title) { // "Ash, Kent" in so many words
			shared = kinWords
		}
		for word := range contentWords(docs[k].Text, name) {
			if about[word] {
				shared++
			}
		}
		for word := range contentWords(qualifier, name) { // what tells it from its namesakes
			if about[word] {
				shared++
			}
		}
		switch {
		case shared > most:
			best, most, second = k, shared, most
		case shared > second:
			second = shared
		}
	}
	if most < second+kinWords {
		return -1
	}
	return best
}

// bareTitle cuts a title before the parenthesis at its end, as in "Mercury (planet)", or the first comma, as in "Ash, Kent".
func bareTitle(title string) (bare, qualifier string) {
	if at := strings.LastIndex(title, " ("); at > 0 && strings.HasSuffix(title, ")") {
		return title[:at], title[at+2 : len(title)-1]
	}
	bare, qualifier, _ = strings.Cut(title, ", ")
	return bare, qualifier
}

// contentWords returns the roots of the first words of a text that are neither function words, numbers and months nor part of a name.
func contentWords(s, name string) map[uint32]bool {
	var z text.Tokenizer
	own := strings.Fields(name)
	words := map[uint32]bool{}
	for _, t := range z.Tokenize(nil, s[:min(len(s), readForWords)]) {
		switch {
		case !t.IsWord() || t.IsNumeric() || t.Class == text.Month || t.End-t.Start < leastLetters:
		case everybody[strings.ToLower(s[t.Start:t.End])] || slices.Contains(own, typed.Fold(strings.ToLower(s[t.Start:t.End]))):
		default:
			words[t.Root] = true
		}
	}
	return words
}

const (
	// readForWords is how many bytes of a passage are looked at: its beginning says what it is about.
	readForWords = 1000
	leastLetters = 4
)

// everybody has words that stand in passages about anybody.
var everybody = map[string]bool{"born": true, "died": true, "also": true, "known": true, "name": true, "called": true}
