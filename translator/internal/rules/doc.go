// Package rules translates questions of known shapes into plans: comparisons, coordinations, kinship, enumerations over years, "each of",
// "in the year that", and chains such as "the capital of the country where X was born".
//
// Each family is a table of patterns with a comment and a test of its own, in one file: [Comparison], [Same], [Common], [Coordination],
// [Years], [Each], [Temporal], [Difference], [Kinship], [Statement], [Chain], [Sentences], and the tables of [Chinese] and [German]. A family reads a
// [phrase.Question] and proposes plans with a score, the share of such plans that were right on development data; the translator weighs
// them against each other and against the learned brackets. Where no row applies it proposes nothing.
//
// [Chain] tells three kinds of plans apart by what it writes into By: "rules/relation" (all that is looked up is a person's relation to a
// name) and "rules/join" (two things put into one question) can be trusted; "rules/chain" is for the translator to weigh.
//
// A plan is built of steps: questions with slots for the answers of other steps. Slots are named after what the step before asks for, and
// the bindings are checked before a plan is proposed: where a name would bind to another leaf, {#2} is written instead.
package rules
