package docs_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/internal/rules"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
	"github.com/qcompiler/qcompiler/translator/model"
)

var update = flag.Bool("update", false, "rewrite the documentation that is generated")

// stage is a part of docs/diagnostics.md.
type stage struct {
	title, intro string
	codes        []source.Code
}

// stages returns the rules of all stages in the order in which they run. Rules that are in none of the lists come last.
func stages() []stage {
	codesOf := func(in []source.Rule) []source.Code {
		var out []source.Code
		for _, r := range in {
			out = append(out, r.Code)
		}
		return out
	}
	repair := codesOf(parser.RepairRules())
	syntax := slices.DeleteFunc(codesOf(parser.Rules()), func(c source.Code) bool { return slices.Contains(repair, c) })
	var checked []source.Code
	for _, r := range check.Rules() {
		checked = append(checked, r.Code)
	}
	out := []stage{
		{"Characters and tokens", "What the lexer finds while it turns the text into tokens.", codesOf(lexer.Rules())},
		{"Syntax", "What the parser finds while it turns the tokens into a tree.", syntax},
		{"Scope, binding and limits", "What is found in the tree, before anything is spent.", checked},
		{"Repair", "What is changed in the reply of a language model on the way to an expression. Text that a person typed is never changed.", repair},
		{"Translating with a model", "What comes with a plan that a language model was asked for.", codesOf(model.Rules())},
		{"Running", "What a run tells beside its result, where it could do less than it was asked for.", codesOf(executor.Rules())},
	}
	var others []source.Code
	for _, r := range rules.All() {
		if !slices.ContainsFunc(out, func(s stage) bool { return slices.Contains(s.codes, r.Code) }) {
			others = append(others, r.Code)
		}
	}
	return append(out, stage{"Any stage", "", others})
}

func isRepair(code source.Code) bool { return strings.HasPrefix(string(code), "repair-") }

// lowered has an example for each limit, with the limit lowered so that the example is short.
var lowered = map[source.Code]struct {
	limits  qcompiler.Limits
	said    string
	bad, ok string
}{
	lexer.LimitInput:  {qcompiler.Limits{Bytes: 20}, "an input limit of 20 bytes", "Who directed Jaws and Alien", "Who directed Jaws"},
	lexer.LimitTokens: {qcompiler.Limits{Tokens: 3}, "a token limit of 3", "Who directed Jaws + Who directed Alien + Who wrote Dune", "Who directed Jaws + Who directed Alien"},
	lexer.LimitDepth:  {qcompiler.Limits{Depth: 2}, "a depth limit of 2", "(((Who directed Jaws)))", "((Who directed Jaws))"},
	check.LimitLeaves: {qcompiler.Limits{Leaves: 2}, "a leaf limit of 2", "Who directed Jaws + Who directed Alien + Who wrote Dune", "Who directed Jaws + Who directed Alien"},
}

// report returns the diagnostics of an example of a rule.
func report(code source.Code, text string, opts ...qcompiler.Option) source.List {
	if isRepair(code) {
		return parser.Repair(text, parser.Options{}).Diagnostics
	}
	return qcompiler.Analyze(text, opts...).Diagnostics
}

// Every example of what is wrong gives its diagnostic, with its severity; every example of what is right does not.
func TestExamplesOfRules(t *testing.T) {
	for _, r := range rules.All() {
		t.Run(string(r.Code), func(t *testing.T) {
			bad, good := r.Bad, r.Good
			var opts []qcompiler.Option
			if l, ok := lowered[r.Code]; ok {
				bad, good, opts = l.bad, l.ok, []qcompiler.Option{qcompiler.WithLimits(l.limits)}
			}
			assert.Equal(t, bad == "", good == "", "an example needs both sides")
			if bad == "" {
				return
			}
			found := false
			for _, d := range report(r.Code, bad, opts...) {
				if d.Code == r.Code {
					found = true
					if isRepair(r.Code) { // a repair can be harmless, or a guess: the rule states the worse
						assert.GreaterOrEqual(t, d.Severity, r.Severity, bad)
					} else {
						assert.Equal(t, r.Severity, d.Severity, bad)
					}
				}
			}
			assert.True(t, found, "%q gives %v", bad, report(r.Code, bad, opts...).Codes())
			assert.NotContains(t, report(r.Code, good, opts...).Codes(), r.Code, good)
			assert.False(t, qcompiler.Analyze(good, opts...).Diagnostics.HasErrors(), "the good example %q is not valid", good)
		})
	}
}

