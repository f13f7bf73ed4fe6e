package rules

import (
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

// OfRepair reports whether a rule is one of [parser.Repair]: its bad example is what a model wrote, and its good one is what that
// becomes, unless the rule is an error.
func OfRepair(r source.Rule) bool { return strings.HasPrefix(string(r.Code), "repair-") }

// Example returns the diagnostics with the rule's code that its bad example really gives.
func Example(r source.Rule) source.List {
	return slices.DeleteFunc(diagnose(r, r.Bad), func(d source.Diagnostic) bool { return d.Code != r.Code })
}

func diagnose(r source.Rule, text string) source.List {
	if OfRepair(r) {
		return slices.Clone(parser.Repair(text, parser.Options{}).Diagnostics)
	}
	query, diags := parser.Parse(text, parser.Options{})
	_, more := check.Check(query, check.Options{Parsed: diags})
	return slices.Concat(diags, more)
}
