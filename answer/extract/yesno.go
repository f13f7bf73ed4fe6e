package extract

import (
	"fmt"
	"math"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/retriever"
)

// yesNo answers a question that wants yes or no: a logistic regression over telling words of the question and the passage, and over how its
// sentences bear on the question. The value's evidence is that sentence.
func (x *reading) yesNo() answer.Answer {
	p, k, ok := x.set.BestSentence()
	if !ok {
		return answer.Answer{Reason: "no sentence of the passages bears on the question"}
	}
	odds := logit(x.trained.yesNo.Probability(x.set.YesNo(nil)))
	denied, absent := x.set.Denial()
	odds += features.DenialOdds(denied, absent)
	yes := 1 / (1 + math.Exp(-odds))
	v := answer.Value{Text: "yes", Kind: answer.YesNo, Confidence: yes}
	if yes < 0.5 {
		v.Text, v.Confidence = "no", 1-yes
	}
	v.Evidence = []answer.Evidence{x.sentence(p, k)}
	out := answer.Answer{Text: v.Text, Values: []answer.Value{v}, Confidence: v.Confidence, Reason: fmt.Sprintf("decided from %q", x.docs[p].Title)}
	if x.req.Alternatives > 0 {
		other := v
		other.Text, other.Confidence = "no", 1-v.Confidence
		if v.Text == "no" {
			other.Text = "yes"
		}
		out.Alternatives = []answer.Value{other}
	}
	if x.req.Explain {
		out.Explanation = []string{fmt.Sprintf("yes with a probability of %.2f", yes), "nearest sentence: " + v.Evidence[0].Quote}
		if denied || absent {
			out.Explanation = append(out.Explanation, fmt.Sprintf("denied there: %v; what is asked for is absent: %v", denied, absent))
		}
	}
	return out
}

// sentence is the evidence of a whole sentence.
func (x *reading) sentence(passage, sentence int) answer.Evidence {
	d, doc := &x.set.Docs[passage], &x.docs[passage]
	e := answer.Evidence{ID: doc.ID, Index: doc.Index, Title: doc.Title}
	if st := d.Sentences[sentence]; sentence > 0 && st.End > st.Start { // 0 is the title
		e.Sentence = retriever.Range{Start: int(d.Tokens[st.Start].Start), End: int(d.Tokens[st.End-1].End)}
		e.Quote = quote(doc.Text[e.Sentence.Start:e.Sentence.End])
	}
	return e
}

func logit(p float64) float64 { return math.Log(max(p, 1e-9) / max(1-p, 1e-9)) }
