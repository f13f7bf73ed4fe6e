package parser

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// trailingComment matches what could be a comment at the end of a line, and countComment the count of an expression's leaves.
var (
	trailingComment = regexp.MustCompile(`[ \t]+(?:(?:#|//)[ \t]+[^#\r\n]*|/\*[^*\r\n]*\*/|<!--[^<>\r\n]*-->)$`)
	countComment    = regexp.MustCompile(`(?i)[ \t]+\((?:a )?(?:(?:\d{1,2}|two|three|four|five|six) (?:leaf|leaves|hops?|sub-?questions?|atomic questions?)|chain|parallel|dependent|independent)\)[ \t.]*$`)
)

// comments takes comments off the ends of lines, as a program has them.
func comments(v *view) change {
	var c change
	if !containsAny(v.text, []string{"#", "//", "*/", "-->"}) && !strings.HasSuffix(v.trimmed().In(v.text), ")") {
		return c
	}
	for at := 0; at < len(v.text) && len(c.edits) < maxEdits; {
		end := len(v.text)
		if n := strings.IndexByte(v.text[at:], '\n'); n >= 0 {
			end = at + n
		}
		line := strings.TrimRight(v.text[at:end], " \t\r")
		if i := commentStart(line, end < len(v.text)); i >= 0 {
			c.cut(at+i, at+len(line))
			c.note(RepairProse, at+i, at+len(line), "took off a comment")
		}
		at = end + 1
	}
	return c
}

// commentStart returns where a line of an expression ends and a comment begins, -1 where there is none. A first line may be a question
// without a sign, if there are more lines.
func commentStart(line string, more bool) int {
	m := trailingComment.FindStringIndex(line)
	if m == nil {
		m = countComment.FindStringIndex(line)
	}
	if m == nil || m[0] == 0 {
		return -1
	}
	before, comment := line[:m[0]], strings.TrimLeft(line[m[0]:], " \t#/*<!-")
	word := before[strings.LastIndexAny(before, " \t")+1:]
	switch first, _ := utf8.DecodeRuneInString(comment); {
	case comment == "" || unicode.IsDigit(first): // number 5, which is written # 5
		return -1
	case len(word) == 1 && unicode.IsUpper(rune(word[0])): // C #
		return -1
	case strings.Count(before, `"`)%2 == 1, strings.Count(before, "`")%2 == 1:
		return -1
	case !signsOf(before).any() && !(more && startsQuestion(before)), signsOf(comment).any(), asks(comment):
		return -1
	}
	return m[0]
}
