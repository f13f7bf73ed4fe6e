package parser

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// otherPlaceholder matches other ways to write a placeholder.
var otherPlaceholder = regexp.MustCompile(`\\\{([^{}\\<>\[\]]{1,64})\\\}|<<([^<>]{1,64})>>|<([^<>/="]{1,64})>|\[\[([^\[\]]{1,64})\]\]|\[([^\[\]]{1,64})\]|(#\d{1,3})\b`)

// htmlTags are names in angle brackets that are no placeholders.
var htmlTags = setOf("a|b|i|u|p|br|hr|div|span|img|table|tr|td|th|ul|ol|li|h1|h2|h3|head|body|html|script|style|link|meta|form|input|button|code|pre|em|strong|canvas|svg|iframe|nav|video|audio")

// moneyNames are what may stand behind a dollar sign that is one.
var moneyNames = []string{"price", "amount", "cost", "salary", "budget", "revenue", "money", "value", "worth", "gross", "profit", "income", "wage", "fee", "sum", "total", "earning", "prize"}

// otherPlaceholders reads <x>, [x], \{x\} and #1 as placeholders in a step after * that has none, and takes the $ off ${x}.
func otherPlaceholders(v *view) change {
	query := v.valid()
	if query == nil {
		return change{}
	}
	var c change
	for _, s := range scopes(query) {
		if len(c.edits) > maxEdits {
			return c
		}
		from := s.leaf.At.Start
		text := s.leaf.At.In(v.text)
		if s.bare {
			for _, m := range otherPlaceholder.FindAllStringSubmatchIndex(text, 16) {
				if name := placeholderName(text, m, s.before); name != "" {
					c.replace(from+m[0], from+m[1], "{"+name+"}")
					c.guess(RepairPlaceholder, from+m[0], from+m[1], "read %s as {%s}", text[m[0]:m[1]], name)
				}
			}
			continue
		}
		for _, segment := range s.leaf.Segments {
			at := segment.At.Start
			if !segment.Placeholder || at == from || v.text[at-1] != '$' || isMoney(segment.Text) {
				continue
			}
			if at-1 > from && strings.IndexByte(" (\t\n", v.text[at-2]) < 0 {
				continue
			}
			c.cut(at-1, at)
			c.guess(RepairPlaceholder, at-1, segment.At.End, "took the $ off {%s}", segment.Text)
		}
	}
	return c
}

// hasOtherPlaceholder reports whether there is a placeholder in another notation in what would be a second step.
func hasOtherPlaceholder(text string) bool {
	for _, m := range otherPlaceholder.FindAllStringSubmatchIndex(text, 4) {
		if m[2] < 0 && placeholderName(text, m, 1) != "" { // escaped braces may be meant as they are
			return true
		}
	}
	return false
}

func isMoney(name string) bool { return containsAny(strings.ToLower(name), moneyNames) }

// placeholderName returns the name in a match of otherPlaceholder, "" where it is text.
func placeholderName(text string, m []int, before int) string {
	var raw string
	group := 0
	for i := 2; i < len(m); i += 2 {
		if m[i] >= 0 {
			raw, group = strings.TrimSpace(text[m[i]:m[i+1]]), i/2
		}
	}
	name, reason := lexer.CheckName(raw)
	if reason != "" || words(name, 5) > 4 {
		return ""
	}
	left := text[:m[0]]
	if left != "" && strings.IndexByte(" (\t\n\"'", left[len(left)-1]) < 0 && left[len(left)-1] < 0x80 {
		return "" // array[0], a<b>
	}
	number, isNumber := strings.CutPrefix(name, "#")
	if k, err := strconv.Atoi(number); err == nil {
		if k < 1 || k > before {
			return ""
		}
		if trimmed := strings.ToLower(strings.TrimSpace(left)); isNumber && (strings.HasSuffix(trimmed, "the") || strings.HasSuffix(trimmed, " a")) {
			return "" // the #1 hit
		}
		if !isNumber && group == 5 && strings.TrimSpace(text[m[1]:]) == "" {
			return "" // a citation
		}
		return "#" + strconv.Itoa(k)
	}
	if strings.HasPrefix(name, "#") {
		return ""
	}
	if group == 3 && (htmlTags[strings.ToLower(name)] || strings.Contains(text, "</"+name+">")) {
		return ""
	}
	if group == 5 && strings.HasPrefix(text[m[1]:], "(") {
		return "" // a link
	}
	return name
}

// leafWrappers are marks that a model puts around each question.
var leafWrappers = []struct{ open, close string }{{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"[", "]"}, {"**", "**"}}

// wrappedLeaves takes the marks off where each question stands between the same ones.
func wrappedLeaves(v *view) change {
	query := v.valid()
	if query == nil {
		return change{}
	}
	leaves := query.Leaves()
	if len(leaves) < 2 {
		return change{}
	}
	for _, w := range leafWrappers {
		var c change
		for _, leaf := range leaves {
			text := leaf.At.In(v.text)
			if len(text) <= len(w.open)+len(w.close) || !strings.HasPrefix(text, w.open) || !strings.HasSuffix(text, w.close) {
				break
			}
			inner := text[len(w.open) : len(text)-len(w.close)]
			if !encloses(w.open, w.close, inner) || strings.ContainsAny(inner, "+*×()\"\\") || !asks(inner) {
				break
			}
			c.edits = append(c.edits,
				edit{source.Span{Start: leaf.At.Start, End: leaf.At.Start + len(w.open)}, ""},
				edit{source.Span{Start: leaf.At.End - len(w.close), End: leaf.At.End}, ""})
			c.note(RepairQuotes, leaf.At.Start, leaf.At.End, "took off the %s %s around the question", w.open, w.close)
		}
		if len(c.edits) == 2*len(leaves) {
			return c
		}
	}
	return change{}
}
