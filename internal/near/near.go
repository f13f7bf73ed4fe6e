// Package near finds the word that was probably meant by one that does not exist.
package near

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Best returns the candidate closest to word by [Distance], empty where none is close. Case does not count; of equals the first wins.
func Best(word string, candidates iter.Seq[string]) string {
	word = strings.ToLower(strings.TrimSpace(word))
	best, least := "", utf8.RuneCountInString(word)/3+1
	for c := range candidates {
		if d := Distance(word, strings.ToLower(c), least); d < least {
			best, least = c, d
		}
	}
	return best
}

// Distance is the number of letters to insert, delete, replace or swap with their neighbour to make a of b; it gives up and returns
// limit where it is as large.
func Distance(a, b string, limit int) int {
	if d := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); d >= limit || -d >= limit {
		return limit
	}
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit)
}
