package lexer

import (
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/internal/message"
	"github.com/qcompiler/qcompiler/source"
)

// emit is the third pass: it decides what each mark is, and makes the tokens.
func (s *scanner) emit() {
	s.tokens = make([]Token, 0, 2*len(s.marks)+4)
	e := emitter{scanner: s, textUntil: -1, toldUntil: -1}
	for i := range s.marks {
		e.mark(int32(i))
	}
	e.boundary(len(s.text), s.end)
	s.tokens = append(s.tokens, Token{EOF, source.At(len(s.text))})
	s.checkLimits()
}

type emitter struct {
	*scanner
	pos int
	// inLeaf says that the leaf's text has begun; afterGroup that a group has just ended.
	inLeaf, afterGroup bool
	// groups are the marks of the groups we are in.
	groups []int32
	// textUntil is the closing mark of the text parenthesis we are in, -1 outside.
	textUntil int32
	// toldUntil is the textUntil inside of which an operator was reported; one in each is enough.
	toldUntil int32
	// wide are the full-width parentheses of the current leaf that are open.
	wide []int32
}

func (e *emitter) mark(i int32) {
	m := e.marks[i]
	switch m.kind {
	case markPlaceholder:
		e.words(int(m.start))
		e.token(Placeholder, int(m.end))
		e.inLeaf = true
	case markOpen:
		e.open(i, m)
	case markClose:
		e.close(i, m)
	case markOperator:
		e.operator(i, m)
	case markWideParen:
		e.wideParen(m)
	}
}

// wideParen keeps count of the full-width parentheses of a leaf. They are text; one whose partner stands in another leaf was probably
// meant as a group.
func (e *emitter) wideParen(m mark) {
	open := e.text[m.start:m.end] == "（"
	switch n := len(e.wide); {
	case open:
		e.wide = append(e.wide, m.start)
	case n > 0:
		e.wide = e.wide[:n-1]
	case e.room(source.Warning):
		e.report(parenthesisInText(e.text, int(m.start), int(m.end)))
	}
}

// atomStarts reports whether an atom would start with mark m: nothing but white space since the last boundary.
func (e *emitter) atomStarts(m mark) bool {
	return !e.inLeaf && !e.afterGroup && int(m.gap) <= e.pos
}

func (e *emitter) open(i int32, m mark) {
	switch {
	case e.textUntil >= 0:
	case e.atomStarts(m) && m.groupable:
		if m.match < 0 {
			if e.room(source.Error) {
				e.report(parenUnclosed(int(m.start)))
			}
		}
		e.boundary(int(m.start), int(m.gap))
		e.token(LParen, int(m.end))
		e.groups = append(e.groups, i)
		e.deeper(int(m.start))
	case m.match < 0:
		if e.room(source.Error) {
			e.report(parenUnclosed(int(m.start)))
		}
	default:
		e.textUntil = m.match
	}
}

func (e *emitter) close(i int32, m mark) {
	switch {
	case e.textUntil >= 0:
		if i == e.textUntil {
			e.textUntil = -1
		}
	case m.match < 0:
		if e.room(source.Error) {
			e.report(parenStray(int(m.start)))
		}
		if e.afterGroup && int(m.gap) <= e.pos {
			e.token(Space, int(m.start))
			e.token(Skipped, int(m.end))
		}
	case e.closesGroup(i):
		e.boundary(int(m.start), int(m.gap))
		e.token(RParen, int(m.end))
		e.groups = e.groups[:len(e.groups)-1]
		e.depth--
		e.afterGroup = true
	}
}

// closesGroup reports whether mark i closes the innermost group that is closed at all.
func (e *emitter) closesGroup(i int32) bool {
	return len(e.groups) > 0 && e.marks[e.groups[len(e.groups)-1]].match == i
}

func (e *emitter) operator(i int32, m mark) {
	if e.textUntil >= 0 {
		if m.left == besideSpace && m.right == besideSpace && e.toldUntil != e.textUntil {
			e.toldUntil = e.textUntil
			if e.room(source.Error) {
				e.report(operatorInParentheses(e.text, int(m.start), int(m.end)))
			}
		}
		return
	}
	if !e.standsAlone(i, m) {
		return
	}
	sign := e.text[m.start:m.end]
	if utf8.RuneCountInString(sign) > 1 {
		if e.room(source.Error) {
			e.report(message.OperatorRun(OperatorRun, at(int(m.start), int(m.end)), sign))
		}
	}
	kind := Star
	if sign[0] == '+' {
		kind = Plus
	}
	e.boundary(int(m.start), int(m.gap))
	e.token(kind, int(m.end))
	e.afterGroup = false
}

// standsAlone reports whether the operator that is mark i has white space, an end or a group parenthesis on each side.
func (e *emitter) standsAlone(i int32, m mark) bool {
	if m.left == besideParen && (e.inLeaf || int(m.start) != e.pos) {
		return false // the parenthesis belongs to a text
	}
	if m.right != besideParen {
		return true
	}
	if next := e.marks[i+1]; next.kind == markClose {
		return e.closesGroup(i + 1)
	}
	return e.rightOf(i)
}

// words emits the text of the current leaf up to end, with the white space before it, if it starts here, apart.
func (e *emitter) words(end int) {
	if !e.inLeaf {
		start := e.pos
		for start < end {
			k, _, size := classify(e.text, start)
			if k != space {
				break
			}
			start += size
		}
		e.token(Space, start)
		e.inLeaf = start < end
	}
	e.token(Words, end)
}

// boundary ends a leaf, if one is open, at gap, and emits the white space up to at.
func (e *emitter) boundary(at, gap int) {
	if gap > e.pos {
		e.words(gap)
	}
	if len(e.wide) > 0 {
		if start := int(e.wide[0]); e.room(source.Warning) {
			e.report(parenthesisInText(e.text, start, start+len("（")))
		}
		e.wide = e.wide[:0]
	}
	e.token(Space, at)
	e.inLeaf = false
}

// token emits the bytes from pos to end, if there are any.
func (e *emitter) token(kind Kind, end int) {
	if end <= e.pos {
		return
	}
	if kind != Space {
		e.content++
	}
	if e.content <= e.limits.Tokens {
		e.tokens = append(e.tokens, Token{kind, source.Span{Start: e.pos, End: end}})
	}
	e.pos = end
}

func (e *emitter) deeper(at int) {
	e.depth++
	if e.depth > e.limits.Depth && e.deepest <= e.limits.Depth {
		e.tooDeep = at
	}
	e.deepest = max(e.deepest, e.depth)
}

// checkLimits reports the limits that were passed. What lies past the token limit becomes one Skipped token.
func (s *scanner) checkLimits() {
	if s.content > s.limits.Tokens {
		last := 0
		if n := len(s.tokens) - 1; n > 0 {
			last = s.tokens[n-1].Span.End
			s.tokens = append(s.tokens[:n], Token{Skipped, source.Span{Start: last, End: len(s.text)}}, s.tokens[n])
		}
		s.report(message.Exceeded(LimitTokens, source.Span{Start: last, End: len(s.text)},
			"the expression", "tokens", s.content, s.limits.Tokens,
			"split the question into several, or raise the token limit"))
		s.exceeded = true
	}
	if s.deepest > s.limits.Depth {
		s.report(message.Exceeded(LimitDepth, source.Span{Start: s.tooDeep, End: s.tooDeep + 1},
			"the nesting of groups", "levels", s.deepest, s.limits.Depth,
			"drop the parentheses that are not needed, or raise the depth limit"))
		s.exceeded = true
	}
}
