package rules_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/internal/rules"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

func TestAllAreDocumented(t *testing.T) {
	seen := map[source.Code]bool{}
	for _, r := range rules.All() {
		t.Run(string(r.Code), func(t *testing.T) {
			assert.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, r.Code)
			assert.False(t, seen[r.Code], "two rules with one code")
			assert.True(t, strings.HasSuffix(r.Title, "."), "a title is a sentence")
			assert.NotContains(t, r.Title, "\n")
			assert.Greater(t, len(r.Doc), len(r.Title), "the text says more than the title")
			assert.Equal(t, r.Bad == "", r.Good == "", "a bad example needs a good one, and the other way round")
		})
		seen[r.Code] = true
	}
	require.NotEmpty(t, seen)
}

// TestExamples compiles, or repairs, both examples of every rule: documentation that lies is worse than none.
func TestExamples(t *testing.T) {
	for _, r := range rules.All() {
		if r.Bad == "" {
			continue
		}
		t.Run(string(r.Code), func(t *testing.T) {
			found := rules.Example(r)
			require.NotEmpty(t, found, "the bad example gives the diagnostic")
			for _, d := range found {
				assert.GreaterOrEqual(t, d.Severity, r.Severity, "the severity of a rule is its worst")
			}
			if rules.OfRepair(r) && r.Severity != source.Error {
				repaired := parser.Repair(r.Bad, parser.Options{}).Expression
				assert.Equal(t, r.Good, strings.TrimSpace(repaired), "the good example is what the bad one becomes")
			}
			p, err := qcompiler.Compile(r.Good)
			require.NoError(t, err)
			assert.Empty(t, p.Warnings(), "the good example gives none")
		})
	}
}

func TestLookup(t *testing.T) {
	for _, code := range []source.Code{"limit-depth", "LIMIT-DEPTH", "placeholder-unbound", "too-many-diagnostics", "group-empty"} {
		r, ok := rules.Lookup(code)
		assert.True(t, ok, code)
		assert.Equal(t, strings.ToLower(string(code)), string(r.Code))
	}
	_, ok := rules.Lookup("placeholder")
	assert.False(t, ok)
}

func TestNear(t *testing.T) {
	for in, want := range map[source.Code]source.Code{
		"placeholder-unbund":  "placeholder-unbound",
		"operater-in-text":    "operator-in-text",
		"Limit-Dept":          "limit-depth",
		"limit_leaves":        "limit-leaves",
		"unbound":             "placeholder-unbound",
		"unpaired":            "quote-unpaired",
		"malformed name":      "",
		"utf8":                "invalid-utf8",
		"placeholder":         "", // several
		"":                    "",
		"-":                   "",
		"something different": "",
	} {
		assert.Equal(t, want, rules.Near(in), "%q", in)
	}
}
