// Package features turns a question and its passages into candidate answers, each with the hashed features that the linear model scores.
//
// A candidate's score is a sum over five units that candidates share: its passage, its sentence, its first token, its last token, and
// the span itself. Most of what there is to say belongs to a token or a sentence, so it is worked out once for all candidates there, and
// the cost grows with the length of the passage. Training and reading go through the same code.
package features
