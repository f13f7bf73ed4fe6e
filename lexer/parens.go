package lexer

// matchParens is the second pass: it pairs the parentheses, and works out which opening ones are groups if an atom starts
// there. Whether one is depends only on what follows its closing one, so the marks are visited from the right.
//
// All of it assumes that the parenthesis around, if any, is a group; where it is not, the third pass takes everything inside
// for text and never asks.
func (s *scanner) matchParens() {
	var open []int32
	for i := range s.marks {
		switch s.marks[i].kind {
		case markOpen:
			open = append(open, int32(i))
		case markClose:
			if len(open) > 0 {
				last := open[len(open)-1]
				open = open[:len(open)-1]
				s.marks[i].match, s.marks[last].match = last, int32(i)
			}
		}
	}
	for i := len(s.marks) - 1; i >= 0; i-- {
		if m := &s.marks[i]; m.kind == markOpen {
			m.groupable = m.match < 0 || s.endsAtom(m.match)
		}
	}
}

// endsAtom reports whether an atom can end with the closing parenthesis that is mark i: the end of the input, an operator, or the end
// of the group around comes next. Closing parentheses that match nothing are passed over: what comes after them tells whether they are
// too many, as in (A + B)), or part of a text.
func (s *scanner) endsAtom(i int32) bool {
	for {
		end := s.marks[i].end
		if int(i)+1 == len(s.marks) {
			return s.end == int(end)
		}
		next := s.marks[i+1]
		if next.gap != end {
			return false // text comes next
		}
		switch {
		case next.kind == markOperator:
			return s.rightOf(i + 1)
		case next.kind != markClose:
			return false
		case next.match >= 0:
			return true
		}
		i++
	}
}

// rightOf reports whether what stands to the right of the operator that is mark i lets it be one.
func (s *scanner) rightOf(i int32) bool {
	if s.marks[i].right != besideParen {
		return true
	}
	next := s.marks[i+1]
	if next.kind == markOpen {
		return next.groupable
	}
	return next.match >= 0
}
