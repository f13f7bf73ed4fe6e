package executor

import (
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/source"
)

// ResultVersion is the version of the JSON form of a [Result].
const ResultVersion = 1

// Result is what a run found. Its JSON form is documented and stable.
type Result struct {
	Version int `json:"version"`
	// Question is the question as the person asked it; empty where only an expression was given.
	Question string `json:"question"`
	// Expression is the plan that was run.
	Expression string `json:"expression"`
	// Status is answered, partial, empty or failed.
	Status answer.Status `json:"status"`
	// Answer is the composed answer.
	Answer answer.Answer `json:"answer"`
	// Leaves are the leaves of the plan, in reading order.
	Leaves []LeafResult `json:"leaves"`
	// Citations are the passages the answer rests on, in the order in which they support it, each once.
	Citations []Citation `json:"citations"`
	// Retrieved is one merged ranking of what all leaves retrieved, best first, each passage once.
	Retrieved []retriever.Document `json:"retrieved"`
	// Warnings say what is less than was asked for: limits hit, leaves that failed, retrievers that answered in part.
	Warnings source.List `json:"warnings"`
	Usage    Usage       `json:"usage"`
	// Elapsed is the wall time in milliseconds.
	Elapsed Milliseconds `json:"elapsed_ms"`
}

// LeafResult is what became of one leaf.
type LeafResult struct {
	PlanLeaf
	Status answer.Status `json:"status"`
	// Runs are the runs that belong to the winning hypothesis, in order: one, or several where a producer has several values; none
	// where the leaf was skipped.
	Runs []Run `json:"runs"`
	// Reason says why the leaf was skipped or failed.
	Reason string `json:"reason,omitempty"`
}

// Run is one look-up of a leaf, with its placeholders filled in.
type Run struct {
	// Question is the leaf's text after substitution.
	Question string        `json:"question"`
	Status   answer.Status `json:"status"`
	// Values are what was found, all true together.
	Values []answer.Value `json:"values"`
	// Alternatives are the other candidates, which lost.
	Alternatives []answer.Value `json:"alternatives,omitempty"`
	// Inputs are the values that were filled in.
	Inputs []answer.Input `json:"inputs,omitempty"`
	// Passages are what was retrieved, best first.
	Passages []retriever.Document `json:"passages"`
	// Error is why the run failed.
	Error string `json:"error,omitempty"`
	// Explanation tells why this is the answer, where it was asked for.
	Explanation []string     `json:"explanation,omitempty"`
	Usage       Usage        `json:"usage"`
	Elapsed     Milliseconds `json:"elapsed_ms"`
}

// Citation is a passage the answer rests on.
type Citation struct {
	answer.Evidence
	// Leaf is the letter of the leaf that found it.
	Leaf string `json:"leaf"`
	// Value is what was found there.
	Value string `json:"value"`
}

// Usage is what a run, or a part of it, cost.
type Usage struct {
	// Retrievals is the number of calls of the retriever, Reads that of the answerer.
	Retrievals int `json:"retrievals"`
	Reads      int `json:"reads"`
	// Model is what calls to language models cost.
	Model llm.Usage `json:"model"`
}

// Milliseconds is a duration that JSON shows in milliseconds with three decimals.
type Milliseconds time.Duration
