package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
	"github.com/qcompiler/qcompiler/retriever"
)

// maxEvidence is how many places are given for one value.
const maxEvidence = 3

// value makes a value of a finding: its text as the likeliest place has it, its kind, and the places.
func (x *reading) value(f finding) answer.Value {
	best := f.candidates[0]
	v := answer.Value{Text: x.text(best), Kind: x.kind(&x.set.Candidates[best]), Confidence: f.confidence}
	for _, i := range f.candidates[:min(len(f.candidates), maxEvidence)] {
		v.Evidence = append(v.Evidence, x.evidence(i))
	}
	return v
}

// evidence tells where a candidate stands.
func (x *reading) evidence(i int) answer.Evidence {
	c := &x.set.Candidates[i]
	from, to, title := x.set.Docs[c.Passage].Bytes(int(c.Start), int(c.End))
	sentence := int(c.Sentence)
	if title { // the title is no part of the text: its first sentence says what it is
		sentence = min(1, len(x.set.Docs[c.Passage].Sentences)-1)
	}
	e := x.sentence(int(c.Passage), sentence)
	if title {
		return e
	}
	e.Span = retriever.Range{Start: from, End: to}
	return e
}

// maxQuote is the longest quote in bytes.
const maxQuote = 600

func quote(s string) string {
	if len(s) > maxQuote {
		cut := maxQuote
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + " ..."
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// clean makes a span of a passage fit to be shown and searched for.
func clean(s string) string { return text.Clean(s) }
