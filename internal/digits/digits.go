// Package digits writes numbers for people.
package digits

import "strconv"

// Thousands writes n with a comma between groups of three digits.
func Thousands(n int) string {
	text := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, text = "-", text[1:]
	}
	out := make([]byte, 0, len(text)+len(text)/3)
	for i := range len(text) {
		if i > 0 && (len(text)-i)%3 == 0 {
			out = append(out, ',')
		}
		out = append(out, text[i])
	}
	return sign + string(out)
}
