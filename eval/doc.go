// Package eval measures how well questions are answered, and where it goes wrong.
//
// [Read] reads a question set. [Run] answers it with several systems side by side: the question looked up as it is, the question
// decomposed, and decompositions in which parts are replaced by what the data set knows (the gold plan, the supporting passages, the
// answer of each part), which are upper bounds. It writes a line for each question while it runs, so that a run that was stopped can go
// on, and in the end a [Report].
//
// Every figure comes with the number of questions it is over and a bootstrap confidence interval. A question that failed counts as
// answered wrong and is listed; no figure is ever NaN.
package eval
