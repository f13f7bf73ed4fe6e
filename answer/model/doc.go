// Package model answers, binds and composes by asking a language model.
//
// Each part stands behind the interface of its offline twin and can be mixed with it: [AutoAnswerer] reads offline and asks only where
// that is unsure; [NewComposer] can leave to the model only what the offline composer cannot decide.
//
// Passages and answers are untrusted. They go to the model between markers that nobody who wrote them could know, cut to a size, with
// the control tokens of chat models taken apart. What comes back is data in JSON: passage numbers that do not exist are removed and
// counted, quotes are looked up in the passage, and a value that rests on no passage is dropped.
package model
