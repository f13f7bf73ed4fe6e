package parser

import (
	"regexp"
	"strings"
)

var (
	codeText = regexp.MustCompile(`(?m)^\s*(?:def \w+\(|import \w+$|class \w+[:({]|function \w+\(|const \w+ =|let \w+ =|print\(|SELECT\s.+\sFROM\s|select\s.+\sfrom\s\w+\s+where|MATCH \(|#include)`)
	dataText = regexp.MustCompile(`^\s*[\[{]\s*["'}\]]`)
)

// program refuses a program or data, before it is taken for lines of an expression.
func program(v *view) change {
	whole := v.trimmed()
	text := firstBytes(whole.In(v.text), 1<<12)
	if dataText.MatchString(text) || codeText.MatchString(text) && signsOf(text).placeholders == 0 {
		return fail(noExpression(whole, "this is a program or data"))
	}
	return change{}
}

// notAnExpression refuses what is left where it is no expression: almost any text is one question for the grammar, also a refusal.
func notAnExpression(v *view) change {
	whole := v.trimmed()
	text := whole.In(v.text)
	if text == "" {
		reason := "nothing is left of the reply"
		if strings.TrimSpace(v.original) == "" {
			reason = "the reply is empty"
		}
		return fail(noExpression(whole, reason))
	}
	query := v.valid()
	if query == nil {
		return change{} // the parser says why
	}
	leaves := query.Leaves()
	if shapeLeaves(query) != nil {
		return fail(unmendable(whole, "the letters stand for questions that are not there", "ask again for the questions in place of the letters"))
	}
	s := signsOf(text)
	if s.placeholders > 0 && s.operators > 0 {
		return change{}
	}
	asked := false
	for _, leaf := range leaves {
		asked = asked || asks(leaf.Text())
	}
	switch {
	case s.operators == 0 && refuses(text):
		return fail(noExpression(whole, "the model declined or asked back"))
	case s.operators == 0 && chats(text) && (states(text) || strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")):
		return fail(noExpression(whole, "this is talk"))
	case !asked && states(text):
		return fail(noExpression(whole, "this is a statement, not a question"))
	case s.operators == 0 && strings.HasSuffix(text, ":"):
		return fail(noExpression(whole, "this announces something that is not there"))
	case s.operators == 0 && (strings.Contains(text, "\n\n") || strings.Contains(text, "\n") && !asked):
		return fail(noExpression(whole, "these are several lines of text, and none of them is a question"))
	}
	return change{}
}
