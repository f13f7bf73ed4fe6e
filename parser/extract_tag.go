package parser

import (
	"regexp"
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

var (
	expressionTag = regexp.MustCompile(`(?i)<(expression|expr|gq|g\[q\]|final_expression|final_answer|final|answer|query|output|result|response|solution)>`)
	codeTags      = regexp.MustCompile(`(?i)^<(pre|code|p|div|span|b|strong|em|i|tt|text|string)(?: [^<>]*)?>`)
)

// tagWrapper takes the expression out of a tag such as <expression>, wherever it stands, and out of <pre> and <code> around the whole.
func tagWrapper(v *view) change {
	var c change
	text := v.text
	whole := v.trimmed()
	if m := codeTags.FindStringSubmatchIndex(firstBytes(whole.In(text), 200)); m != nil {
		name := whole.In(text)[m[2]:m[3]]
		closing := "</" + name + ">"
		if inner := whole.In(text); strings.HasSuffix(inner, closing) && strings.Index(inner, closing) == len(inner)-len(closing) {
			c.cut(0, whole.Start+m[1])
			c.cut(whole.End-len(closing), len(text))
			c.note(RepairTag, whole.Start, whole.End, "took the expression out of <%s>", name)
			return c
		}
	}
	if !strings.Contains(text, "<") {
		return c
	}
	found, lower := source.Span{Start: -1}, lowerASCII(text)
	for at := 0; ; {
		m := expressionTag.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		start, inner, name := at+m[0], at+m[1], text[at+m[2]:at+m[3]]
		end := strings.Index(lower[inner:], "</"+lowerASCII(name)+">")
		if end < 0 {
			if strings.TrimSpace(text[:start]) != "" && text[start-1] != '\n' {
				return c // <answer> in a question
			}
			end = len(text) - inner
		}
		body := source.Span{Start: inner, End: inner + end}
		at = body.End
		if strings.TrimSpace(body.In(text)) == "" {
			continue
		}
		if found.Start >= 0 {
			return tagConflict(v, found, body)
		}
		found = body
	}
	if found.Start < 0 {
		return c
	}
	c.cut(0, found.Start)
	c.cut(found.End, len(text))
	c.note(RepairTag, found.Start, found.End, "took the expression out of a tag")
	return c
}

// lowerASCII lowers the letters of ASCII alone, so that offsets stay.
func lowerASCII(text string) string {
	out := []byte(text)
	for i, b := range out {
		if 'A' <= b && b <= 'Z' {
			out[i] = b + 'a' - 'A'
		}
	}
	return string(out)
}

func tagConflict(v *view, a, b source.Span) change {
	x, y := signsOf(a.In(v.text)).any(), signsOf(b.In(v.text)).any()
	if x == y && !sameExpression(v, a, b) {
		return fail(conflict(a, b))
	}
	if y && !x {
		a = b
	}
	var c change
	c.cut(0, a.Start)
	c.cut(a.End, len(v.text))
	c.note(RepairTag, a.Start, a.End, "took the expression out of a tag")
	return c
}
