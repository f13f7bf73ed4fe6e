package parser_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

// reply is a case of testdata/repair; its README tells the format.
type reply struct {
	file, name string
	input      string
	// want is the expression, empty for a reply that cannot be mended.
	want string
	// reason says why it cannot.
	reason string
}

func (r reply) String() string { return r.file + ": " + r.name }

func replies(t testing.TB) []reply {
	files, err := filepath.Glob("testdata/repair/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var out []reply
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		blocks := strings.Split("\n"+string(data), "\n==== ")
		require.Empty(t, strings.TrimSpace(blocks[0]), "%s: text before the first case", file)
		for _, block := range blocks[1:] {
			out = append(out, readReply(t, strings.TrimSuffix(filepath.Base(file), ".txt"), block))
		}
	}
	return out
}

func readReply(t testing.TB, file, block string) reply {
	name, rest, _ := strings.Cut(block, "\n")
	r := reply{file: file, name: name}
	input, want, ok := strings.Cut(rest, "\n---- want\n")
	if ok {
		r.want = strings.TrimSpace(want)
		require.NotEmpty(t, r.want, r)
	} else {
		input, r.reason, ok = strings.Cut(rest, "\n---- unmendable\n")
		require.True(t, ok, "%s: neither want nor unmendable", r)
		require.NotEmpty(t, strings.TrimSpace(r.reason), "%s: say why it cannot be mended", r)
	}
	r.input = input
	if plain, escaped := strings.CutSuffix(name, " (escaped)"); escaped {
		text, err := strconv.Unquote(`"` + input + `"`)
		require.NoError(t, err, r)
		r.name, r.input = plain, text
	}
	return r
}

// spaced returns a tree with white space inside its texts made one space: which kind of white space a model breaks its lines with is
// not what the fixture is about.
func spaced(t testing.TB, expression string) ast.Node {
	query, diags := parser.Parse(strings.Join(strings.Fields(expression), " "), parser.Options{})
	require.NoError(t, diags.Err(), expression)
	return query.Root
}

// TestRepairReplies says how many of the replies in testdata/repair become what they mean.
func TestRepairReplies(t *testing.T) {
	var mendable, right, refused, unmendable int
	for _, r := range replies(t) {
		got := parser.Repair(r.input, parser.Options{})
		failed := got.Diagnostics.HasErrors()
		switch {
		case r.want == "":
			unmendable++
			if failed {
				refused++
				continue
			}
			t.Errorf("%s: WRONG: it cannot be mended (%s), and became %s", r, r.reason, got.Expression)
		case failed:
			mendable++
			t.Logf("%s: not mended: %s\n%s", r, got.Diagnostics.Error(), drawn(r.input, got.Diagnostics))
		case !ast.Equal(spaced(t, got.Expression), spaced(t, r.want)):
			mendable++
			t.Errorf("%s: WRONG: became %q, want %q\n%s", r, got.Expression, r.want, drawn(r.input, got.Diagnostics))
		default:
			mendable++
			right++
		}
	}
	share := 100 * float64(right) / float64(mendable)
	t.Logf("%d of %d replies that can be mended became the right tree (%.1f%%); %d of %d others were refused", right, mendable, share, refused, unmendable)
	assert.GreaterOrEqual(t, mendable+unmendable, 120)
	assert.GreaterOrEqual(t, share, 95.0)
}

func drawn(text string, diags source.List) string {
	var out strings.Builder
	if err := source.Draw(&out, text, diags, source.DrawOptions{}); err != nil {
		return fmt.Sprint(err)
	}
	return out.String()
}

var update = flag.Bool("update", false, "rewrite the golden files")

// TestRepairDiagnostics compares what is told of each reply with testdata/repair/diagnostics.golden.
func TestRepairDiagnostics(t *testing.T) {
	const golden = "testdata/repair/diagnostics.golden"
	var out strings.Builder
	for _, r := range replies(t) {
		fmt.Fprintf(&out, "%s\n", r)
		got := parser.Repair(r.input, parser.Options{})
		if !got.Diagnostics.HasErrors() {
			fmt.Fprintf(&out, "    %q\n", got.Expression)
		}
		for _, d := range got.Diagnostics {
			fmt.Fprintf(&out, "    %s\n", d)
		}
	}
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(out.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), out.String(), "run the test with -update if this is what it should be")
}
