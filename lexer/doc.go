// Package lexer turns the text of a G[q] expression into tokens.
//
// Most of a G[q] expression is plain text, and the lexical rules are chosen so that none of it is ever lost or rewritten: an
// operator is one only where it stands alone, a parenthesis groups only where an atom starts and ends with it, and a backslash
// makes any special character literal. docs/language.md states the rules with examples.
//
// [Scan] is the whole of it: three linear passes over the input, no recursion, no backtracking. It never fails; what is wrong
// is reported as diagnostics and the tokens still cover every byte. [Definition] shows the same tokens to participle.
package lexer
