package model

import (
	"errors"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

// draft is one expression a model wrote, with what is wrong with it.
type draft struct {
	// reply is what the model wrote, shortened.
	reply string
	// query is nil where there is no valid expression in it.
	query    *ast.Query
	bindings *check.Bindings
	// warnings is the number of warnings, guesses of Repair among them.
	warnings int
	// missing are the names of the question that no leaf has, and names is how many there are.
	missing []string
	names   int
	// cut says that the reply was cut off by the limit on tokens: it may parse and still be half a plan.
	cut bool
	// repaired says that the expression is not as the model first wrote it.
	repaired bool
	// complaint is what to tell the model, as a person would see it.
	complaint string
	// tries tell of each round, for explanations.
	tries []string
}

// maxReply is how much of a reply is sent back, in bytes.
const maxReply = 4000

// read makes a draft of a reply.
func (m *model) read(question string, resp *llm.Response, round int) draft {
	text := strings.TrimSpace(resp.Text)
	// What goes back to the model is as untrusted as what came: it may repeat what stands in the question.
	d := draft{reply: prompt.Untrusted(text, maxReply), cut: resp.Finish == llm.Length}
	query, diags, expression, how := expressionIn(text)
	d.repaired = round > 0 || how == onceMended
	var found source.List
	if !diags.HasErrors() {
		d.bindings, found = check.Check(query, check.Options{Parsed: diags})
	}
	all := append(diags[:len(diags):len(diags)], found...)
	for _, x := range all {
		if x.Severity == source.Warning {
			d.warnings++
		}
	}
	switch {
	case all.HasErrors():
		if found.HasErrors() && expression != "" {
			d.complaint = drawn(expression, found)
		} else {
			d.complaint = drawn(text, diags)
		}
		how = "not valid: " + all.Err().Error()
	case d.cut:
		d.complaint = fmt.Sprintf("It was cut off at %d tokens.\n", m.config.MaxTokens)
		how = "cut off"
	default:
		d.query = query
		d.missing, d.names = missingNames(question, query, m)
		if len(d.missing) > 0 {
			d.complaint = fmt.Sprintf("The question names %s, which no part of the expression has. Names must be kept as written.\n", quoted(d.missing))
			how += ", without " + quoted(d.missing)
		}
	}
	d.tries = []string{fmt.Sprintf("model, try %d: %s", round+1, how)}
	return d
}

// onceMended tells of a reply that is not valid as written.
const onceMended = "valid once mended"

// expressionIn finds the expression in a reply. Also what parses may have chat around it that reads as part of a question, so it is mended
// first; where nothing valid comes of that, the reply is taken as written.
func expressionIn(text string) (query *ast.Query, diags source.List, expression, how string) {
	repaired := parser.Repair(text, parser.Options{})
	if repaired.Changed && !compiles(repaired.Query, repaired.Diagnostics) {
		if query, diags := parser.Parse(text, parser.Options{}); compiles(query, diags) {
			return query, diags, text, "valid as written"
		}
	}
	if repaired.Changed {
		how = onceMended
	} else {
		how = "valid as written"
	}
	return repaired.Query, repaired.Diagnostics, repaired.Expression, how
}

func compiles(query *ast.Query, diags source.List) bool {
	if diags.HasErrors() {
		return false
	}
	_, found := check.Check(query, check.Options{Parsed: diags})
	return !found.HasErrors()
}

// good reports whether another try is not worth a call.
func (d draft) good() bool { return d.query != nil && len(d.missing) == 0 }

// better reports whether d is worth more than e.
func (d draft) better(e draft) bool {
	if (d.query != nil) != (e.query != nil) {
		return d.query != nil
	}
	if len(d.missing) != len(e.missing) {
		return len(d.missing) < len(e.missing)
	}
	return d.warnings < e.warnings
}

// coverage is the share of the question's names that the expression has.
func (d draft) coverage() float64 {
	if d.names == 0 {
		return 1
	}
	return 1 - float64(len(d.missing))/float64(d.names)
}

// missingNames returns the names in the question that no leaf has, and how many names there are.
func missingNames(question string, query *ast.Query, m *model) (missing []string, names int) {
	var leaves strings.Builder
	for _, leaf := range query.Leaves() {
		leaves.WriteString(key(leaf.Text()) + "|")
	}
	all := " " + leaves.String()
	q := phrase.New(question, phrase.Options{Titles: m.config.Titles})
	for _, i := range q.Entities(0, len(q.Tokens)) {
		names++
		if !strings.Contains(all, key(q.Tokens[i].Text)) {
			missing = append(missing, q.Tokens[i].Text)
		}
	}
	return missing, names
}

// key is a text as names are compared: folded, without marks.
func key(text string) string {
	return strings.Join(strings.FieldsFunc(lexer.FoldName(text), func(r rune) bool { return strings.ContainsRune(" \t\n\"'’“”?!.,;:()[]", r) }), " ")
}

func quoted(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = fmt.Sprintf("%q", shorten(n))
	}
	return strings.Join(out, ", ")
}

func shorten(text string) string {
	if len(text) <= maxReply {
		return text
	}
	return strings.ToValidUTF8(text[:maxReply], "") + "…"
}

// drawn returns diagnostics as a person sees them, with the lines they are about.
func drawn(text string, diags source.List) string {
	var errs source.List
	for _, d := range diags {
		if d.Severity == source.Error && len(errs) < 5 {
			errs = append(errs, d)
		}
	}
	var out strings.Builder
	_ = source.Draw(&out, text, errs, source.DrawOptions{}) // a builder does not fail
	return prompt.Untrusted(out.String(), maxReply)
}

var errNothing = errors.New("it wrote no valid expression")

func errNoneValid(drafts []draft) error {
	if len(drafts) == 0 || len(drafts[0].tries) == 0 {
		return errNothing
	}
	tries := drafts[0].tries
	return fmt.Errorf("%w (%s)", errNothing, tries[len(tries)-1])
}

// usable says whether a cache should keep a reply: it holds an expression that compiles.
func usable(resp *llm.Response) error {
	query, diags, _, _ := expressionIn(strings.TrimSpace(resp.Text))
	if err := diags.Err(); err != nil {
		return err
	}
	_, found := check.Check(query, check.Options{Parsed: diags})
	return found.Err()
}
