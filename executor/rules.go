package executor

import "github.com/qcompiler/qcompiler/source"

// The codes of what a run warns of.
const (
	FanoutTruncated  source.Code = "fanout-truncated"
	LimitRetrievals  source.Code = "limit-retrievals"
	LimitModelCalls  source.Code = "limit-model-calls"
	LimitWallTime    source.Code = "limit-wall-time"
	PassageCut       source.Code = "passage-cut"
	ValuesCut        source.Code = "values-cut"
	RetrievalEmpty   source.Code = "retrieval-empty"
	RetrievalPartial source.Code = "retrieval-partial"
	AnswerEmpty      source.Code = "answer-empty"
	LeafFailed       source.Code = "leaf-failed"
	ComposeFailed    source.Code = "compose-failed"
)

// Rules documents what a run warns of. None of it is an error: a run that could do less than it was asked for says so beside its result.
func Rules() []source.Rule {
	rule := func(code source.Code, title, doc string) source.Rule {
		return source.Rule{Code: code, Severity: source.Warning, Title: title, Doc: doc}
	}
	return []source.Rule{
		rule(FanoutTruncated, "A leaf has more combinations of values than the fan-out limit.",
			"A leaf runs once for each combination of the values of its placeholders in which no leaf has two values. Where there are more than "+
				"the limit, 8 by default, those of the highest joint confidence run, and of equals those that come first. Raise the limit, or ask "+
				"for fewer things in the leaves before."),
		rule(LimitRetrievals, "The run needs more retrievals than it may make.",
			"The limit, 1,024 by default, is divided among the leaves before anything is spent, so that the result does not depend on which leaf is "+
				"the fastest: each has one, in reading order, those that depend on others share the rest, and what a leaf leaves unused goes on to "+
				"those that depend on it. What is over is not looked up and has the status over-budget. Raise the limit, or lower the fan-out or "+
				"the beam."),
		rule(LimitModelCalls, "The run needs more calls of a language model than it may make.",
			"Each call counts, whoever makes it: answerer, binder or composer. A leaf that could not make its call has the status over-budget; which "+
				"leaf that is may depend on timing. Raise the limit, 128 by default, ask a smaller question, or use the parts that need no model."),
		rule(LimitWallTime, "The run took longer than it may.",
			"When nine tenths of the time are over, or all but five seconds of a long one, work on the leaves stops and the answer is composed from "+
				"what was found by then. Leaves that were not finished have the status over-budget. Raise the limit, two minutes by default, or ask "+
				"a smaller question."),
		rule(PassageCut, "A passage is longer than is read.",
			"The start of the passage was read up to the limit, 1 MiB by default. Passages of a few hundred words are found and read best: "+
				"split the documents when the index is built."),
		rule(ValuesCut, "An answer has more values than are kept.",
			"The first 1,000 values of an answer are kept. Ask for less at a time."),
		rule(RetrievalEmpty, "No passage was found for a leaf's question.",
			"The leaf is empty, and what depends on it alone is skipped. Word the question as the documents would, check its spelling, or check that "+
				"the index covers it."),
		rule(RetrievalPartial, "The retriever answered in part.",
			"A retriever that is made of several went on without one that failed, or a search was cut short by its deadline. The passages are good "+
				"to use, but others may be missing."),
		rule(AnswerEmpty, "Passages were found for a leaf's question, but no answer in them.",
			"The leaf is empty, and what depends on it alone is skipped. Ask in other words, or retrieve more passages a leaf."),
		rule(LeafFailed, "A leaf's question could not be looked up or read.",
			"The retriever, the answerer or the binder reported an error, or panicked. The other leaves go on; those that depend on this one alone "+
				"are skipped. Under the policy fail-fast the run stops there instead."),
		rule(ComposeFailed, "The composer reported an error.",
			"The result holds what the leaves found, without an answer to the whole question."),
	}
}
