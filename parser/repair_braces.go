package parser

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

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
			innermost := tightest(text, next, inside[1:])
			c.cut(p.open.Start, innermost.open.Start)
			c.cut(innermost.close.End, p.close.End)
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
	if m := fieldReference.FindStringSubmatch(inner); m != nil {
		name := m[1]
		if _, err := strconv.Atoi(name); err == nil {
			name = "#" + name
		}
		c.replace(p.open.End, p.close.Start, name)
		c.guess(RepairPlaceholder, all.Start, all.End, "took {%s} for the name, without the field behind it", name)
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
