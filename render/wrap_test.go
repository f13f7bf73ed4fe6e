package render

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
)

// shownLines returns lines as strings.
func shownLines(lines []line) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		for _, r := range l {
			out[i] += r.text
		}
	}
	return out
}

func TestWrap(t *testing.T) {
	cases := []struct {
		name, text     string
		columns, limit int
		want           []string
	}{
		{"fits", "one two", 10, 0, []string{"one two"}},
		{"between words", "one two three", 8, 0, []string{"one two", "three"}},
		{"exactly full", "one two six", 7, 0, []string{"one two", "six"}},
		{"white space is one space", " one \n\t two  ", 20, 0, []string{"one two"}},
		{"inside a long word", "abcdefghij k", 4, 0, []string{"abcd", "efgh", "ij k"}},
		{"long word after a short one", "a bcdefghij", 4, 0, []string{"a", "bcde", "fghi", "j"}},
		{"wide characters count double", "导演是谁", 4, 0, []string{"导演", "是谁"}},
		{"wide character at an odd width", "导演是谁", 5, 0, []string{"导演", "是谁"}},
		{"between scripts", "a导演b", 3, 0, []string{"a导", "演b"}},
		{"no comma starts a line", "导演，是谁", 4, 0, []string{"导", "演，", "是谁"}},
		{"no bracket ends a line", "导「演」是", 6, 0, []string{"导", "「演」", "是"}},
		{"combining marks stay", "e\u0301e\u0301e\u0301", 2, 0, []string{"e\u0301e\u0301", "e\u0301"}},
		{"a family is one character", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, 0, []string{"👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"}},
		{"cut after a word", "one two three four", 8, 2, []string{"one two", "three…"}},
		{"cut inside a word where half the line would be lost", "one abcdefgh ijk", 8, 2, []string{"one", "abcdefg…"}},
		{"cut where there is room", "one two six", 4, 2, []string{"one", "two…"}},
		{"cut wide", "导演是谁导演是谁", 4, 2, []string{"导演", "是…"}},
		{"limit not reached", "one two", 4, 2, []string{"one", "two"}},
		{"nothing", "", 10, 2, []string{"\u00a0"}},
		{"only space", " \n ", 10, 2, []string{"\u00a0"}},
		{"controls", "a\x1bb\x00", 10, 2, []string{"a␛b␀"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, shownLines(wrapText(c.text, c.columns, c.limit)))
		})
	}
}

func TestWrapKeepsPlaceholdersApart(t *testing.T) {
	lines, cut := wrap([]ast.Segment{{Text: "When was "}, {Text: "the director", Placeholder: true}, {Text: " born"}}, 16, 0)
	assert.False(t, cut)
	assert.Equal(t, []line{
		{{"When was ", false}, {"{the", true}},
		{{"director}", true}, {" born", false}},
	}, lines)
}

// Without a limit no character is lost, and no line is wider than it may be.
func TestWrapLosesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	alphabet := []rune("aaab   ,.(){}-é\u0301导演，。「」题👨‍👧🇫🇷\u200d\t\nمر")
	for range 3000 {
		text := make([]rune, random.IntN(60))
		for i := range text {
			text[i] = alphabet[random.IntN(len(alphabet))]
		}
		columns := 2 + random.IntN(20)
		lines := wrapText(string(text), columns, 0)
		for _, l := range lines {
			require.LessOrEqual(t, l.columns(), columns, "%q in %q", l, string(text))
		}
		require.Equal(t, withoutSpace(string(text)), withoutSpace(strings.Join(shownLines(lines), "")))

		limit := 1 + random.IntN(4)
		short, cut := wrap([]ast.Segment{{Text: string(text)}}, columns, limit)
		require.Equal(t, len(lines) > limit, cut)
		require.Len(t, short, min(len(lines), limit))
		for _, l := range short {
			require.LessOrEqual(t, l.columns(), columns)
		}
	}
}

func withoutSpace(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
