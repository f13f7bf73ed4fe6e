// Package offline is the default translator: it needs no model and no network.
//
// [New] returns a [translator.Translator]. It reads a question, asks families of rules and a bracketer that was learned from questions which
// people took apart for candidate plans, drops those that would not compile, and takes the best of those whose leaves read as questions. A
// question that nothing applies to becomes one leaf, its text untouched. docs/translation.md has the whole story.
package offline
