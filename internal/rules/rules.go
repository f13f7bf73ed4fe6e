// Package rules lists the diagnostics of every stage in one place, for whoever documents them: `qcompile explain` and
// docs/diagnostics.md are both made from it, so they cannot disagree.
package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
	"github.com/qcompiler/qcompiler/translator/model"
)

// All returns the documentation of every diagnostic, in the order of the stages that report them.
func All() []source.Rule {
	all := lexer.Rules()
	all = append(all, parser.Rules()...)
	for _, r := range check.Rules() {
		all = append(all, r.Rule)
	}
	all = append(all, model.Rules()...)
	all = append(all, executor.Rules()...)
	return append(all, tooMany())
}

// Lookup returns the documentation of a code. Case does not count.
func Lookup(code source.Code) (source.Rule, bool) {
	for _, r := range All() {
		if strings.EqualFold(string(r.Code), string(code)) {
			return r, true
		}
	}
	return source.Rule{}, false
}

// tooMany belongs to no stage: it stands for what any of them left out.
func tooMany() source.Rule {
	return source.Rule{
		Code: source.TooMany, Severity: source.Note,
		Title: "There are more diagnostics than are shown.",
		Doc: "The first 100 diagnostics of an input are kept and the others are counted. Where an error is among the others, this note is " +
			"an error too, so that a cut list never makes an invalid expression look valid. Mend the first ones and check again.",
	}
}
