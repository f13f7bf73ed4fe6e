package wellformed_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator/internal/wellformed"
)

// leaves reads a file with a leaf a line, placeholders in braces.
func leaves(t testing.TB, file string) []*ast.Atomic {
	t.Helper()
	in, err := os.ReadFile(file)
	require.NoError(t, err)
	var out []*ast.Atomic
	for line := range strings.Lines(string(in)) {
		out = append(out, leaf(t, strings.TrimSpace(line)))
	}
	return out
}

func leaf(t testing.TB, text string) *ast.Atomic {
	t.Helper()
	var segments []ast.Segment
	for text != "" {
		before, rest, found := strings.Cut(text, "{")
		if before != "" {
			segments = append(segments, ast.Segment{Text: before})
		}
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		segments = append(segments, ast.Segment{Text: name, Placeholder: true})
		text = after
	}
	return &ast.Atomic{Segments: segments}
}

func TestWhatAPersonWouldAsk(t *testing.T) {
	all := leaves(t, "testdata/good.txt")
	require.Greater(t, len(all), 90)
	for _, l := range all {
		v := wellformed.Leaf(l, phrase.Options{})
		assert.GreaterOrEqual(t, v.Score, wellformed.Good, "%s: %v", l.Text(), v.Reasons)
	}
}

func TestWhatNobodyWouldAsk(t *testing.T) {
	all := leaves(t, "testdata/bad.txt")
	require.Greater(t, len(all), 90)
	for _, l := range all {
		v := wellformed.Leaf(l, phrase.Options{})
		assert.Less(t, v.Score, wellformed.Good, "%s: %v", l.Text(), v.Reasons)
		assert.NotEmpty(t, v.Reasons, l.Text())
		assert.GreaterOrEqual(t, v.Score, 0.0)
	}
}

func TestAPlanIsAsGoodAsItsWorstLeaf(t *testing.T) {
	tree, diags := parser.Parse("Who directed Jaws * What is {director} in what city", parser.Options{})
	require.False(t, diags.HasErrors())
	v := wellformed.Plan(tree, phrase.Options{})
	assert.Less(t, v.Score, wellformed.Good)
	require.NotEmpty(t, v.Reasons)
	assert.True(t, strings.HasPrefix(v.Reasons[0], "leaf B: "), v.Reasons[0])

	tree, _ = parser.Parse("Who directed Jaws * When was {director} born", parser.Options{})
	assert.Equal(t, wellformed.Verdict{Score: 1}, wellformed.Plan(tree, phrase.Options{}))
}

func TestOtherLanguagesAreNotJudged(t *testing.T) {
	for _, text := range []string{"是谁写了红楼梦", "Wer war der", "Кто написал роман и"} {
		assert.Equal(t, 1.0, wellformed.Text(text, phrase.Options{}).Score, text)
	}
}

func TestNothingIsNoQuestion(t *testing.T) {
	assert.Zero(t, wellformed.Text("", phrase.Options{}).Score)
	assert.Zero(t, wellformed.Text(" ?!", phrase.Options{}).Score)
}

// Whatever the text, the score is between 0 and 1, and it is 1 just where there is no reason.
func FuzzText(f *testing.F) {
	for _, l := range append(leaves(f, "testdata/good.txt"), leaves(f, "testdata/bad.txt")...) {
		f.Add(l.Text())
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		v := wellformed.Text(text, phrase.Options{})
		if v.Score < 0 || v.Score > 1 || (v.Score == 1) != (len(v.Reasons) == 0) {
			t.Fatalf("%q: %v", text, v)
		}
	})
}

func ExampleText() {
	fmt.Println(wellformed.Text("Which band is Waterloo a song by?", phrase.Options{}).Score)
	fmt.Println(wellformed.Text("What is Waterloo is a song by a", phrase.Options{}).Reasons)
	// Output:
	// 1
	// [it has more finite verbs than clauses it ends in an article a clause follows "what is" and a name]
}

func BenchmarkLeaf(b *testing.B) {
	l := leaf(b, "Which university did the man who invented {machine} attend before he moved to the city where Ann Lee was born")
	b.ReportAllocs()
	for b.Loop() {
		wellformed.Leaf(l, phrase.Options{})
	}
}
