package parser

import (
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/source"
)

// unit is one or more lines that belong together: an expression, or a question.
type unit struct {
	lines int
	span  source.Span
	signs signs
	// marks are the list marks inside, which have to go.
	marks []source.Span
	// marked says that a list mark stands before it, label that a label does, and final that the label says it is the last word.
	marked, label, final bool
}

// proseAround takes off the lines around an expression, and joins the questions of a list.
func proseAround(v *view) change {
	text := v.text
	lines := linesOf(text)
	lines = cutTrailing(text, lines)
	units := unitsOf(text, lines)
	chosen, way, failure := choose(v, units)
	if failure != nil {
		return change{failure: failure}
	}
	if len(chosen) == 0 {
		return change{}
	}
	whole := v.trimmed()
	var c change
	first, last := chosen[0], chosen[len(chosen)-1]
	lastEnd := cutRemark(text, last.span)
	if first.span.Start > whole.Start {
		c.cut(0, first.span.Start)
		c.note(before(first), whole.Start, first.span.Start, "took off what stands before the expression")
	}
	if way.group > 1 {
		c.replace(first.span.Start, first.span.Start, "(")
	}
	for i, u := range chosen {
		if i > 0 {
			sign, end := way.sign, ""
			if i < way.group {
				sign = "+"
			} else if i == way.group {
				end = ")"
			}
			from := chosen[i-1].span.End
			c.replace(from, u.span.Start, end+" "+sign+" ")
			c.guess(RepairList, from, u.span.Start, "joined two questions that stand one after the other by %s", sign)
		}
		for _, m := range u.marks {
			c.cut(m.Start, m.End)
			c.note(RepairList, m.Start, m.End, "took off the mark of a list")
		}
	}
	if lastEnd < whole.End {
		c.cut(lastEnd, len(text))
		c.note(RepairProse, lastEnd, whole.End, "took off what stands after the expression")
	}
	return c
}

func before(u unit) source.Code {
	if u.label {
		return RepairLabel
	}
	if u.marked {
		return RepairList
	}
	return RepairProse
}

// cutRemark returns where an expression ends that has a sentence about itself behind it on the same line.
func cutRemark(text string, s source.Span) int {
	body := s.In(text)
	if !signsOf(body).any() {
		return s.End
	}
	if i := strings.LastIndex(body, " ("); i > 0 && strings.HasSuffix(body, ")") && hasAnyPrefix(strings.ToLower(firstBytes(body[i+2:], 80)), remarkOpeners) {
		if signsOf(body[:i]).any() && !signsOf(body[i:]).any() {
			return s.Start + i
		}
	}
	for at := 0; ; {
		i := strings.IndexAny(body[at:], ".?。")
		if i < 0 {
			return s.End
		}
		at += i
		_, size := utf8.DecodeRuneInString(body[at:])
		at += size
		rest := firstBytes(body[at:], 80)
		if trimmed := strings.TrimLeft(rest, " (\n"); trimmed != rest && hasAnyPrefix(strings.ToLower(trimmed), remarkOpeners) {
			if signsOf(body[:at]).any() && signsOf(body[at:]).operators == 0 {
				return s.Start + at
			}
		}
	}
}

// cutTrailing drops the lines from the first remark or the next turn on, once there is an expression before it.
func cutTrailing(text string, lines []line) []line {
	have, asked := false, false
	for i, l := range lines {
		switch l.kind {
		case turnLine, remarkLine:
			if have || asked && l.kind == remarkLine {
				return lines[:i]
			}
		case talkLine:
			if have && strings.HasPrefix(l.all.In(text), "(") {
				return lines[:i]
			}
		case labelLine:
			have = have || l.body.Len() > 0
		case textLine, itemLine:
			have = have || l.signs.any()
			asked = asked || asks(l.body.In(text))
		}
	}
	return lines
}

// unitsOf joins the lines that belong together.
func unitsOf(text string, lines []line) []unit {
	var units []unit
	var labelled, final, blank bool
	open := -1 // the unit that a next line may belong to
	depth := 0
	for _, l := range lines {
		body := l.body.In(text)
		switch l.kind {
		case blankLine:
			blank = true
			continue
		case ruleLine, talkLine, turnLine, remarkLine:
			open, depth = -1, 0
			labelled, final = l.kind == talkLine && labelled && l.body.Len() == 0, false
			continue
		case labelLine:
			open, depth = -1, 0
			labelled, final = true, l.final
			if l.body.Len() == 0 {
				blank = true
				continue
			}
		case itemLine:
			open, depth = -1, 0
			labelled = false
			if l.body.Len() == 0 {
				continue
			}
		}
		if open >= 0 && l.kind == textLine && continues(text, &units[open], l, blank, depth) {
			u := &units[open]
			if l.marked {
				u.marks = append(u.marks, source.Span{Start: l.all.Start, End: l.body.Start})
			}
			u.lines++
			u.span.End = l.body.End
			u.signs = u.signs.plus(l.signs)
		} else {
			units = append(units, unit{
				lines: 1, span: l.body, signs: l.signs, marked: l.marked || l.kind == itemLine, label: labelled, final: final,
			})
			open, depth = len(units)-1, 0
			labelled, final = false, false
		}
		depth += strings.Count(body, "(") - strings.Count(body, ")")
		blank = false
	}
	for i := range units {
		if units[i].signs.operators == 0 && units[i].lines > 1 {
			units[i].signs = signsOf(units[i].span.In(text))
		}
	}
	return units
}

