package parser

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/lexer"
)

// Labels that no colon tells from what they name, that are also the letter of a question, or that stand inside a line.

var (
	arrowLabel = regexp.MustCompile(`^[*_]*([\p{L}\[\] ]{1,24}?)[*_]*\s*(?:→|⇒|➔|->|=>|-->|==>)\s+`)
	// preface matches a sentence that says what is to come. It counts with a capital letter behind it, since an expression, or a query,
	// may also be what a question is about.
	preface = regexp.MustCompile(`^(?i:(?:here is|here's) the (?:final |g\[q\] |corrected )?(?:expression|query)|the (?:final |g\[q\] |corrected )?(?:expression|query|decomposition)(?: for [a-z ]{1,40})? (?:is|would be|becomes))\s+`)
	// letterLabel matches A:, which is the label of an answer or that of the first question.
	letterLabel = regexp.MustCompile(`^[*_]*\(?([A-Z])[*_]*([:.)])[*_]*\s+`)
	letterLines = regexp.MustCompile(`(?m)^\s*(?:[-*•]\s+)?[*_]*\(?([AB])[*_]*[:.)][*_]*\s`)
	laterLabel  = regexp.MustCompile(`[\s.?!](?:(?i:final |g\[q\] )?(?:Expression|Query|Answer|Output|A)):\s`)
	// innerLabel matches the label of a second question on a line whose first one has a label.
	innerLabel = regexp.MustCompile(`\s[+*×]\s+\(*\s*[*_]*(?:(?i:` + askedThing + `|part|q)\s*#?\d{1,2}\s*(?:[:.)]|[-–—]\s)|[A-Z][:.)]\s)`)
)

// letteredLines returns how many of the first two letters are labels of lines.
func letteredLines(text string) int {
	const most = 64
	seen := map[string]bool{}
	for _, m := range letterLines.FindAllStringSubmatch(text, most) {
		seen[m[1]] = true
	}
	return len(seen)
}

// plainLabel reads a label of these kinds at the start of a line's body. Letters is how many of A and B are labels of lines.
func plainLabel(body string, l *line, letters int) bool {
	if m := arrowLabel.FindStringSubmatchIndex(body); m != nil && expressionLabels[strings.ToLower(body[m[2]:m[3]])] {
		l.kind = labelLine
		l.body.Start += m[1]
		return true
	}
	if n := len(preface.FindString(body)); n > 0 && startsQuestion(body[n:]) && unicode.IsUpper(firstRune(strings.TrimLeft(body[n:], "( "))) {
		l.kind = labelLine
		l.body.Start += n
		return true
	}
	if m := letterLabel.FindStringSubmatchIndex(body); m != nil {
		switch letter := body[m[2]:m[3]]; {
		case letters == 2:
			l.kind = itemLine
		case letter == "A" && body[m[4]] == ':':
			l.kind = labelLine
		default:
			return false
		}
		l.body.Start += m[1]
		return true
	}
	return false
}

// secondLabel returns where another label begins on a line that has one, 0 where there is none.
func secondLabel(text string, l line) int {
	if l.kind != labelLine && l.kind != turnLine {
		return 0
	}
	body := l.body.In(text)
	for _, m := range laterLabel.FindAllStringIndex(body, 4) {
		left := strings.TrimRightFunc(body[:m[0]+1], lexer.IsSpace)
		if startsQuestion(body[m[1]:]) && (l.kind == turnLine && asks(left) || l.kind == labelLine && signsOf(left).any()) {
			return l.body.Start + m[0] + 1
		}
	}
	return 0
}
