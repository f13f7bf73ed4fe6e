// Package dataset makes training data for translators of questions: pairs of a question and its expression in G[q].
//
// [Convert] makes them of question sets with a gold decomposition, in the forms in which MuSiQue, 2WikiMultihopQA, Break (QDMR),
// StrategyQA and FanOutQA are published, or in the form package eval reads. [Synth] has a teacher model write expressions and keeps those
// that are valid and whose plan, when it is run, reaches the gold answer or the supporting passages. [Curate] takes out what is there
// twice, what a set that is measured on holds too, and what is too easy or too hard, and draws a sample that is even over shapes, domains
// and words. [Export] writes what fine-tuning programs read.
//
// Each stage reads rows one after the other, writes shards and what it dropped with the reason, and can be stopped and gone on with
// ([Writer]). None of them holds a data set in memory. The same input, settings and seed give the same output.
package dataset
