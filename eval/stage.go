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
	// Binding: it is right where the placeholders of the plan, or else of the gold plan, take what those of the gold plan take: the answers of
	// the leaves that they stand for, and of each the part that is the gold answer, if that was found.
	Binding Stage = "binding"
	// Retrieval: with the gold plan, its bindings and the supporting passages it is right.
	Retrieval Stage = "retrieval"
	// Reading: with those and the gold answer of each leaf it is right.
	Reading Stage = "reading"
	// Composition: even then it is wrong.
	Composition Stage = "composition"
	// Unknown: it is wrong, and the data set does not say enough to tell where.
	Unknown Stage = "unknown"
)

// errorStages are the stages at which an error can arise, in order.
func errorStages() []Stage {
	return []Stage{Translation, Binding, Retrieval, Reading, Composition, Unknown}
}

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

func countStages(scores []scored, found []Stage) *FirstErrors {
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

// swap is a stage and how it is replaced by its gold part.
type swap struct {
	stage Stage
	with  func(s *stages)
}

var swaps = []swap{
	{Translation, func(s *stages) { s.plan = planGold }},
	{Binding, func(s *stages) { s.bind = bindGold }},
	{Retrieval, func(s *stages) { s.find = findGold }},
	{Reading, func(s *stages) { s.read = readGold }},
}

// search looks for the first error of one question. What was run before is in known.
type search struct {
	*runner
	q     Question
	known map[stages]outcome
}

// firstError finds the stage at which a system went wrong on a question, by putting gold parts in its place one after the other.
func (r *runner) firstError(ctx context.Context, q Question, s stages, known map[stages]outcome) (Stage, error) {
	if q.Unjudged {
		return Right, nil
	}
	f := search{r, q, known}
	right, applies, err := f.rightWith(ctx, s)
	if err != nil || right || !applies {
		return Right, err
	}
	if s.plan == planTranslated { // of its own leaves' bindings nothing else can tell: the gold plan has others
		if right, _, err := f.rightWith(ctx, stages{s.plan, bindGold, s.find, s.read}); err != nil || right {
			return Binding, err
		}
	}
	certain := true
	for _, swap := range swaps {
		before := s
		if swap.with(&s); s == before || s.find != before.find && r.config.GivenPassages {
			s = before // there is nothing to replace
			continue
		}
		right, applies, err := f.rightWith(ctx, s)
		switch {
		case err != nil:
			return Unknown, err
		case !applies: // this part cannot be replaced, and so what comes after it says nothing about it
			s = before
			certain = certain && swap.stage == Binding // which goes wrong seldom, and takes what reading takes to tell
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
func (f *search) rightWith(ctx context.Context, s stages) (right, applies bool, err error) {
	out, ok := f.known[s]
	if !ok {
		if out, err = f.run(ctx, f.q, s, true); err != nil {
			return false, false, err
		}
		f.known[s] = out
	}
	if isNotApplicable(out.err) {
		return false, false, nil
	}
	if out.err != nil || out.result == nil {
		return false, true, nil
	}
	return ExactMatch(out.result.Answer.Text, f.q.Answers) == 1, true, nil
}
