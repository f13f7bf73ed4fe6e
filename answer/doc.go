// Package answer turns passages into values, and values into an answer.
//
// Three interfaces stand for the three steps: an [Answerer] reads the passages of one leaf and returns [Value]s with the evidence for
// each; a [Binder] decides what of a value goes into a placeholder; a [Composer] makes the final answer from all [Finding]s. Each has
// an implementation that needs no model and no network (answer/extract, answer/compose) and one that asks a model.
package answer
