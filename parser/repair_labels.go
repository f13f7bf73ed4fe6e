package parser

import (
	"regexp"
	"strconv"
	"strings"
)

// leafLabel matches the start of a question that has a label, at the start of the text or behind an operator: Step 1:, Q2), B., 3.
var leafLabel = regexp.MustCompile(`(?:^\s*|\s[+*×]\s+)\(*?\s*([*_]*(?:((?i:` + askedThing + `|part|q))\s*#?(\d{1,2})\s*(?:[:.)]|[-–—]\s)|\(?([A-Z])(?:[:.)])|\(?(\d{1,2})[.)])[*_]*\s+)`)

// standingOperator matches an operator that stands alone.
var standingOperator = regexp.MustCompile(`(?:^|\s)[+*×]\s`)

// leafLabels takes off the labels where each question has one, and they count up: Step 1: ... * Step 2: ...
func leafLabels(v *view) change {
	operators := len(standingOperator.FindAllStringIndex(v.text, maxEdits))
	if operators == 0 || operators >= maxEdits {
		return change{}
	}
	found := leafLabel.FindAllStringSubmatchIndex(v.text, operators+2)
	late := len(found) == operators // the label of the first is off already, or was never there
	if len(found) != operators+1 && !late || !late && strings.Trim(v.text[:found[0][2]], " \t\r\n(") != "" {
		return change{}
	}
	var c change
	kind, first := "", 1
	if late {
		first = 2
	}
	for i, m := range found {
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return v.text[m[2*n]:m[2*n+1]]
		}
		word, number := strings.ToLower(group(2)), group(3)+group(5)
		if letter := group(4); letter != "" {
			word, number = "letter", strconv.Itoa(int(letter[0]-'A')+1)
		}
		if i == 0 {
			kind = word
		}
		if word != kind || number != strconv.Itoa(i+first) || late && (word == "" || word == "part" || word == "letter") {
			return change{}
		}
		code, named := RepairLabel, "the label of a question"
		if kind == "" {
			code, named = RepairList, "the mark of a list"
		}
		c.cut(m[2], m[3])
		c.note(code, m[2], m[3], "took off %s", named)
	}
	return c
}
