// Package translatortest scores a translator on questions with the plans a person would write.
//
// A plan is right when its graph of dependencies is that of an acceptable plan, leaf for leaf, and every leaf that the person wrote
// finds its names in the leaf that stands for it. Wording is free: "Who directed Jaws" and "Who is the director of Jaws" are the same
// leaf. What is scored is the plan, not what an index would answer.
package translatortest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/parser"
)

// Case is a question with its acceptable plans.
type Case struct {
	ID       string `json:"id"`
	Family   string `json:"family"`
	Question string `json:"question"`
	// Expression is the plan a person would write first.
	Expression string `json:"expression"`
	// Also are other plans that are as good.
	Also []string `json:"also,omitempty"`
	// Titles are names an index would know, for questions that cannot be read without; nil where none are needed.
	Titles []string `json:"titles,omitempty"`
}

// Plans returns the acceptable plans, parsed. The error says which of them does not compile.
func (c *Case) Plans() ([]*ast.Query, error) {
	plans := make([]*ast.Query, 0, 1+len(c.Also))
	for _, expression := range append([]string{c.Expression}, c.Also...) {
		query, diags := parser.Parse(expression, parser.Options{})
		_, found := check.Check(query, check.Options{Parsed: diags})
		if diags = append(diags[:len(diags):len(diags)], found...); len(diags) > 0 {
			return nil, fmt.Errorf("%s: %s: %s", c.ID, expression, diags[0].Message)
		}
		plans = append(plans, query)
	}
	return plans, nil
}

// Read reads cases, one JSON object a line.
func Read(r io.Reader) ([]Case, error) {
	var cases []Case
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(cases)+1, err)
		}
		cases = append(cases, c)
	}
	return cases, lines.Err()
}
