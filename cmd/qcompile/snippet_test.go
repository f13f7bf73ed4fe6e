package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/retriever"
)

// marked reads a text in which matches are put between ‹ and ›.
func marked(text string) (string, []retriever.Range) {
	var plain strings.Builder
	var matches []retriever.Range
	for _, r := range text {
		switch r {
		case '‹':
			matches = append(matches, retriever.Range{Start: plain.Len()})
		case '›':
			matches[len(matches)-1].End = plain.Len()
		default:
			plain.WriteRune(r)
		}
	}
	return plain.String(), matches
}

func TestSnippet(t *testing.T) {
	for _, c := range []struct {
		name, text string
		most       int
		want       string
	}{
		{"all of a short text", "a ‹shark› hunts", 40, "a shark hunts"},
		{"an empty text", "", 40, ""},
		{"no match: the start", "one two three four five six seven", 14, "one two three"},
		{"where most different words are", "‹a› ‹a› ‹a› xxxxx xxxxx xxxxx xxxxx ‹a› ‹b› xxxxx xxxxx", 12, "a b xxxxx"},
		{"of equals the first", "xx ‹b› xxx xxxxx xxxxx ‹b› xx", 12, "xx b xxx"},
		{"the end, with all the room there is", "one two three four five ‹six›", 14, "four five six"},
		{"no spaces to cut at", strings.Repeat("汉", 20) + "‹字›" + strings.Repeat("汉", 20), 20, "汉字汉汉汉汉"},
		{"a match longer than the room", "xx ‹" + strings.Repeat("y", 50) + "› xx", 10, "yyyyyyyyyy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, matches := marked(c.text)
			at := snippet(text, matches, c.most)
			assert.Equal(t, c.want, text[at.Start:at.End])
		})
	}
}

func TestSnippetLines(t *testing.T) {
	text, matches := marked("The ‹shark›\n\n  hunts \x1b[2J ‹swimmers› off an island, and ‹nobody› believes it.")
	assert.Equal(t, []string{"The «shark» hunts ␛[2J «swimmers» off an island, and «nobody» believes it."}, snippetLines(text, matches, pipeStyle))

	narrow := hitStyle{mark: "«", unmark: "»", columns: 20, lines: 2}
	assert.Equal(t, []string{"The «shark» hunts", "␛[2J «swimmers» off …"}, snippetLines(text, matches, narrow))
	text, matches = marked("‹鲨鱼›在岛屿附近捕猎游泳者没有人相信直到为时已晚")
	assert.Equal(t, []string{"«鲨鱼»在岛屿附近捕猎游", "泳者没 …"}, snippetLines(text, matches, narrow))
	assert.Empty(t, snippetLines("", nil, narrow))
	assert.Empty(t, snippetLines(" \n ", nil, narrow))
}

func FuzzSnippet(f *testing.F) {
	f.Add("A shark hunts swimmers off an island.", 2, 5, 14, 8, 20)
	f.Add("鲨鱼在岛屿附近捕猎游泳者", 0, 6, 9, 3, 11)
	f.Add("\xff\x00 \x1b[31m\u202e text", 1, 3, 4, 2, 1)
	f.Add(strings.Repeat("x", 300), 10, 200, 250, 20, 40)
	f.Fuzz(func(t *testing.T, text string, a, length, b, length2, columns int) {
		if columns < 1 || columns > 500 {
			return
		}
		matches := wellFormed(text, a, length, b, length2)
		for _, lines := range []int{1, 3} {
			style := hitStyle{mark: "«", unmark: "»", columns: columns, lines: lines}
			at := snippet(text, matches, style.bytes())
			assert.True(t, 0 <= at.Start && at.Start <= at.End && at.End <= len(text), "inside the text: %v", at)
			assert.LessOrEqual(t, at.End-at.Start, max(style.bytes(), 0), "not too long")
			if utf8.ValidString(text) {
				assert.True(t, utf8.ValidString(text[at.Start:at.End]), "no character is cut")
			}
			if len(matches) > 0 && len(text) > style.bytes() {
				assert.LessOrEqual(t, at.Start, matches[len(matches)-1].Start, "it has a match in it")
			}
			for i, line := range snippetLines(text, matches, style) {
				assert.Less(t, i, lines)
				assert.NotContains(t, line, "\n")
				assert.NotContains(t, line, "\x1b")
				if !strings.ContainsAny(text, "«»") {
					assert.Equal(t, strings.Count(line, "«"), strings.Count(line, "»"), "what is marked ends")
				}
				if lines > 1 && columns > 1 {
					bare := strings.NewReplacer("«", "", "»", "").Replace(line)
					assert.LessOrEqual(t, runewidth.StringWidth(bare), columns+2, "it fits: %q", line)
				}
			}
		}
	})
}

// wellFormed makes two matches as the library would: in order, apart, inside the text and between its characters.
func wellFormed(text string, a, length, b, length2 int) []retriever.Range {
	var out []retriever.Range
	end := 0
	for _, m := range [][2]int{{a, length}, {b, length2}} {
		start := max(end, min(m[0], len(text)))
		stop := start + min(max(m[1], 0), len(text)-start)
		for start < len(text) && !utf8.RuneStart(text[start]) {
			start++
		}
		for stop < len(text) && !utf8.RuneStart(text[stop]) {
			stop++
		}
		if start < stop {
			out = append(out, retriever.Range{Start: start, End: stop})
			end = stop
		}
	}
	return out
}
