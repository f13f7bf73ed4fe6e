package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

// Near returns the code that was probably meant by one that does not exist, empty where none is close: the nearest by letters to insert,
// delete or replace, or else the only one that holds all the words of it.
func Near(code source.Code) source.Code {
	wanted := strings.ToLower(strings.TrimSpace(string(code)))
	best, least := source.Code(""), len(wanted)/3+1
	for _, r := range All() {
		if d := distance(wanted, string(r.Code), least); d < least {
			best, least = r.Code, d
		}
	}
	if best != "" {
		return best
	}
	words := strings.FieldsFunc(wanted, func(r rune) bool { return r == '-' || r == '_' || r == ' ' })
	for _, r := range All() {
		if len(words) == 0 || !holdsAll(string(r.Code), words) {
			continue
		}
		if best != "" {
			return "" // not the only one
		}
		best = r.Code
	}
	return best
}

func holdsAll(code string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(code, w) {
			return false
		}
	}
	return true
}

// distance is the edit distance of two short strings; it gives up and returns limit where it is as large.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	last, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
		}
		last, row = row, last
	}
	return min(last[len(b)], limit)
}
