package extract

import "github.com/qcompiler/qcompiler/answer"

// yesNo answers a question that wants yes or no.
func (x *reading) yesNo() answer.Answer {
	p := 0.62
	v := answer.Value{Text: "yes", Kind: answer.YesNo, Confidence: p}
	best, cover := answer.Evidence{}, float32(-1)
	for i := range x.set.Candidates {
		c := &x.set.Candidates[i]
		if s := x.set.Docs[c.Passage].Sentences[c.Sentence].Cover(); s > cover && c.Sentence > 0 {
			cover = s
			best = x.evidence(i)
		}
	}
	if cover < 0 {
		return answer.Answer{Reason: "no sentence of the passages bears on the question"}
	}
	best.Span.Start, best.Span.End = 0, 0
	v.Evidence = []answer.Evidence{best}
	return answer.Answer{Text: v.Text, Values: []answer.Value{v}, Confidence: p, Reason: "decided from " + best.Title}
}
