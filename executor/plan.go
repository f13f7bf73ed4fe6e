package executor

import (
	"encoding/json"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// PlanVersion is the version of the JSON form of a plan.
const PlanVersion = 1

// Plan is the JSON form of a program, or of an expression that has none because it is invalid. Other tools rely on it.
type Plan struct {
	// Version is [PlanVersion].
	Version int `json:"version"`
	// Expression is the text that was compiled; spans are places in it.
	Expression string `json:"expression"`
	// Leaves are in reading order; there is none if, and only if, the expression is invalid.
	Leaves []PlanLeaf `json:"leaves"`
	// Diagnostics are the warnings of compiling, and the errors where it is invalid.
	Diagnostics source.List `json:"diagnostics"`
}

// PlanLeaf is a leaf in a [Plan].
type PlanLeaf struct {
	// ID is the leaf's letter: A to Z, AA, AB, ... in reading order.
	ID string `json:"id"`
	// Path says where the leaf stands in the tree, such as 0.1; groups add no level to it, and a lone leaf has the path 0.
	Path string `json:"path"`
	// Text is the question in unescaped form, with placeholders in braces.
	Text string `json:"text"`
	// Placeholders are the names in the text as written, without braces, each once.
	Placeholders []string `json:"placeholders"`
	// DependsOn are the IDs of the leaves whose answers it uses directly, each once, in reading order.
	DependsOn []string `json:"depends_on"`
	// Span is where the leaf stands in the expression.
	Span source.Span `json:"span"`
}

// Plan returns the JSON form of the program.
func (p *Program) Plan() Plan {
	plan := InvalidPlan(p.expression(), p.warnings)
	plan.Leaves = make([]PlanLeaf, len(p.leaves))
	for i, leaf := range p.leaves {
		out := PlanLeaf{
			ID: leaf.ID, Path: leaf.Path, Text: leaf.Text, Span: leaf.Span,
			Placeholders: make([]string, len(leaf.Placeholders)), DependsOn: make([]string, len(leaf.DependsOn)),
		}
		for j, ph := range leaf.Placeholders {
			out.Placeholders[j] = ph.Name
		}
		for j, d := range leaf.DependsOn {
			out.DependsOn[j] = ast.LeafID(d)
		}
		plan.Leaves[i] = out
	}
	return plan
}

func (p *Program) expression() string {
	if p.query.Source != "" {
		return p.query.Source
	}
	return p.query.String()
}

// InvalidPlan returns the JSON form for an expression that was not compiled: no leaves, and the diagnostics that say why.
func InvalidPlan(expression string, diags source.List) Plan {
	if diags == nil {
		diags = source.List{}
	}
	return Plan{Version: PlanVersion, Expression: expression, Leaves: []PlanLeaf{}, Diagnostics: diags}
}

// MarshalJSON writes the plan of the program.
func (p *Program) MarshalJSON() ([]byte, error) { return json.Marshal(p.Plan()) }
