package check

import (
	"slices"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// DefaultLeaves is the most leaves a query has unless the limit is raised.
const DefaultLeaves = 64

// Options changes how a query is checked. The zero value is ready to use.
type Options struct {
	// Leaves is the most leaves; 0 means DefaultLeaves.
	Leaves int
	// Strict makes errors of the rules that are strict.
	Strict bool
	// Rules are the rules to run; nil means [Rules].
	Rules []Rule
	// Parsed is what parsing the query found. Rules stay quiet where it has told of a slip already.
	Parsed source.List
}

// Rule is one check.
type Rule struct {
	source.Rule
	// Strict says that it is an error under Options.Strict, whatever its severity is otherwise.
	Strict bool
	// Run reports what the rule finds.
	Run func(*Pass)
}

// Rules returns the rules that are run by default, in the order in which they are documented.
func Rules() []Rule {
	return []Rule{
		placeholderInIndependent(),
		placeholderUnbound(),
		placeholderAmbiguous(),
		placeholderGuessed(),
		dependentWithoutPlaceholder(),
		queryIncomplete(),
		limitLeaves(),
	}
}

// defaultRules is never written to.
var defaultRules = Rules()

// Pass is what a rule sees.
type Pass struct {
	Query    *ast.Query
	Bindings *Bindings
	Options  Options

	binder *binder
	rule   *Rule
	diags  source.List
}

// Report adds a diagnostic with the code and the severity of the rule that is running.
func (p *Pass) Report(span source.Span, message, hint string, related ...source.Related) {
	severity := p.rule.Severity
	if p.Options.Strict && p.rule.Strict {
		severity = source.Error
	}
	p.diags = append(p.diags, source.Diagnostic{
		Code: p.rule.Code, Severity: severity, Span: span, Message: message, Hint: hint, Related: related,
	})
}

// toldOf reports whether parsing found an error with the code in the span.
func (p *Pass) toldOf(code source.Code, span source.Span) bool {
	return slices.ContainsFunc(p.Options.Parsed, func(d source.Diagnostic) bool {
		return d.Code == code && span.Contains(d.Span)
	})
}

// told reports whether parsing found an error in the span.
func (p *Pass) told(span source.Span) bool {
	return slices.ContainsFunc(p.Options.Parsed, func(d source.Diagnostic) bool {
		return d.Severity == source.Error && span.Contains(d.Span)
	})
}

// Check binds the placeholders of q and runs the rules. The bindings are complete only where the diagnostics hold no error. A
// query that was parsed with errors is checked all the same, so that everything can be mended at once.
func Check(q *ast.Query, opts Options) (*Bindings, source.List) {
	if opts.Leaves <= 0 {
		opts.Leaves = DefaultLeaves
	}
	if opts.Rules == nil {
		opts.Rules = defaultRules
	}
	b := bind(q)
	pass := &Pass{Query: q, Bindings: b.table, Options: opts, binder: b}
	for i := range opts.Rules {
		pass.rule = &opts.Rules[i]
		pass.rule.Run(pass)
	}
	pass.diags.Sort()
	return b.table, pass.diags.Truncate(source.Dropped{})
}