// Every rule can be found in the documentation, and has all its parts.
func TestRulesAreComplete(t *testing.T) {
	seen := map[source.Code]bool{}
	for _, r := range rules.All() {
		assert.False(t, seen[r.Code], "%s is listed twice", r.Code)
		seen[r.Code] = true
		assert.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, string(r.Code))
		assert.Regexp(t, `^[A-Z+*].*\.$`, r.Title, r.Code)
		assert.Regexp(t, `(?s)^\S.*[.!?]$`, r.Doc, r.Code)
	}
	listed := 0
	for _, s := range stages() {
		listed += len(s.codes)
	}
	assert.Equal(t, len(seen), listed, "each code belongs to one stage")
}

func TestDiagnosticsPage(t *testing.T) {
	const path = "diagnostics.md"
	want := diagnosticsPage(t)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o600))
	}
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, want, string(got), "docs/diagnostics.md is stale: run go test ./docs -update")
}

func diagnosticsPage(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	out.WriteString(`# Diagnostics

<!-- Generated from the rules by "go test ./docs -update". Do not edit. -->

Every diagnostic has a code, a severity, a place in the input, a message, and a hint that says what to do. The code never changes its
meaning, so that a tool can rely on it. ` + "`qcompile explain CODE`" + ` prints what is here.

- **error**: the expression cannot be compiled;
- **warning**: it can, and may not mean what was meant. Some warnings are errors under ` + "`--strict`" + `, as is said below;
- **note**: something was changed or left out that the reader should know of.

In the drawings, characters that cannot be seen are shown by stand-ins.

| code | severity | |
|---|---|---|
`)
	all := stages()
	for _, s := range all {
		for _, code := range s.codes {
			r, ok := rules.Lookup(code)
			require.True(t, ok, code)
			fmt.Fprintf(&out, "| [`%s`](#%s) | %s | %s |\n", code, code, r.Severity, prose.Replace(r.Title))
		}
	}
	for _, s := range all {
		fmt.Fprintf(&out, "\n## %s\n", s.title)
		if s.intro != "" {
			fmt.Fprintf(&out, "\n%s\n", s.intro)
		}
		for _, code := range s.codes {
			r, _ := rules.Lookup(code)
			writeRule(t, &out, r)
		}
	}
	return out.String()
}

func writeRule(t *testing.T, out *strings.Builder, r source.Rule) {
	t.Helper()
	fmt.Fprintf(out, "\n### %s\n\n**%s**%s: %s\n\n%s\n", r.Code, r.Severity, strictNote(r.Code), prose.Replace(r.Title), prose.Replace(r.Doc))
	bad, good, with := r.Bad, r.Good, ""
	var opts []qcompiler.Option
	if l, ok := lowered[r.Code]; ok {
		bad, good, with, opts = l.bad, l.ok, ", with "+l.said, []qcompiler.Option{qcompiler.WithLimits(l.limits)}
	}
	if bad == "" {
		return
	}
	only := source.List{}
	for _, d := range report(r.Code, bad, opts...) {
		if d.Code == r.Code {
			only = append(only, d)
		}
	}
	var drawn strings.Builder
	require.NoError(t, source.Draw(&drawn, bad, only, source.DrawOptions{}))
	fmt.Fprintf(out, "\nThis gives it%s:\n\n%s\n%s\n%s:\n\n%s", with, fenced(source.Printable(bad)), fenced(drawn.String()), instead(r), fenced(good))
}

// prose escapes what Markdown would read as something else than text.
var prose = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "&", "&amp;", "[", `\[`, "]", `\]`, "|", `\|`, "+", `\+`, "#", `\#`)

// strictNote says what --strict makes of a rule, where it makes a difference.
func strictNote(code source.Code) string {
	for _, r := range check.Rules() {
		if r.Code == code && r.Strict {
			return " (error under `--strict`)"
		}
	}
	return ""
}

func instead(r source.Rule) string {
	switch {
	case !isRepair(r.Code):
		return "Write instead"
	case r.Severity == source.Error:
		return "What it should have been"
	}
	return "It becomes"
}

// fenced puts text in a block whose fence is longer than any in the text.
func fenced(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "text\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n"
}
