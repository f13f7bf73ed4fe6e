package executor_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

func compile(_ testing.TB, text string) *executor.Program {
	q, parsed := parser.Parse(text, parser.Options{})
	bindings, found := check.Check(q, check.Options{Parsed: parsed})
	p, err := executor.NewProgram(q, bindings, append(parsed, found...))
	if err != nil {
		panic(err) // examples have no t
	}
	return p
}

const comparison = "Who is the director of Jaws * When was {director} born + Who is the director of Alien * When was {director} born"

func TestPlanJSON(t *testing.T) {
	data, err := json.Marshal(compile(t, "Who directed C++ \\* * (When was {director} born + {Director}{#1} x)"))
	require.NoError(t, err)
	assert.Equal(t, `{"version":1,"expression":"Who directed C++ \\* * (When was {director} born + {Director}{#1} x)","leaves":[`+
		`{"id":"A","path":"0","text":"Who directed C++ *","placeholders":[],"depends_on":[],"span":[0,19]},`+
		`{"id":"B","path":"1.0","text":"When was {director} born","placeholders":["director"],"depends_on":["A"],"span":[23,47]},`+
		`{"id":"C","path":"1.1","text":"{Director}{#1} x","placeholders":["Director","#1"],"depends_on":["A"],"span":[50,66]}],`+
		`"diagnostics":[]}`, string(data))
}

func TestInvalidPlanJSON(t *testing.T) {
	data, err := json.Marshal(executor.InvalidPlan("A +", source.List{{Code: "operand-missing", Span: source.Span{Start: 2, End: 3}}}))
	require.NoError(t, err)
	assert.Equal(t, `{"version":1,"expression":"A +","leaves":[],"diagnostics":[`+
		`{"code":"operand-missing","severity":"error","message":"","hint":"","span":[2,3],"related":[]}]}`, string(data))
	data, err = json.Marshal(executor.InvalidPlan("", nil))
	require.NoError(t, err)
	assert.Contains(t, string(data), `"diagnostics":[]`)
}

func TestBuiltTreeHasAPlan(t *testing.T) {
	a, err := ast.Literal("a + b")
	require.NoError(t, err)
	q := &ast.Query{Root: a}
	bindings, _ := check.Check(q, check.Options{})
	p, err := executor.NewProgram(q, bindings, nil)
	require.NoError(t, err)
	assert.Equal(t, `a \+ b`, p.Plan().Expression)
}

func TestErrorsGiveNoProgram(t *testing.T) {
	q, _ := parser.Parse("A", parser.Options{})
	bindings, _ := check.Check(q, check.Options{})
	_, err := executor.NewProgram(q, bindings, source.List{{Code: "x", Severity: source.Error}})
	var list source.List
	require.ErrorAs(t, err, &list)
	p, err := executor.NewProgram(q, bindings, source.List{{Code: "x", Severity: source.Warning}})
	require.NoError(t, err)
	assert.Len(t, p.Warnings(), 1)
}

func TestRounds(t *testing.T) {
	for text, want := range map[string]string{
		"A":                           "[[0]]",
		comparison:                    "[[0 2] [1 3]]",
		"A * B{a} * C{a}":             "[[0] [1 2]]",
		"A * B{#1} * C{#2}":           "[[0] [1] [2]]",
		"(A + B) * C{#1} + D":         "[[0 1 3] [2]]",
		"A * (B{#1} * C{#2}) * D{#1}": "[[0] [1 3] [2]]",
	} {
		assert.Equal(t, want, fmt.Sprint(compile(t, text).Rounds()), text)
	}
}

func TestDescribeIsSafe(t *testing.T) {
	a, err := ast.Literal("line\nline\ttab")
	require.NoError(t, err)
	q := &ast.Query{Root: a}
	bindings, _ := check.Check(q, check.Options{})
	p, err := executor.NewProgram(q, bindings, nil)
	require.NoError(t, err)
	assert.Contains(t, p.Describe(), "  A  line line tab\n")
}

func TestManyLeavesAreLettered(t *testing.T) {
	p := compile(t, strings.Repeat("x + ", 29)+"x")
	assert.Equal(t, "AD", p.Leaves()[29].ID)
}

func ExampleProgram_Describe() {
	q, _ := parser.Parse(comparison, parser.Options{})
	bindings, diags := check.Check(q, check.Options{})
	p, err := executor.NewProgram(q, bindings, diags)
	if err != nil {
		panic(err)
	}
	fmt.Print(p.Describe())
	// Output:
	// A * B + C * D
	//
	//   A  Who is the director of Jaws
	//   B  When was {director} born
	//        {director} is the answer of A
	//   C  Who is the director of Alien
	//   D  When was {director} born
	//        {director} is the answer of C
	//
	// 4 leaves in 2 rounds: A, C then B, D
}
