package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/near"
	"github.com/qcompiler/qcompiler/source"
)

// Near returns the code that was probably meant by one that does not exist, empty where none is close: the nearest by its letters, or
// else the only one that holds all the words of it.
func Near(code source.Code) source.Code {
	codes := func(yield func(string) bool) {
		for _, r := range All() {
			if !yield(string(r.Code)) {
				return
			}
		}
	}
	if best := near.Best(string(code), codes); best != "" {
		return source.Code(best)
	}
	words := strings.FieldsFunc(strings.ToLower(string(code)), func(r rune) bool { return r == '-' || r == '_' || r == ' ' })
	if len(words) == 0 {
		return ""
	}
	var found source.Code
	for c := range codes {
		if !holdsAll(c, words) {
			continue
		}
		if found != "" {
			return "" // not the only one
		}
		found = source.Code(c)
	}
	return found
}

func holdsAll(code string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(code, w) {
			return false
		}
	}
	return true
}
