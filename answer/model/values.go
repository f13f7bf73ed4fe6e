package model

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// How sure a value is, an estimate: the model quoted the sentence it stands in, or it stands in the passage, or only a quote does, as with
// "yes" or a count.
const (
	quotedConfidence = 0.85
	foundConfidence  = 0.6
	saidConfidence   = 0.5
)

// reading is what became of a model's values.
type reading struct {
	out                        answer.Answer
	unknown, unquoted, dropped int
}

// checked checks what the model wrote against the passages.
func checked(reply found, question string, passages []retriever.Document) answer.Answer {
	var r reading
	for _, v := range reply.Answers {
		text := line(v.Text, maxValue)
		if !reply.Found || text == "" || len(r.out.Values) == maxValues {
			continue
		}
		r.add(text, v.Quote, question, v.Passages, passages)
	}
	var texts []string
	for _, v := range r.out.Values {
		texts = append(texts, v.Text)
		r.out.Confidence = max(r.out.Confidence, v.Confidence)
	}
	r.out.Text = strings.Join(texts, ", ")
	r.out.Explanation = []string{fmt.Sprintf("the model gave %d values; %d citations of passages that do not exist were removed, %d quotes "+
		"do not stand in their passage, %d values that rest on no passage were dropped", len(reply.Answers), r.unknown, r.unquoted, r.dropped)}
	if len(r.out.Values) == 0 {
		r.out.Reason = "the model found no answer in the passages"
		if r.dropped > 0 {
			r.out.Reason = "what the model wrote stands in no passage"
		}
	}
	return r.out
}

// add takes a value with those of the cited passages that hold it or its quote. Where none is cited that does, another may.
func (r *reading) add(text, quote, question string, cited []int, passages []retriever.Document) {
	value := answer.Value{Text: text}
	quotes := false
	try := func(p retriever.Document) {
		e, found, quoted := evidence(p, text, quote)
		quotes = quotes || quoted
		switch {
		case found && quoted && inside(e):
			value.Confidence = max(value.Confidence, quotedConfidence)
		case found:
			value.Confidence = max(value.Confidence, foundConfidence)
		case quoted && !absent(text, question):
			value.Confidence = max(value.Confidence, saidConfidence)
		default:
			return
		}
		value.Evidence = append(value.Evidence, e)
	}
	seen := map[int]bool{}
	for _, n := range cited {
		switch {
		case n < 1 || n > len(passages):
			r.unknown++
		case !seen[n]:
			seen[n] = true
			try(passages[n-1])
		}
	}
	for i := 0; i < len(passages) && len(value.Evidence) == 0; i++ {
		if !seen[i+1] {
			try(passages[i])
		}
	}
	if quote != "" && !quotes {
		r.unquoted++
	}
	if len(value.Evidence) == 0 {
		r.dropped++
		return
	}
	r.out.Values = append(r.out.Values, value)
}

// inside reports whether the value stands in the quote.
func inside(e answer.Evidence) bool {
	return e.Sentence.Start <= e.Span.Start && e.Span.End <= e.Sentence.End && e.Span.Start < e.Span.End
}

// evidence looks for a value and its quote in a passage: found reports whether the value stands there or in the title, quoted whether the
// quote does.
func evidence(p retriever.Document, text, quote string) (e answer.Evidence, found, quoted bool) {
	e = answer.Evidence{ID: p.ID, Index: p.Index, Title: p.Title}
	body := cut(p.Text, 1<<20)
	f := fold(body)
	if at, ok := f.find(quote); ok {
		e.Sentence = trimmed(body, at)
		e.Quote = body[e.Sentence.Start:e.Sentence.End]
		if inner, ok := fold(e.Quote).find(text); ok {
			e.Span = trimmed(body, retriever.Range{Start: at.Start + inner.Start, End: at.Start + inner.End})
		}
		quoted = true
	}
	if e.Span.End == 0 {
		if at, ok := f.find(text); ok {
			e.Span = trimmed(body, at)
		}
	}
	found = e.Span.Start < e.Span.End
	if !found {
		_, found = fold(p.Title).find(text)
	}
	return e, found, quoted
}
