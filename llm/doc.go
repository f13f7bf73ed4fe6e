// Package llm talks to language models.
//
// It holds the one-method Model interface, what a call costs ([Usage]), and the [Meter] that keeps a whole run within its budget of
// calls. Nothing here knows about questions or plans.
package llm
