package extract

import (
	"context"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
	"github.com/qcompiler/qcompiler/retriever"
)

// countable takes up a question for a number where the passages give none: "How many people designed it" is asked again as "Who designed
// it". The values are then the things themselves, for a composer to count. Where there is but one, that is rather a misreading than a
// count of one.
func (r *Reader) countable(ctx context.Context, req answer.Request, found answer.Answer) answer.Answer {
	amiss := ""
	for _, v := range found.Values {
		_, n := typed.ParseQuantity(v.Text)
		words, at := place(req.Passages, v)
		q, _ := typed.ParseQuantity(words[at:]) // with its unit, which the value may leave out
		switch {
		case n == 0:
		case inDate(words, at, len(v.Text)):
			amiss = fmt.Sprintf("the number found, %s, is part of a date", v.Text)
		case q.Dimension != "" && q.Dimension != "percent" && !measures(req.Question, q.Dimension):
			amiss = fmt.Sprintf("what was found, %s, is no count of what was asked for", v.Text)
		default:
			return found
		}
	}
	if again, ok := askForThings(req); ok {
		if things, err := r.Answer(ctx, again); err == nil && len(things.Values) > 1 {
			things.Reason = fmt.Sprintf("the passages give no number; %q was asked instead", again.Question)
			return things
		}
	}
	if amiss != "" {
		return answer.Answer{Reason: amiss, Confidence: found.Confidence, Explanation: found.Explanation}
	}
	return found
}

// measures reports whether a question for a number asks in units of a dimension: "how many kilometres". One that does not begin with
// "how many" may.
func measures(question, dimension string) bool {
	if !strings.HasPrefix(strings.ToLower(question), many) {
		return true
	}
	q, _ := typed.ParseQuantity("2 " + question[len(many):])
	return q.Dimension == dimension
}

const many = "how many "

const (
	// beforeNumber is how far before the number of a day its date can begin: "September ".
	beforeNumber = 12
	// afterNumber is how far a unit or the rest of a date can reach.
	afterNumber = 40
)

// place returns the words of the passage around a value and where it stands in them; the value by itself where it has no place.
func place(passages []retriever.Document, v answer.Value) (text string, at int) {
	for _, e := range v.Evidence[:min(len(v.Evidence), 1)] {
		for i := range passages {
			if d := &passages[i]; d.ID == e.ID && d.Index == e.Index && e.Span.Start >= 0 && e.Span.Start < len(d.Text) {
				from, to := max(0, e.Span.Start-beforeNumber), min(len(d.Text), e.Span.Start+len(v.Text)+afterNumber)
				return d.Text[from:to], e.Span.Start - from
			}
		}
	}
	return v.Text, 0
}

// inDate reports whether what stands in a text is a part of a date: the 4 of April 4, 1975.
func inDate(text string, at, size int) bool {
	for from := max(0, at-beforeNumber); from <= at; from++ {
		if date, n := typed.ParseDate(text[from:]); n > 0 && date.Precision != typed.ToYear && from+n >= at+size {
			return true
		}
	}
	return false
}

// askForThings makes "Who designed it" of "How many people designed it", and "Which films did she make" of "How many films did she make".
func askForThings(req answer.Request) (answer.Request, bool) {
	q := req.Question
	if !strings.HasPrefix(strings.ToLower(q), many) {
		return req, false
	}
	rest, ask := q[len(many):], "Which "
	for _, people := range []string{"people ", "persons ", "men and women "} {
		if after, ok := strings.CutPrefix(rest, people); ok && !strings.HasPrefix(after, "did ") && !strings.HasPrefix(after, "does ") {
			rest, ask = after, "Who "
			break
		}
	}
	req.Question = ask + rest
	filled, origins := req.Filled, req.Origins
	req.Filled, req.Origins = nil, nil
	shift := len(req.Question) - len(q)
	for i, f := range filled {
		if f.Start < len(q)-len(rest) {
			return req, false // what was filled in would be cut
		}
		req.Filled = append(req.Filled, retriever.Range{Start: f.Start + shift, End: f.End + shift})
		if i < len(origins) {
			req.Origins = append(req.Origins, origins[i])
		}
	}
	return req, true
}
