// Package text cuts passages and questions into tokens that the reader's features are made of.
//
// A token carries hashes of itself (as written, stemmed, and normalised for comparison), its surface class and a few flags, so that
// everything after works on numbers and builds no strings.
package text
