// Package near finds the word that was probably meant by one that does not exist.
package near

import (
	"iter"
	"strings"
)

// Best returns the candidate closest to word by the number of letters to insert, delete or replace, empty where none is close. Case
// does not count; of equals the first wins.
func Best(word string, candidates iter.Seq[string]) string {
	word = strings.ToLower(strings.TrimSpace(word))
	best, least := "", len(word)/3+1
	for c := range candidates {
		if d := distance(word, strings.ToLower(c), least); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance is the edit distance of two short words; it gives up and returns limit where it is as large.
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