// continues reports whether a line goes on with a unit.
func continues(text string, u *unit, l line, blank bool, depth int) bool {
	body := l.body.In(text)
	sofar := u.span.In(text)
	switch {
	case startsWithOperator(body), endsWithOperator(sofar), strings.HasPrefix(body, ")"):
		u.signs.operators++
		return true
	case depth > 0:
		return !l.marked && !blank || strings.HasSuffix(strings.TrimSpace(sofar), "(")
	case blank, l.marked:
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(sofar)
	if strings.ContainsRune(".?!。？！:：;", last) {
		return false
	}
	return !startsQuestion(body) && !(asksUnspaced(nextLeaf(body, 0)) && asksUnspaced(sofar)) && !chats(body)
}

func startsWithOperator(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	if r != '+' && r != '*' && r != '×' {
		return false
	}
	rest := text[size:]
	return rest == "" || strings.IndexByte(" \t\r\n(+*", rest[0]) >= 0
}

func endsWithOperator(text string) bool {
	r, size := utf8.DecodeLastRuneInString(text)
	if r != '+' && r != '*' && r != '×' {
		return false
	}
	rest := text[:len(text)-size]
	return rest == "" || strings.IndexByte(" \t\r\n)+*", rest[len(rest)-1]) >= 0
}

// choose picks the unit that is the expression, or the units that are its questions and the operator that joins them. With nothing to
// go by it picks none.
func choose(v *view, units []unit) (chosen []unit, way joining, failure *source.Diagnostic) {
	pick := func(keep func(unit) bool) []unit {
		var out []unit
		for _, u := range units {
			if keep(u) {
				out = append(out, u)
			}
		}
		return out
	}
	// What is named as the final expression, or as the expression, counts before everything else.
	if named := pick(func(u unit) bool { return u.final }); len(named) > 0 {
		return named[len(named)-1:], joining{}, nil
	}
	named := pick(func(u unit) bool { return u.label && (u.signs.any() || asks(u.span.In(v.text)) || len(units) == 1) })
	if strong := pick(func(u unit) bool { return u.label && u.signs.operators > 0 }); len(strong) > 0 {
		named = strong
	}
	with := pick(func(u unit) bool { return u.signs.operators > 0 })
	if len(named) == 0 || len(with) > 0 && named[0].signs.operators == 0 {
		named = with
	}
	if len(named) == 1 && named[0].signs.operators == 0 {
		named = nil // the first of a list, perhaps
	}
	if len(named) > 0 {
		for _, other := range named[1:] {
			if !sameExpression(v, named[0].span, other.span) {
				d := conflict(named[0].span, other.span)
				return nil, joining{}, &d
			}
		}
		if lost := listedBeside(v.text, units, named[0]); lost != nil {
			d := conflict(lost.span, named[0].span)
			return nil, joining{}, &d
		}
		return named[:1], joining{}, nil
	}
	questions := pick(func(u unit) bool { return u.signs.placeholders > 0 || asks(u.span.In(v.text)) })
	switch len(questions) {
	case 0:
		if len(units) == 1 {
			return units, joining{}, nil
		}
		return nil, joining{}, nil
	case 1:
		if len(units) > 1 && !questions[0].label && questions[0].signs.placeholders == 0 && units[0].span != questions[0].span {
			return nil, joining{}, nil
		}
		return questions, joining{}, nil
	}
	spans := make([]source.Span, len(questions))
	for i, u := range questions {
		spans[i] = u.span
	}
	way, ok := joint(v.text, spans)
	if !ok {
		d := conflict(spans[0], spans[1])
		return nil, joining{}, &d
	}
	return questions, way, nil
}

// listedBeside returns a question that is another item of the list that an expression is an item of.
func listedBeside(text string, units []unit, chosen unit) *unit {
	if !chosen.marked {
		return nil
	}
	for i, u := range units {
		if u.marked && u.span != chosen.span && asks(u.span.In(text)) {
			return &units[i]
		}
	}
	return nil
}
