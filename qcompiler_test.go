package qcompiler_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

func TestCompile(t *testing.T) {
	p, err := qcompiler.Compile("Who directed Jaws * When was {director} born")
	require.NoError(t, err)
	assert.Equal(t, "A * B", p.Query().Letters())
	assert.Equal(t, []int{0}, p.Leaves()[1].DependsOn)

	_, err = qcompiler.Compile("A + (B{x}")
	var list source.List
	require.True(t, errors.As(err, &list))
	assert.Equal(t, []source.Code{lexer.ParenthesisUnbalanced, check.PlaceholderInIndependent}, list.Codes())
	assert.Equal(t, list, qcompiler.Diagnostics(fmt.Errorf("compile: %w", err)))
	assert.Nil(t, qcompiler.Diagnostics(errors.New("other")))
}

func TestOptions(t *testing.T) {
	p, err := qcompiler.Compile("A * B")
	require.NoError(t, err)
	assert.Equal(t, []source.Code{check.DependentWithoutPlaceholder}, p.Warnings().Codes())
	_, err = qcompiler.Compile("A * B", qcompiler.WithStrict())
	require.Error(t, err)

	many := strings.Repeat("A + ", 4999) + "A"
	_, err = qcompiler.Compile(many)
	require.Error(t, err)
	p, err = qcompiler.Compile(many, qcompiler.WithLimits(qcompiler.Limits{Tokens: 10_000, Leaves: 5000}))
	require.NoError(t, err)
	assert.Len(t, p.Leaves(), 5000)
}

func TestAnalyzeAlwaysHasATree(t *testing.T) {
	for _, text := range []string{"", "(", "A + ", strings.Repeat("(", 100), strings.Repeat("x", 100_000)} {
		a := qcompiler.Analyze(text)
		assert.NotNil(t, a.Query, text)
		assert.Nil(t, a.Program)
		assert.True(t, a.Diagnostics.HasErrors())
	}
}

// Any text whatever, escaped, compiles to one leaf whose text equals it.
func TestAnyTextEscapedIsOneLeaf(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 5_000 {
		runes := make([]rune, 1+random.IntN(40))
		for i := range runes {
			runes[i] = rune(random.IntN(utf8.MaxRune + 1))
			if random.IntN(2) == 0 {
				runes[i] = rune(random.IntN(0x80))
			}
		}
		text := strings.Map(func(r rune) rune {
			if !utf8.ValidRune(r) || !lexer.Allowed(r) {
				return -1
			}
			return r
		}, string(runes))
		text = strings.TrimFunc(text, lexer.IsSpace)
		if text == "" {
			continue
		}
		p, err := qcompiler.Compile(lexer.Escape(text))
		require.NoError(t, err, "%q", text)
		require.Len(t, p.Leaves(), 1, "%q", text)
		require.Equal(t, text, p.Leaves()[0].Text)
		require.Empty(t, p.Leaves()[0].Placeholders)
	}
}

// A program is compiled once and may be used by many at once.
func TestProgramIsShared(t *testing.T) {
	p, err := qcompiler.Compile("(A + B) * C{x}{y} * D{x}")
	require.NoError(t, err)
	want := p.Describe()
	done := make(chan string)
	for range 8 {
		go func() { done <- p.Describe() }()
	}
	for range 8 {
		assert.Equal(t, want, <-done)
	}
}

func FuzzCompile(f *testing.F) {
	f.Add("Who directed Jaws * When was {director} born")
	f.Add("((A + {b}")
	f.Fuzz(func(t *testing.T, text string) {
		a := qcompiler.Analyze(text)
		require.Equal(t, a.Program == nil, a.Diagnostics.HasErrors())
		if a.Program == nil {
			return
		}
		// The canonical form is the same program.
		b, err := qcompiler.Compile(a.Program.String())
		require.NoError(t, err)
		for i, leaf := range a.Program.Leaves() {
			other := b.Leaves()[i]
			leaf.Span, other.Span, leaf.Segments, other.Segments = source.Span{}, source.Span{}, nil, nil
			require.Equal(t, leaf, other)
		}
	})
}

func ExampleCompile() {
	p, err := qcompiler.Compile("Who directed Jaws * When was {director} born")
	if err != nil {
		panic(err)
	}
	for _, leaf := range p.Leaves() {
		fmt.Println(leaf.ID, leaf.Text, leaf.DependsOn)
	}
	// Output:
	// A Who directed Jaws []
	// B When was {director} born [0]
}

func ExampleDiagnostics() {
	_, err := qcompiler.Compile("Who directed Jaws * What else did {#3} make")
	for _, d := range qcompiler.Diagnostics(err) {
		fmt.Println(d.Code, d.Span, d.Hint)
	}
	// Output: placeholder-unbound 34-38 leaves in scope here: A "Who directed Jaws"; write {director} or {#1}
}
