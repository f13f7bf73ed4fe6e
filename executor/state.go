package executor

import "github.com/qcompiler/qcompiler/answer"

// noRetrievals is why a run was not looked up.
const noRetrievals = "the limit on retrievals is used up"

// settle works out how a leaf ended from how its runs did. One answer makes it answered; without any, the worst of its runs tells most.
func (s *state) settle() {
	if len(s.runs) == 0 {
		return // said when it was planned
	}
	s.status = answer.Empty
	for i := range s.runs {
		if st := s.runs[i].status(); weight(st) > weight(s.status) {
			s.status = st
			s.reason = ""
			switch {
			case st == answer.Answered:
			case s.runs[i].look == nil:
				s.reason = noRetrievals
			case s.runs[i].look.err != nil:
				s.reason = s.runs[i].look.err.Error()
			}
		}
	}
	if s.status == answer.Empty {
		s.reason = "nothing found"
		if look := s.runs[0].look; look != nil && look.answer.Reason != "" {
			s.reason = look.answer.Reason
		}
	}
}

// weight says which status of a run is that of its leaf.
func weight(s answer.Status) int {
	switch s {
	case answer.Answered:
		return 4
	case answer.Failed:
		return 3
	case answer.Skipped:
		return 2
	case answer.OverBudget:
		return 1
	}
	return 0
}
