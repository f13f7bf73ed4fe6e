// Package focus finds out what a question asks for: the director, a date, a place, a number.
//
// It is how a placeholder finds the leaf it names: in "Who directed Jaws * When was {director} born" the first question asks for
// a director, so {director} is its answer. The analysis is a handful of closed-class words and a few tables; it needs no model and
// about a microsecond. What it cannot tell it leaves open, and binding falls back to the nearest step.
package focus
