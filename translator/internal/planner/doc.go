// Package planner makes the translation of a question from candidate plans.
//
// [New] returns a [translator.Translator] that asks each [candidate.Family] of its configuration for plans, drops those that lose a name or
// would not compile, weighs the others by their scores and by how well their leaves read, mends leaves that nearly read, and takes the best.
// The question as one leaf is always among them. Package translator/offline hands it the rules and the bracketer, the training of the
// bracketer those that it has just made.
package planner
