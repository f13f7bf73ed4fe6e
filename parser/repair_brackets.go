package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// pair is two brackets that belong together.
type pair struct {
	open, close source.Span
}

func (p pair) inner() source.Span { return source.Span{Start: p.open.End, End: p.close.Start} }

// pairs matches one kind of bracket, passing over escaped ones. What has no partner is returned apart. The pairs are in the order of
// their opening brackets.
func pairs(text string, open, end rune) (matched []pair, lone []source.Span) {
	var stack []int
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		span := source.Span{Start: at, End: at + size}
		switch {
		case r == '\\' && at+1 < len(text):
			_, next := utf8.DecodeRuneInString(text[at+1:])
			size += next
		case r == open:
			stack = append(stack, len(matched))
			matched = append(matched, pair{open: span})
		case r == end && len(stack) > 0:
			matched[stack[len(stack)-1]].close = span
			stack = stack[:len(stack)-1]
		case r == end:
			lone = append(lone, span)
		}
		at += size
	}
	full := matched[:0]
	for _, p := range matched {
		if p.close.End == 0 {
			lone = append(lone, p.open)
		} else {
			full = append(full, p)
		}
	}
	return full, lone
}

// tightest returns the innermost of the pairs that stand one directly in the other, from p on. Inside are the pairs that open after it.
func tightest(text string, p pair, inside []pair) pair {
	for _, next := range inside {
		inner := p.inner()
		if strings.TrimSpace(text[inner.Start:max(next.open.Start, inner.Start)]) != "" || next.close.End > inner.End ||
			strings.TrimSpace(text[next.close.End:inner.End]) != "" {
			break
		}
		p = next
	}
	return p
}

