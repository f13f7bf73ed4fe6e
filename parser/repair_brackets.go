package parser

import (
	"regexp"
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
		for _, p := range matched {
			all := source.Span{Start: p.open.Start, End: p.close.End}
			if !standsAsAtom(v.text, all) || signsOf(p.inner().In(v.text)).operators == 0 {
				continue
			}
			var c change
			c.edits = []edit{{p.open, "("}, {p.close, ")"}}
			c.guess(RepairBracket, all.Start, all.End, "read %s as the parentheses of a group", kind.name)
			return c
		}
	}
	return change{}
}

var notInName = regexp.MustCompile(`[^\p{L}\p{M}\p{Nd} _'’#-]+`)

// braces mends braces that are doubled, have no partner, stand around a question, or hold what is no name.
func braces(v *view) change {
	_, diags := v.parsed()
	broken := false
	for _, d := range diags {
		broken = broken || d.Code == lexer.BraceUnbalanced || d.Code == lexer.PlaceholderMalformed
	}
	if !broken && !bracedLeaf(v) {
		return change{}
	}
	text := v.text
	matched, lone := pairs(text, '{', '}')
	for i, p := range matched {
		if c, ok := bracePair(text, p, matched[i+1:]); ok {
			return c
		}
	}
	for _, s := range lone {
		return loneBrace(text, s)
	}
	return change{}
}

// bracedLeaf reports whether the first leaf is nothing but a placeholder of several words: a question in braces.
func bracedLeaf(v *view) bool {
	query := v.valid()
	if query == nil || !strings.Contains(v.text, "{") {
		return false
	}
	first := query.Leaves()[0]
	return len(first.Segments) == 1 && first.Segments[0].Placeholder && isBracedQuestion(first.Segments[0].Text)
}

func isBracedQuestion(text string) bool { return words(text, 3) >= 3 && startsQuestion(text) }

// bracePair mends one pair of braces, if it needs it. Inside are the pairs that open after it.
func bracePair(text string, p pair, inside []pair) (change, bool) {
	var c change
	inner := p.inner().In(text)
	all := source.Span{Start: p.open.Start, End: p.close.End}
	if len(inside) > 0 && inside[0].open.Start < p.close.Start {
		next := inside[0]
		trimmed := trimSpan(text, p.inner())
		switch {
		case next.open.Start == trimmed.Start && next.close.End == trimmed.End:
			c.cut(p.open.Start, p.open.End)
			c.cut(p.close.Start, p.close.End)
			c.guess(RepairPlaceholder, all.Start, all.End, "took doubled braces for one pair")
			return c, true
		case standsAsAtom(text, all):
			c.cut(p.open.Start, p.open.End)
			c.cut(p.close.Start, p.close.End)
			c.guess(RepairBracket, all.Start, all.End, "took off the braces around a question")
			return c, true
		}
		return fail(unmendable(all, "there are braces inside braces", "ask again for placeholders such as {director}")), true
	}
	_, reason := lexer.CheckName(inner)
	if reason == "" {
		if standsAsAtom(text, all) && isBracedQuestion(inner) {
			c.cut(p.open.Start, p.open.End)
			c.cut(p.close.Start, p.close.End)
			c.guess(RepairBracket, all.Start, all.End, "took off the braces around a question")
			return c, true
		}
		return c, false
	}
	if standsAsAtom(text, all) && isBracedQuestion(inner) {
		c.cut(p.open.Start, p.open.End)
		c.cut(p.close.Start, p.close.End)
		c.guess(RepairBracket, all.Start, all.End, "took off the braces around a question")
		return c, true
	}
	name := strings.Trim(notInName.ReplaceAllString(strings.ReplaceAll(inner, `\_`, "_"), " "), " ")
	name = strings.Join(strings.Fields(name), " ")
	if _, reason := lexer.CheckName(name); reason != "" {
		return fail(unmendable(all, "what stands between these braces is no name", "ask again for placeholders such as {director}")), true
	}
	c.replace(p.open.End, p.close.Start, name)
	c.guess(RepairPlaceholder, all.Start, all.End, "took {%s} for the name", name)
	return c, true
}

// loneBrace deletes a closing brace without a partner, and closes an opening one after its first word.
func loneBrace(text string, s source.Span) change {
	var c change
	if s.In(text) == "}" {
		c.cut(s.Start, s.End)
		c.guess(RepairBracket, s.Start, s.End, "dropped a } that closes nothing")
		return c
	}
	rest := text[s.End:]
	length := strings.IndexFunc(rest, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '_' && r != '-' && r != '#'
	})
	if length < 0 || strings.TrimSpace(rest[length:]) == "" {
		return fail(unmendable(source.Span{Start: s.Start, End: len(text)}, "the expression is cut off inside a placeholder", "ask again, with room for a longer answer"))
	}
	name := rest[:length]
	if _, reason := lexer.CheckName(name); reason != "" {
		return fail(unmendable(s, "this { opens no placeholder", "ask again for placeholders such as {director}"))
	}
	end := s.End + length
	if strings.IndexByte(")]>", rest[length]) >= 0 {
		c.replace(end, end+1, "}")
	} else {
		c.replace(end, end, "}")
	}
	c.guess(RepairPlaceholder, s.Start, end, "closed the placeholder {%s}", name)
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
		c.cut(s.Start, s.End)
		c.guess(RepairBracket, s.Start, s.End, "dropped a ) that closes nothing")
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
