package parser

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/message"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// Repaired is what [Repair] made of a text.
type Repaired struct {
	// Expression is the expression that was found, mended: Parse of it gives Query and no error. It is empty where there is an error.
	Expression string
	// Query is its tree. Where there is an error it holds nothing but an *[ast.Bad].
	Query *ast.Query
	// Diagnostics say what was changed, one for each change, then what Parse has to say of the expression. Their spans are of the
	// original text. A note is harmless; a warning is a guess. With an error there is no expression.
	Diagnostics source.List
	// Changed says that Expression is not the text as it was given.
	Changed bool

	origin draft
}

// Original returns where in the original text a part of Expression came from. Text that was put in stands where it replaced something.
func (r Repaired) Original(span source.Span) source.Span { return r.origin.original(span) }

// Repair takes the expression out of what a language model wrote and mends it: code fences, chat, labels, JSON, tags and lists around
// it come off, brackets are closed, other signs for the operators are read as the operators, and so on; docs/diagnostics.md lists the
// changes, whose codes begin with repair-. Each is reported. An expression that stands by itself and has no error is not changed.
//
// What cannot be mended, such as a refusal, prose without an expression, or two expressions that differ, is an error that says why.
//
// Repair is for the output of a model, never for what a person typed: [Parse] changes nothing.
//
// The text may be up to [ReplyFactor] times as long as the limit on an expression, since a model may reason at length before it
// answers. Time is linear in the text, and the same text always gives the same result; repairing an expression that was repaired
// changes nothing.
func Repair(text string, opts Options) Repaired {
	r := repairer{text: text, opts: opts, limits: opts.Limits.OrDefault(), draft: newDraft(text)}
	if most := r.limits.Bytes * ReplyFactor; len(text) > most {
		return r.failed(message.Exceeded(lexer.LimitInput, source.Span{Start: most, End: len(text)},
			"the reply", "bytes", len(text), most, "ask for the expression alone, or raise the input limit"))
	}
	for budget := workFactor * r.limits.Bytes; ; budget -= len(r.draft.text) + 1 {
		if r.rounds++; r.rounds > maxRounds || budget < 0 {
			return r.failed(unmendable(source.Span{End: len(text)}, "there is too much to mend",
				"ask for the expression alone, without anything around it"))
		}
		v := &view{text: r.draft.text, opts: opts, original: text}
		changed, failure := r.round(v)
		if failure != nil {
			return r.failed(failure...)
		}
		if !changed {
			return r.finished(v)
		}
	}
}

// ReplyFactor is how many times longer than an expression a text may be that one is taken out of.
const ReplyFactor = 4

const (
	// workFactor bounds the text that all rounds together look at, as a multiple of the limit on an expression.
	workFactor = 16
	// maxRounds bounds the changes that are made one after the other.
	maxRounds = 48
	// maxEdits bounds the places that one change touches.
	maxEdits = 8192
)

// steps are tried in this order in each round; the first that finds something to change ends the round. Each depends on the text alone
// and not on what was changed before it, which is why a second repair of a repaired expression finds nothing to do.
//
// What is around the expression comes first, from the outside to the inside; then what is wrong with the expression itself.
var steps = [...]func(*view) change{
	invisibleCharacters,
	reasoning,
	templateTokens,
	codeFence,
	jsonWrapper,
	tagWrapper,
	entities,
	escapedLineFeeds,
	wholeWrapper,
	strayQuote,
	program,
	letterDefinitions,
	leafLabels,
	comments,
	proseAround,
	inlineCode,

	wideBrackets,
	bracketGroups,
	braces,
	parentheses,
	operatorRuns,
	missingOperands,
	operatorsInParentheses,
	operatorsInCode,
	wrappedLeaves,
	otherSigns,
	unspacedOperators,
	otherPlaceholders,
	leafReferences,

	notAnExpression,
	outerSpace,
}

type repairer struct {
	text   string
	opts   Options
	limits lexer.Limits
	draft  draft
	diags  source.List
	rounds int
}

// round makes the first change there is to make.
func (r *repairer) round(v *view) (changed bool, failure source.List) {
	for _, step := range steps {
		c := step(v)
		if c.failure != nil {
			d := *c.failure
			d.Span = r.draft.original(d.Span)
			return false, source.List{d}
		}
		if len(c.edits) == 0 {
			continue
		}
		if len(c.edits) > maxEdits {
			return false, source.List{unmendable(source.Span{End: len(r.text)}, "there is too much to mend", "ask for the expression again")}
		}
		for _, d := range c.notes {
			d.Span = r.draft.original(d.Span)
			r.diags = append(r.diags, d)
		}
		r.draft = r.draft.apply(c.edits)
		return true, nil
	}
	return false, nil
}

