package eval

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/eval/internal/graph"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
)

// Prediction is a line of predictions.jsonl: what a system answered to a question, and how. Other tools rely on its form.
type Prediction struct {
	// ID is as the question set has it, be it a text or a number.
	ID         json.RawMessage  `json:"id"`
	Question   string           `json:"question"`
	Expression string           `json:"expression"`
	Leaves     []PredictionLeaf `json:"leaves"`
	Answer     string           `json:"answer"`
	Status     answer.Status    `json:"status"`
	// Retrieved is one merged ranking of what all leaves retrieved, best first.
	Retrieved []Passage `json:"retrieved"`
	Citations []Passage `json:"citations"`
	// Elapsed is the wall time of translating and running, in milliseconds.
	Elapsed float64        `json:"elapsed_ms"`
	Usage   executor.Usage `json:"usage"`
	// CriticalPath is the time of the leaves that had to wait for one another, and of translating, in milliseconds: what would be left of
	// Elapsed if all that can be done at the same time were.
	CriticalPath float64 `json:"critical_path_ms"`
	// Cost is what the calls of models cost, where prices are known.
	Cost float64 `json:"cost,omitempty"`
	// Repaired says that the plan is not as a model first wrote it: it was mended, or the model was asked again.
	Repaired bool `json:"repaired,omitempty"`
	// Confidence is the probability, from 0 to 1, that the answer is right.
	Confidence float64 `json:"confidence"`
	// Error says why the question failed.
	Error string `json:"error,omitempty"`
	// NotApplicable says that the question does not have what the system needs, such as a gold plan.
	NotApplicable bool `json:"not_applicable,omitempty"`
}

// PredictionLeaf is a leaf of a prediction's plan. Where it ran several times, the questions and answers stand in order with semicolons
// between.
type PredictionLeaf struct {
	executor.PlanLeaf
	Question string        `json:"question"`
	Answer   string        `json:"answer"`
	Status   answer.Status `json:"status"`
	// Retrieved is what the leaf retrieved when it first ran, best first.
	Retrieved []Passage `json:"retrieved"`
}

// Passage names a passage.
type Passage struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// prediction is the line for an outcome. Lists are never null.
func (out outcome) prediction(q Question, elapsed time.Duration, price llm.Price) Prediction {
	p := Prediction{
		ID: q.jsonID(), Question: q.Question, Expression: out.expression, Status: answer.Failed,
		Leaves: []PredictionLeaf{}, Retrieved: []Passage{}, Citations: []Passage{},
		Elapsed: float64(elapsed.Microseconds()) / 1000,
	}
	if out.err != nil {
		p.Error = out.err.Error()
		p.NotApplicable = isNotApplicable(out.err)
	}
	p.Repaired = out.repaired
	p.CriticalPath = float64(out.planning.Microseconds()) / 1000
	if out.result == nil {
		if out.program != nil {
			for _, leaf := range out.program.Plan().Leaves {
				p.Leaves = append(p.Leaves, PredictionLeaf{PlanLeaf: leaf, Status: answer.Skipped, Retrieved: []Passage{}})
			}
		}
		return p
	}
	r := out.result
	p.Answer, p.Confidence, p.Usage, p.Status = r.Answer.Text, r.Answer.Confidence, r.Usage, r.Status
	if p.Error == "" {
		p.Error = failure(r)
	}
	if p.Error != "" {
		p.Status = answer.Failed
	}
	for i := range r.Leaves {
		p.Leaves = append(p.Leaves, predictionLeaf(&r.Leaves[i]))
	}
	for i := range r.Retrieved {
		p.Retrieved = append(p.Retrieved, Passage{r.Retrieved[i].ID, r.Retrieved[i].Title})
	}
	for i := range r.Citations {
		p.Citations = append(p.Citations, Passage{r.Citations[i].ID, r.Citations[i].Title})
	}
	p.Cost = price.Of(r.Usage.Model)
	p.CriticalPath += float64(criticalPath(out.program, r).Microseconds()) / 1000
	return p
}

// criticalPath is the longest time that leaves which wait for one another take. The runs of one leaf do not wait for one another.
func criticalPath(p *executor.Program, r *executor.Result) time.Duration {
	longest := time.Duration(0)
	ends := make([]time.Duration, len(r.Leaves))
	for i, leaf := range p.Leaves() {
		for _, j := range leaf.DependsOn {
			ends[i] = max(ends[i], ends[j])
		}
		slowest := time.Duration(0)
		for _, run := range r.Leaves[i].Runs {
			slowest = max(slowest, time.Duration(run.Elapsed))
		}
		ends[i] += slowest
		longest = max(longest, ends[i])
	}
	return longest
}

// failure says why a run that came to an end counts as failed, nothing where it does not: no leaf could be looked up and read, or the
// composer had an error.
func failure(r *executor.Result) string {
	for _, w := range r.Warnings {
		if w.Code == executor.ComposeFailed {
			return w.Message
		}
	}
	if r.Status != answer.Failed {
		return ""
	}
	for i := range r.Leaves {
		if r.Leaves[i].Status == answer.Failed && r.Leaves[i].Reason != "" {
			return "leaf " + r.Leaves[i].ID + ": " + r.Leaves[i].Reason
		}
	}
	return "every leaf failed"
}

func predictionLeaf(leaf *executor.LeafResult) PredictionLeaf {
	var questions, answers []string
	for _, run := range leaf.Runs {
		questions = append(questions, run.Question)
		for _, v := range run.Values {
			answers = append(answers, v.Text)
		}
	}
	out := PredictionLeaf{
		PlanLeaf: leaf.PlanLeaf, Question: strings.Join(questions, "; "), Answer: strings.Join(answers, "; "), Status: leaf.Status,
		Retrieved: []Passage{},
	}
	if len(leaf.Runs) > 0 {
		for _, doc := range leaf.Runs[0].Passages {
			out.Retrieved = append(out.Retrieved, Passage{doc.ID, doc.Title})
		}
	}
	return out
}

// uses is the dependency graph of the plan.
func (p *Prediction) uses() graph.Dependencies {
	numbers := make(map[string]int, len(p.Leaves))
	out := make(graph.Dependencies, len(p.Leaves))
	for i, leaf := range p.Leaves {
		numbers[leaf.ID] = i
		for _, id := range leaf.DependsOn {
			if j, ok := numbers[id]; ok {
				out[i] = append(out[i], j)
			}
		}
	}
	return out
}
