package eval

import (
	"time"

	"github.com/qcompiler/qcompiler/answer"
)

// Score is how well a system did on one question.
type Score struct {
	ID   string
	Type string
	Hops int
	// Applies is false where the question does not have what the system needs: it is in no figure of that system.
	Applies bool
	EM, F1  float64
	// Accuracy is 1 where a gold answer stands in the answer.
	Accuracy float64
	// Ranking is that of the passages, where it is known which support the answer.
	Ranking    Ranking
	HasRanking bool
	// GraphMatch is 1 where the plan's dependency graph is isomorphic to the gold one.
	GraphMatch float64
	HasGraph   bool
	// Valid says whether there was a plan that compiles.
	Valid      bool
	Status     answer.Status
	Confidence float64
	Leaves     int
	Retrievals int
	ModelCalls int
	Tokens     int
	Elapsed    time.Duration
	// Answer and Error are what was said.
	Answer, Error string
}

// score measures a prediction. What failed is wrong.
func score(q Question, p *Prediction, retrieval bool) Score {
	s := Score{
		ID: q.ID, Type: q.Type, Hops: q.Hops(), Applies: !p.NotApplicable, Status: p.Status, Confidence: p.Confidence,
		Leaves: len(p.Leaves), Retrievals: p.Usage.Retrievals, ModelCalls: p.Usage.Model.Calls,
		Tokens:  p.Usage.Model.PromptTokens + p.Usage.Model.CompletionTokens,
		Elapsed: time.Duration(p.Elapsed * float64(time.Millisecond)), Valid: len(p.Leaves) > 0, Answer: p.Answer, Error: p.Error,
	}
	if p.Status != answer.Failed {
		s.EM, s.F1, s.Accuracy = ExactMatch(p.Answer, q.Answers), F1(p.Answer, q.Answers), Accuracy(p.Answer, q.Answers)
	}
	if retrieval {
		names, wanted := make([]string, len(p.Retrieved)), q.Supporting
		for i, passage := range p.Retrieved {
			names[i] = passage.Title
		}
		if len(q.SupportingIDs) > 0 {
			wanted = q.SupportingIDs
			for i, passage := range p.Retrieved {
				names[i] = passage.ID
			}
		}
		s.Ranking, s.HasRanking = Rank(names, wanted)
	}
	if gold, err := newGoldPlan(q); err == nil {
		s.HasGraph = true
		s.GraphMatch = indicator(s.Valid && Isomorphic(p.graph(), gold.graph))
	}
	return s
}
