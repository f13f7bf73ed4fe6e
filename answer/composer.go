package answer

import "context"

// Composer makes the answer to the whole question from what the leaves found.
//
// An Answer without text means that the findings do not decide it; Reason then says what was found and what is missing.
type Composer interface {
	Compose(ctx context.Context, req ComposeRequest) (Answer, error)
}

// CandidateComposer is a Composer that, for some questions, can make use of other answers than the likeliest of a leaf: what two things
// have in common may be the second likeliest answer for each.
type CandidateComposer interface {
	Composer
	// Candidates returns how many other answers of each leaf it wants for a question; 0 for none.
	Candidates(question string) int
}

// ComposeRequest is what a [Composer] gets.
type ComposeRequest struct {
	// Question is the question as the person asked it; empty where only an expression was given.
	Question string
	// Tree is the shape of the plan.
	Tree Node
	// Leaves are the findings of each leaf, in reading order: one finding a run of the leaf. A leaf that never ran has one finding
	// with no question and the status that says why.
	Leaves [][]Finding
	// Explain asks for [Answer.Explanation].
	Explain bool
}

// NodeKind is the kind of a [Node].
type NodeKind string

// The kinds of nodes; groups have no node of their own.
const (
	Leaf      NodeKind = "leaf"
	List      NodeKind = "list"      // A + B
	Dependent NodeKind = "dependent" // A * B
)

// Node is a part of a plan's tree.
type Node struct {
	Kind NodeKind
	// Leaf is the leaf's number where Kind is [Leaf].
	Leaf     int
	Children []Node
}

// Finding is one run of one leaf.
type Finding struct {
	// Leaf is the number of the leaf, in reading order from 0, and Run the number of the run of that leaf.
	Leaf, Run int
	// Template is the leaf's text with placeholders in braces; Question is the same filled in.
	Template, Question string
	// Status says how the run ended.
	Status Status
	// Values are what was found, all true together.
	Values []Value
	// Alternatives are other answers, each instead of Values, where the composer asked for them ([CandidateComposer]).
	Alternatives []Value
	// Inputs are the values that went into the placeholders, with where each came from: the lineage.
	Inputs []Input
}

// Input is a value that went into a placeholder.
type Input struct {
	// Placeholder is the name as written.
	Placeholder string `json:"placeholder"`
	// Text is what was filled in.
	Text string `json:"text"`
	// Leaf, Run and Value say which value of which run of which leaf it came from, all counted from 0.
	Leaf  int `json:"leaf"`
	Run   int `json:"run"`
	Value int `json:"value"`
}

// ComposeFunc makes a Composer of a function.
type ComposeFunc func(ctx context.Context, req ComposeRequest) (Answer, error)

// Compose calls f.
func (f ComposeFunc) Compose(ctx context.Context, req ComposeRequest) (Answer, error) {
	return f(ctx, req)
}
