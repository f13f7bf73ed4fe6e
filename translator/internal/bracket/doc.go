// Package bracket finds the questions inside a question, with what was learned from questions that people have taken apart.
//
// "Who is the wife of the director of Jaws" holds "the director of Jaws": a bracket. A plan is a set of brackets, any two nested or apart.
// Each becomes a leaf, the brackets directly inside it its placeholders, and the whole question is the last leaf. Nothing is left out, so
// no name is lost.
//
// The brackets are taken one after the other, from the inside out, by a log-linear model of the next step (see internal/laminar); a beam
// search keeps the best rows of steps, and the probabilities of all that have the same shape are added up, so the confidence of a plan is
// that of its shape. A ranker then looks at each row as a whole: what is left in its leaves, how they begin and end, and whether the rules
// for chains see the same shape. The weights are embedded. Training makes them, from questions with gold decompositions:
//
//	go run ./translator/internal/bracket/train -data ../shared/data -out translator/internal/bracket
//
// REPORT.md, beside them, has what they are worth on questions that they were not made from.
package bracket
