// Package wellformed judges whether the text of a leaf reads as a question, or as a keyword query, that a person would ask.
//
// Search and reader see the leaves of a plan as they stand, so a plan whose leaves are no English is worth less than the question left
// whole. [Plan] returns the verdict on the worst leaf of a plan, [Leaf] that on one leaf, [Text] that on a text; a verdict is a score from
// 0 to 1 and the reasons that lowered it. Placeholders are read as names.
//
// A table of flaws does the work: each row has a name, what it costs, and a test over the tagged tokens of internal/phrase. Nothing is
// parsed. The tests look for what a wrong cut leaves behind: a second finite verb that no clause allows ("What is X won the cup"), a
// question word inside a question ("What is X in what city"), an article or a conjunction at the end, a clause without a verb, half a list,
// a placeholder in apposition. They say nothing of other languages than English: such a text has the score 1.
package wellformed
