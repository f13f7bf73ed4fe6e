package eval

import (
	"context"
	"maps"
	"slices"
)

// Stage is where an answer first went wrong.
type Stage string

// The stages. An error is of the first stage that, together with those before it, has to be replaced by its gold part for the answer to
// come out right.
const (
	// Right: nothing went wrong.
	Right Stage = ""
	// Translation: with the gold plan it is right.
	Translation Stage = "translation"
	// Retrieval: with the gold plan and the supporting passages it is right.
	Retrieval Stage = "retrieval"
	// Reading: with the gold plan, the supporting passages and the gold answer of each leaf it is right.
	Reading Stage = "reading"
	// Composition: even then it is wrong.
	Composition Stage = "composition"
	// Unknown: it is wrong, and the data set does not say enough to tell where.
	Unknown Stage = "unknown"
)

// Stages are the stages at which an error can arise, in order.
func Stages() []Stage { return []Stage{Translation, Retrieval, Reading, Composition, Unknown} }

// FirstErrors counts where the main system first went wrong.
type FirstErrors struct {
	Overall StageCounts  `json:"overall"`
	ByType  []StageGroup `json:"by_type"`
}

// StageCounts are the errors by stage.
type StageCounts struct {
	Questions int           `json:"questions"`
	Wrong     int           `json:"wrong"`
	Stages    map[Stage]int `json:"stages"`
}

// StageGroup is the errors of a part of the questions.
type StageGroup struct {
	Name   string      `json:"name"`
	Counts StageCounts `json:"counts"`
}

func countStages(scores []Score, found []Stage) *FirstErrors {
	count := func(c *StageCounts, stage Stage) {
		c.Questions++
		if stage != Right {
			c.Wrong++
			c.Stages[stage]++
		}
	}
	f := &FirstErrors{Overall: StageCounts{Stages: map[Stage]int{}}}
	byType := map[string]*StageCounts{}
	for i := range scores {
		if !scores[i].Applies {
			continue
		}
		c := byType[scores[i].Type]
		if c == nil {
			c = &StageCounts{Stages: map[Stage]int{}}
			byType[scores[i].Type] = c
		}
		count(c, found[i])
		count(&f.Overall, found[i])
	}
	for _, name := range slices.Sorted(maps.Keys(byType)) {
		f.ByType = append(f.ByType, StageGroup{name, *byType[name]})
	}
	return f
}

// firstError finds the stage at which a system went wrong on a question, by putting gold parts in its place one after the other. What was
// run before is in known.
func (r *runner) firstError(ctx context.Context, q Question, s stages, known map[stages]outcome) (Stage, error) {
	swaps := []struct {
		stage Stage
		with  func(s *stages)
	}{
		{Translation, func(s *stages) { s.plan = planGold }},
		{Retrieval, func(s *stages) { s.find = findGold }},
		{Reading, func(s *stages) { s.read = readGold }},
	}
	right, applies, err := r.rightWith(ctx, q, s, known)
	if err != nil || right || !applies {
		return Right, err
	}
	certain := true
	for _, swap := range swaps {
		before := s
		if swap.with(&s); s == before || s.find != before.find && r.config.GivenPassages {
			s = before // there is nothing to replace
			continue
		}
		right, applies, err := r.rightWith(ctx, q, s, known)
		switch {
		case err != nil:
			return Unknown, err
		case !applies: // this part cannot be replaced, and so what comes after it says nothing about it
			s = before
			certain = false
		case right && !certain && swap.stage != Retrieval:
			return Unknown, nil
		case right:
			return swap.stage, nil
		}
	}
	if !certain {
		return Unknown, nil
	}
	return Composition, nil
}

// rightWith says whether the answer is right with these stages, and whether the question has what they need.
func (r *runner) rightWith(ctx context.Context, q Question, s stages, known map[stages]outcome) (right, applies bool, err error) {
	out, ok := known[s]
	if !ok {
		if out, err = r.run(ctx, q, s); err != nil {
			return false, false, err
		}
		known[s] = out
	}
	if isNotApplicable(out.err) {
		return false, false, nil
	}
	if out.err != nil || out.result == nil {
		return false, true, nil
	}
	return ExactMatch(out.result.Answer.Text, q.Answers) == 1, true, nil
}
