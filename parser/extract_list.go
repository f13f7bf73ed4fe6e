package parser

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

// joining is how questions that stand one after the other become one expression.
type joining struct {
	sign string
	// group is the number of questions at the start that are a group joined by +, if it is more than one.
	group int
}

// joint returns how to join questions which stand one after the other: by * where each but the first uses an answer, by + where none does.
// Where several at the start use none and the others name theirs by number, the first are a group. Otherwise nobody can tell.
func joint(text string, spans []source.Span) (joining, bool) {
	uses, first, numbers := 0, len(spans), 0
	for i, s := range spans {
		part := s.In(text)
		signs := signsOf(part)
		names := namesEarlier(part, i)
		switch {
		case signs.operators > 0, refuses(part), i > 0 && answerInWords.MatchString(part):
			return joining{}, false
		case signs.placeholders > 0 || names:
			if i == 0 {
				return joining{}, false
			}
			uses++
			first = min(first, i)
			if names {
				numbers++
			}
		case !asks(part):
			return joining{}, false
		}
	}
	switch {
	case uses == 0:
		return joining{sign: "+"}, true
	case uses == len(spans)-1:
		return joining{sign: "*"}, true
	case uses == len(spans)-first && numbers == uses:
		return joining{sign: "*", group: first}, true
	}
	return joining{}, false
}

// earlierLine matches what names an earlier question of a list: #1, [Answer 1], <Q2>.
var earlierLine = regexp.MustCompile(`#(\d{1,3})\b|[\[<{](?i:(?:` + askedThing + `|` + givenThing + `|[qas])[ _-]?)?#?(\d{1,3})[\]>}]`)

// answerInWords matches what means the answer of an earlier question, and is no notation that a placeholder could stand for.
var answerInWords = regexp.MustCompile(`(?i)\b(?:` + givenThing + `)s? (?:to|of|from) (?:the )?(?:(?:` + askedThing + `|q) ?#?\d|(?:first|second|third|previous|last) (?:` + askedThing + `))`)

// namesEarlier reports whether a question of a list names one before it, of which there are so many.
func namesEarlier(text string, before int) bool {
	for _, m := range earlierLine.FindAllStringSubmatchIndex(text, 4) {
		left := strings.ToLower(strings.TrimSpace(text[:m[0]]))
		if m[2] >= 0 && (strings.HasSuffix(left, "the") || strings.HasSuffix(left, " a")) {
			continue // the #1 hit
		}
		number := 2
		if m[2] < 0 {
			number = 4
		}
		if k, err := strconv.Atoi(text[m[number]:m[number+1]]); err == nil && 1 <= k && k <= before {
			return true
		}
	}
	return false
}
