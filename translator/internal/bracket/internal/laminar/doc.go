// Package laminar is the learned part of the bracketer: rows of atoms, features, the model and the search.
//
// A translation is a set of brackets over the tokens of a question, any two of them nested or apart (a laminar family). It is built from
// the inside out, left to right: a step takes one span of the row and replaces it by a hole, which stands for the answer of that span; or
// it stops. Since a span that was taken becomes one atom, what is learned on questions of two hops serves those of three and four.
package laminar
