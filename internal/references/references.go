// Package references finds the references to other questions that data sets write into a question: #1 for the answer of the first.
package references

import (
	"iter"
	"strconv"
)

// Reference is a place in a text that stands for the answer of another question.
type Reference struct {
	// Number is that of the question, from 1.
	Number int
	// Start and End are the place in bytes, half-open, the sign included.
	Start, End int
}

// In yields the references in a text to the first most questions, in order. Other numbers are text.
func In(text string, most int) iter.Seq[Reference] {
	return func(yield func(Reference) bool) {
		for i := 0; i < len(text); i++ {
			if text[i] != '#' {
				continue
			}
			end := i + 1
			for end < len(text) && '0' <= text[end] && text[end] <= '9' {
				end++
			}
			n, err := strconv.Atoi(text[i+1 : end])
			if err != nil || n < 1 || n > most {
				continue
			}
			if !yield(Reference{n, i, end}) {
				return
			}
			i = end - 1
		}
	}
}
