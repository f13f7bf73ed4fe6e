package translatortest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator/translatortest"
)

func parse(t testing.TB, expression string) *ast.Query {
	t.Helper()
	q, diags := parser.Parse(expression, parser.Options{})
	require.NoError(t, diags.Err())
	return q
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name, want, got string
		same, right     bool
	}{
		{"wording is free", "Who directed Jaws * When was {director} born", "Who is the director of Jaws * When is the birth date of {director}", true, true},
		{"order of a list is free", "When was Jaws made + When was Alien made", "When did Alien come out + When did Jaws come out", true, true},
		{"a name is lost", "When was Jaws made + When was Alien made", "When did Alien come out + When did it come out", true, false},
		{"names in the wrong leaf", "Who directed Jaws * Is {director} from Ohio", "Who is from Ohio * Did {person} direct Jaws", true, false},
		{"a list is no chain", "Who directed Jaws + Who directed Alien", "Who directed Jaws * Did {director} direct Alien", false, false},
		{"a leaf too many", "Who directed Jaws", "Who directed Jaws + When was Jaws made", false, false},
		{"a chain or a join", "(Who wrote Emma + Who wrote Dune) * Did {author1} know {author2}", "Who wrote Emma * Who wrote Dune as {author} did * Did {author} know {author}", false, false},
		{"letter case aside", "When did Queen form", "when did queen form", true, true},
		{"signs are names", "Who made C++", "Who made C", true, false},
		{"a possessive is the name", "Who is Bach's father", "Who is the father of Bach", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			want, got := parse(t, c.want), parse(t, c.got)
			assert.Equal(t, c.same, translatortest.Same(want, got), "same")
			assert.Equal(t, c.right, translatortest.Right(want, got), "right")
			assert.True(t, translatortest.Right(want, want))
			assert.True(t, translatortest.Right(got, got))
		})
	}
}