func (r *repairer) finished(v *view) Repaired {
	query, diags := v.parsed()
	for i := range diags {
		if r.rounds == 1 {
			break // nothing was changed: the spans are right
		}
		diags[i].Span = r.draft.original(diags[i].Span)
		for j := range diags[i].Related {
			diags[i].Related[j].Span = r.draft.original(diags[i].Related[j].Span)
		}
	}
	if diags.HasErrors() {
		return r.failed(diags...)
	}
	all := append(r.diags, diags...)
	all.Sort()
	return Repaired{
		Expression: v.text, Query: query, Diagnostics: all.Truncate(source.Dropped{}),
		Changed: v.text != r.text, origin: r.draft,
	}
}

// failed returns the result for a text that cannot be mended: the errors first in importance, in source order with what was tried.
func (r *repairer) failed(errors ...source.Diagnostic) Repaired {
	all := append(r.diags, errors...)
	all.Sort()
	return Repaired{Query: bad(r.text), Diagnostics: all.Truncate(source.Dropped{}), origin: newDraft(r.text)}
}

// change is what one step wants done. The spans are of the text the step saw.
type change struct {
	// edits are in source order and do not overlap.
	edits []edit
	// notes tell what is changed, one for each change.
	notes source.List
	// failure says why the text cannot be mended; then nothing is changed.
	failure *source.Diagnostic
}

func (c *change) cut(start, end int) {
	if start < end {
		c.replace(start, end, "")
	}
}

func (c *change) replace(start, end int, with string) {
	c.edits = append(c.edits, edit{source.Span{Start: start, End: end}, with})
}

func (c *change) tell(code source.Code, severity source.Severity, start, end int, message, hint string) {
	c.notes = append(c.notes, source.Diagnostic{
		Code: code, Severity: severity, Span: source.Span{Start: start, End: end}, Message: message, Hint: hint,
	})
}

func (c *change) note(code source.Code, start, end int, format string, args ...any) {
	c.tell(code, source.Note, start, end, fmt.Sprintf(format, args...), "nothing to do; ask for the expression alone to do without this")
}

func (c *change) guess(code source.Code, start, end int, format string, args ...any) {
	c.tell(code, source.Warning, start, end, fmt.Sprintf(format, args...), "see that this is what was meant")
}

func unmendable(span source.Span, reason, hint string) source.Diagnostic {
	return source.Diagnostic{Code: RepairUnmendable, Severity: source.Error, Span: span, Message: reason, Hint: hint}
}

func fail(d source.Diagnostic) change { return change{failure: &d} }

func noExpression(span source.Span, reason string) source.Diagnostic {
	return source.Diagnostic{
		Code: RepairNoExpression, Severity: source.Error, Span: span, Message: "there is no expression here: " + reason,
		Hint: "ask again for an expression such as: Who directed Jaws * When was {director} born",
	}
}

// view is a text and what was found out about it, so that steps do not work it out twice.
type view struct {
	text     string
	original string
	opts     Options

	query *ast.Query
	diags source.List
	known bool
}

// parsed returns the tree of the text.
func (v *view) parsed() (*ast.Query, source.List) {
	if !v.known {
		v.query, v.diags = Parse(v.text, v.opts)
		v.known = true
	}
	return v.query, v.diags
}

// valid returns the tree of the text, nil where it has an error.
func (v *view) valid() *ast.Query {
	query, diags := v.parsed()
	if diags.HasErrors() {
		return nil
	}
	return query
}

// errors returns the spans of the errors of one kind.
func (v *view) errors(code source.Code) []source.Span {
	_, diags := v.parsed()
	var spans []source.Span
	for _, d := range diags {
		if d.Code == code && d.Severity == source.Error {
			spans = append(spans, d.Span)
		}
	}
	return spans
}

// outerSpace takes off white space at the ends of an expression that something was changed in. Without a change the text stays as it is.
func outerSpace(v *view) change {
	var c change
	if whole := v.trimmed(); v.text != v.original && v.valid() != nil {
		c.cut(0, whole.Start)
		c.cut(whole.End, len(v.text))
	}
	return c
}

// trimmed returns the span of the text without white space at its ends.
func (v *view) trimmed() source.Span { return trimSpan(v.text, source.Span{End: len(v.text)}) }

func trimSpan(text string, s source.Span) source.Span {
	inner := s.In(text)
	left := strings.TrimLeftFunc(inner, lexer.IsSpace)
	s.Start += len(inner) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, lexer.IsSpace))
	return s
}
