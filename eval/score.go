package eval

import (
	"time"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/eval/internal/graph"
	"github.com/qcompiler/qcompiler/eval/internal/qdmr"
)

// scored is how well a system did on one question.
type scored struct {
	ID   string
	Type string
	Hops int
	// Applies is false where the question does not have what the system needs: it is in no figure of that system.
	Applies bool
	// Unjudged says that the right answer is not known: EM, F1 and Accuracy say nothing then.
	Unjudged bool
	EM, F1   float64
	// Accuracy is 1 where a gold answer stands in the answer.
	Accuracy float64
	// Ranking is that of the passages, where it is known which support the answer.
	Ranking    Ranking
	HasRanking bool
	// GraphMatch is 1 where the plan's dependency graph is isomorphic to the gold one.
	GraphMatch float64
	HasGraph   bool
	// QDMR measures the plan against the gold decomposition, where HasGraph.
	QDMR qdmr.Scores
	// Valid says whether there was a plan that compiles, and Repaired that it is not as a model first wrote it.
	Valid      bool
	Repaired   bool
	Status     answer.Status
	Confidence float64
	Leaves     int
	Retrievals int
	ModelCalls int
	Tokens     int
	Cost       float64
	Elapsed    time.Duration
	// CriticalPath is the part of Elapsed that parallelism cannot shorten.
	CriticalPath time.Duration
	// Answer and Error are what was said.
	Answer, Error string
}

// score measures a prediction. What failed is wrong.
func score(q Question, p *Prediction, retrieval bool) scored {
	s := scored{
		ID: q.ID, Type: q.Type, Hops: q.Hops(), Applies: !p.NotApplicable, Unjudged: q.Unjudged, Status: p.Status, Confidence: p.Confidence,
		Leaves: len(p.Leaves), Retrievals: p.Usage.Retrievals, ModelCalls: p.Usage.Model.Calls,
		Tokens:       p.Usage.Model.PromptTokens + p.Usage.Model.CompletionTokens,
		Elapsed:      time.Duration(p.Elapsed * float64(time.Millisecond)),
		CriticalPath: time.Duration(p.CriticalPath * float64(time.Millisecond)), Cost: p.Cost,
		Valid: len(p.Leaves) > 0, Repaired: p.Repaired, Answer: p.Answer, Error: p.Error,
	}
	if !s.Unjudged && p.Status != answer.Failed {
		s.EM, s.F1, s.Accuracy = ExactMatch(p.Answer, q.Answers), F1(p.Answer, q.Answers), Accuracy(p.Answer, q.Answers)
	}
	if retrieval {
		titles, ids := make([]string, len(p.Retrieved)), make([]string, len(p.Retrieved))
		for i, passage := range p.Retrieved {
			titles[i], ids[i] = passage.Title, passage.ID
		}
		if len(q.SupportingIDs) > 0 {
			s.Ranking, s.HasRanking = RankIDs(ids, q.SupportingIDs, q.Grades)
		} else {
			s.Ranking, s.HasRanking = Rank(titles, q.Supporting)
		}
	}
	if gold, err := newGoldPlan(q); err == nil {
		s.HasGraph = true
		s.GraphMatch = indicator(s.Valid && graph.Isomorphic(p.uses(), gold.graph))
		s.QDMR = decompositionScores(q, p, gold)
	}
	return s
}

// decompositionScores measures the plan as a decomposition in QDMR. A plan that is none is as far from the gold one as can be.
func decompositionScores(q Question, p *Prediction, gold *goldPlan) qdmr.Scores {
	var got qdmr.Decomposition
	if program, err := qcompiler.Compile(p.Expression); err == nil {
		got = qdmr.FromQuery(program.Query())
	}
	return qdmr.Score(q.Question, got, qdmr.FromQuery(gold.query))
}
