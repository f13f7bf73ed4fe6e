// Package offline is the default translator: it needs no model and no network.
//
// [New] returns a [translator.Translator] that reads the question (translator/phrase), asks every rule family and the learned bracketer
// (translator/rules, translator/bracket) for candidate plans, drops those that would not compile, and takes the one with the highest
// score. A question that nothing applies to becomes one leaf, its text untouched.
package offline
