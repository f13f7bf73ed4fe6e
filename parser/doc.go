// Package parser turns text into a tree, with diagnostics.
//
// [Parse] is for what a person or a program wrote: it never changes the text, and reports every slip once. [Repair] is for what a
// language model wrote: it takes the expression out of the prose around it and mends what can be mended, reporting each change.
//
// Underneath is participle, driven by the structs of package grammar. Participle stops at the first error and words it in terms of
// Go types, so it is never given an error to find: what is missing is reported, and filled in, before it sees the tokens.
package parser
