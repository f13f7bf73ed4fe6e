package model

import (
	"slices"
	"strings"
)

// absences are how models say that there is no answer, where they were asked for a value.
var absences = []string{
	"unknown", "n/a", "not found", "not available", "not mentioned", "not stated", "not specified", "not given", "not provided", "not known",
	"not applicable", "no answer", "no information", "none found", "nothing found", "undetermined", "undecided", "unanswerable", "cannot be determined", "can't be determined",
	"cannot determine", "i don't know", "i do not know", "insufficient information", "not enough information",
}

// absenceStarts are how their sentences about it begin.
var absenceStarts = []string{
	"the passage does not ", "the passages do not ", "the passage doesn't ", "the passages don't ", "the finding does not ", "the findings do not ",
	"the findings don't ", "the text does not ", "the context does not ", "there is no information ", "no information ", "it is not ", "not mentioned in ", "not found in ",
	"i cannot ", "i can't ", "i could not ", "i'm sorry", "i am sorry", "unable to ",
}

// absent reports whether a text says that there is no answer. What the question names itself is a name: there is a film called Unknown.
func absent(text, question string) bool {
	text = strings.ToLower(strings.Trim(strings.ReplaceAll(text, "’", "'"), " .!()[]\"'"))
	if slices.Contains(absences, text) {
		return !strings.Contains(strings.ToLower(question), text)
	}
	return slices.ContainsFunc(absenceStarts, func(start string) bool { return strings.HasPrefix(text, start) })
}