// standsAsAtom reports whether an atom could begin and end with the span: beside it are the ends, operators or parentheses.
func standsAsAtom(text string, s source.Span) bool {
	left := strings.TrimRightFunc(text[:s.Start], lexer.IsSpace)
	right := strings.TrimLeftFunc(text[s.End:], lexer.IsSpace)
	if left != "" {
		r, size := utf8.DecodeLastRuneInString(left)
		if !strings.ContainsRune("+*×＋＊([（", r) {
			return false
		}
		if strings.ContainsRune("+*×", r) && size < len(left) && !endsWithOperator(left) {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(right)
	return right == "" || strings.ContainsRune(")]）", r) || startsWithOperator(right) || strings.ContainsRune("＋＊", r)
}

// wideBrackets reads full-width parentheses as groups where they stand as groups do, and full-width braces as braces. Anywhere else
// they are text, as in Chinese titles.
func wideBrackets(v *view) change {
	var c change
	text := v.text
	if strings.ContainsAny(text, "（") {
		matched, _ := pairs(text, '（', '）')
		for _, p := range matched {
			all := source.Span{Start: p.open.Start, End: p.close.End}
			if standsAsAtom(text, all) && strings.ContainsAny(p.inner().In(text), "+*×＋＊") {
				c.edits = append(c.edits, edit{p.open, "("}, edit{p.close, ")"})
				c.guess(RepairBracket, all.Start, all.End, "read （ ） as the parentheses of a group")
				return c // one pair at a time: pairs can be nested, and edits are in order
			}
		}
	}
	if strings.ContainsAny(text, "｛") {
		matched, _ := pairs(text, '｛', '｝')
		for _, p := range matched {
			if _, reason := lexer.CheckName(p.inner().In(text)); reason == "" {
				c.edits = append(c.edits, edit{p.open, "{"}, edit{p.close, "}"})
				c.guess(RepairPlaceholder, p.open.Start, p.close.End, "read ｛ ｝ as the braces of a placeholder")
			}
		}
	}
	return c
}

// bracketGroups reads square brackets and braces around several questions as the parentheses of a group.
func bracketGroups(v *view) change {
	for _, kind := range []struct {
		open, close rune
		name        string
	}{{'[', ']', "[ ]"}, {'{', '}', "{ }"}} {
		if !strings.ContainsRune(v.text, kind.open) {
			continue
		}
		matched, _ := pairs(v.text, kind.open, kind.close)
		for i, p := range matched {
			all := source.Span{Start: p.open.Start, End: p.close.End}
			if !standsAsAtom(v.text, all) || signsOf(p.inner().In(v.text)).operators == 0 {
				continue
			}
			inner := tightest(v.text, p, matched[i+1:])
			var c change
			c.replace(p.open.Start, inner.open.End, "(")
			c.replace(inner.close.Start, p.close.End, ")")
			c.guess(RepairBracket, all.Start, all.End, "read %s as the parentheses of a group", kind.name)
			return c
		}
	}
	return loneBracket(v)
}

// loneBracket reads a square bracket at the end of a question, which no other opens, as the parenthesis it was meant to be.
func loneBracket(v *view) change {
	_, lone := pairs(v.text, '[', ']')
	if len(lone) != 1 || lone[0].In(v.text) != "]" || strings.Contains(v.text, "(") || signsOf(v.text).operators == 0 {
		return change{}
	}
	s := lone[0]
	last, _ := utf8.DecodeLastRuneInString(v.text[:s.Start])
	rest := strings.TrimLeftFunc(v.text[s.End:], lexer.IsSpace)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) && last != '}' && last != '?' || rest != "" && !startsWithOperator(rest) {
		return change{}
	}
	var c change
	c.replace(s.Start, s.End, ")")
	c.guess(RepairBracket, s.Start, s.End, "read ] as )")
	return c
}

// parentheses closes and drops parentheses that have no partner.
func parentheses(v *view) change {
	spans := v.errors(lexer.ParenthesisUnbalanced)
	if len(spans) == 0 || len(spans) > 64 {
		return change{}
	}
	s := spans[len(spans)-1]
	var c change
	if s.In(v.text) == ")" {
		if _, lone := pairs(v.text, '[', ']'); len(lone) == 1 && lone[0].End < s.Start && standsAsAtom(v.text, source.Span{Start: lone[0].Start, End: s.End}) {
			c.replace(lone[0].Start, lone[0].End, "(")
			c.guess(RepairBracket, lone[0].Start, s.End, "read [ ) as the parentheses of a group")
			return c
		}
		switch open := openingPlace(v.text, s); {
		case open < 0:
			return fail(unmendable(s, "this ) closes nothing, and without it the questions are grouped otherwise",
				"ask again for an expression in which each ) has its ("))
		case open < s.Start:
			c.replace(open, open, "(")
			c.guess(RepairBracket, open, s.End, "opened a ( at the start for the ) that closes nothing")
		default:
			c.cut(s.Start, s.End)
			c.guess(RepairBracket, s.Start, s.End, "dropped a ) that closes nothing")
		}
		return c
	}
	if _, lone := pairs(v.text, '[', ']'); len(lone) == 1 && lone[0].Start > s.End && standsAsAtom(v.text, source.Span{Start: s.Start, End: lone[0].End}) {
		c.replace(lone[0].Start, lone[0].End, ")")
		c.guess(RepairBracket, s.Start, lone[0].End, "read ( ] as the parentheses of a group")
		return c
	}
	inner := v.text[s.End:]
	if strings.TrimSpace(inner) == "" {
		c.cut(s.Start, s.End)
		c.guess(RepairTruncated, s.Start, s.End, "dropped a ( with nothing after it")
		return c
	}
	end := trimSpan(v.text, source.Span{Start: s.End, End: len(v.text)}).End
	switch at := closingPlace(v.text, s); {
	case at > 0:
		c.replace(at, at, ")")
		c.guess(RepairBracket, s.Start, at, "closed the ( before the next *")
	default:
		c.replace(end, end, ")")
		c.guess(RepairBracket, s.Start, end, "closed the ( at the end")
	}
	return c
}

// openingPlace returns where the group begins that a parenthesis without a partner ends: the start of the text, where a + is before it
// and the step that follows takes two answers; -1 where such a step takes one, so that nobody can tell; and the place of the parenthesis
// itself where it makes no difference.
func openingPlace(text string, s source.Span) int {
	const all = 1 << 30
	limits := lexer.Limits{Bytes: all, Tokens: all, Depth: all}
	right := strings.TrimLeftFunc(text[s.End:], lexer.IsSpace)
	if !startsWithOperator(right) || right[0] == '+' {
		return s.Start
	}
	depth, plus := 0, false
	for _, t := range lexer.Scan(text[:s.Start], limits).Tokens {
		switch t.Kind {
		case lexer.LParen:
			depth++
		case lexer.RParen:
			depth--
		case lexer.Plus:
			plus = plus || depth == 0
		}
	}
	if !plus {
		return s.Start
	}
	names := map[string]bool{}
	for i, t := range lexer.Scan(right, limits).Tokens {
		if t.Kind == lexer.Placeholder {
			names[lexer.FoldName(strings.Trim(t.Span.In(right), "{}"))] = true
		}
		if t.Kind == lexer.Plus || t.Kind == lexer.Star && i > 0 {
			break
		}
	}
	if len(names) > 1 {
		return trimSpan(text, source.Span{End: len(text)}).Start
	}
	return -1
}

// closingPlace returns where a parenthesis that was never closed most likely ends, 0 for the end of the text. One inside a question
// ends with the question. A group ends before the last * outside other parentheses, if a + is before that and the step after it takes
// two answers: with only one of them inside the group, it would have nothing to take the other from.
func closingPlace(text string, s source.Span) int {
	const all = 1 << 30
	tokens := lexer.Scan(text, lexer.Limits{Bytes: all, Tokens: all, Depth: all}).Tokens
	depth, plus, star := 0, false, 0
	names := map[string]bool{}
	for i, t := range tokens {
		if t.Kind == lexer.Words && t.Span.Contains(s) {
			return leafEnd(text, tokens[i:])
		}
		if t.Span.Start <= s.Start {
			continue
		}
		switch t.Kind {
		case lexer.LParen:
			depth++
		case lexer.RParen:
			if depth--; depth < 0 {
				return t.Span.Start
			}
		case lexer.Plus:
			if depth == 0 {
				plus = plus || star == 0
				if star > 0 {
					return 0
				}
			}
		case lexer.Star:
			if depth == 0 && plus {
				star = t.Span.Start
				clear(names)
			}
		case lexer.Placeholder:
			if star > 0 {
				names[lexer.FoldName(strings.Trim(t.Span.In(text), "{}"))] = true
			}
		}
	}
	if star > 0 && len(names) > 1 {
		return len(strings.TrimRightFunc(text[:star], lexer.IsSpace))
	}
	return 0
}

func leafEnd(text string, tokens []lexer.Token) int {
	end := 0
	for _, t := range tokens {
		if t.Kind != lexer.Words && t.Kind != lexer.Placeholder {
			break
		}
		end = t.Span.End
	}
	return len(strings.TrimRightFunc(text[:end], lexer.IsSpace))
}
