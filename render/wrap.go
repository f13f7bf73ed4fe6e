package render

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// run is a piece of a line that is drawn in one style.
type run struct {
	text string
	// placeholder says that the run is a placeholder or a part of one.
	placeholder bool
}

// line is what stands on one line of a label.
type line []run

// columns returns the width of the line.
func (l line) columns() int {
	width := 0
	for _, r := range l {
		width += source.Columns(r.text)
	}
	return width
}

// cell is what a line is never broken inside of: a grapheme cluster.
type cell struct {
	text        string
	columns     int
	placeholder bool
	space       bool
	wide        bool
}

// wrap breaks a text into lines of at most the given columns, between words where it can, between any two characters of a script that
// is written without spaces, and inside a word that is longer than a line. White space becomes one space. With a positive limit there
// are at most so many lines, and the last one ends in an ellipsis where text was left out. There is always a line.
func wrap(segments []ast.Segment, columns, limit int) (lines []line, cut bool) {
	w := wrapper{room: max(columns, 2)}
	for c := range cells(segments) {
		if limit > 0 && len(w.lines) == limit {
			break // no more is needed to know that the text is cut
		}
		w.add(c)
	}
	if w.flush(len(w.cells)); len(w.lines) == 0 {
		w.lines = [][]cell{{{text: "\u00a0", columns: 1}}}
	}
	if limit > 0 && len(w.lines) > limit {
		cut = true
		w.lines = w.lines[:limit]
		w.lines[limit-1] = ellipsis(w.lines[limit-1], w.room)
	}
	for _, cells := range w.lines {
		lines = append(lines, joined(cells))
	}
	return lines, cut
}

// wrapText wraps a text that has no placeholders.
func wrapText(text string, columns, limit int) []line {
	lines, _ := wrap([]ast.Segment{{Text: text}}, columns, limit)
	return lines
}

type wrapper struct {
	room  int
	lines [][]cell
	cells []cell // of the line being filled
	width int
	// stop is how many of the cells can stay on the line when it is broken, 0 where it cannot be broken well.
	stop int
}

func (w *wrapper) add(c cell) {
	if c.space && len(w.cells) == 0 {
		return
	}
	if w.breaksBefore(c) {
		w.stop = len(w.cells)
	}
	for !c.space && w.width+c.columns > w.room && len(w.cells) > 0 {
		if w.stop == 0 {
			w.stop = len(w.cells)
		}
		w.flush(w.stop)
	}
	w.cells = append(w.cells, c)
	w.width += c.columns
}

// breaksBefore reports whether a line can end before c. A space stays with the line it ends, and is dropped there.
func (w *wrapper) breaksBefore(c cell) bool {
	if len(w.cells) == 0 || c.space {
		return false
	}
	last := w.cells[len(w.cells)-1]
	if last.space {
		return true
	}
	return (last.wide || c.wide) && !strings.Contains(noStart, c.text) && !strings.Contains(noEnd, last.text)
}

// Punctuation that does not start, or end, a line of Chinese or Japanese.
const (
	noStart = "，。、；：？！）」』】》〉〕］｝…・ー,.;:?!)]}"
	noEnd   = "（「『【《〈〔［｛([{"
)

// flush ends the line after n of its cells.
func (w *wrapper) flush(n int) {
	done, rest := w.cells[:n], w.cells[n:]
	for len(done) > 0 && done[len(done)-1].space {
		done = done[:len(done)-1]
	}
	if len(done) > 0 {
		w.lines = append(w.lines, done[:len(done):len(done)])
	}
	w.cells, w.width, w.stop = append([]cell(nil), rest...), 0, 0
	for _, c := range w.cells {
		w.width += c.columns
	}
}

// ellipsis makes room for an ellipsis at the end of a line and puts it there, after a whole word where that leaves half the line.
func ellipsis(cells []cell, room int) []cell {
	width := 0
	for _, c := range cells {
		width += c.columns
	}
	if width+1 > room {
		fits := len(cells)
		for fits > 0 && width+1 > room {
			fits--
			width -= cells[fits].columns
		}
		word := fits // where the word that is cut starts
		for word > 0 && !cells[word].space && !cells[word].wide {
			word--
		}
		if word >= len(cells)/2 {
			fits = word
		}
		cells = cells[:fits]
	}
	for len(cells) > 0 && cells[len(cells)-1].space {
		cells = cells[:len(cells)-1]
	}
	return append(cells[:len(cells):len(cells)], cell{text: "…", columns: 1})
}

func joined(cells []cell) line {
	var out line
	var text strings.Builder
	for i, c := range cells {
		text.WriteString(c.text)
		if i+1 == len(cells) || cells[i+1].placeholder != c.placeholder {
			out = append(out, run{text.String(), c.placeholder})
			text.Reset()
		}
	}
	return out
}

// cells yields the grapheme clusters of a text, safe to show. White space of any kind and length is one space.
func cells(segments []ast.Segment) iter.Seq[cell] {
	return func(yield func(cell) bool) {
		space := false
		for _, s := range segments {
			text := safe(s.Text)
			if s.Placeholder {
				text = "{" + text + "}"
			}
			for cluster := range clusters(text) {
				c := cellOf(cluster)
				if c.space && space && !s.Placeholder {
					continue
				}
				space, c.placeholder = c.space, s.Placeholder
				if !yield(c) {
					return
				}
			}
		}
	}
}

// clusters yields the grapheme clusters of a text; in ASCII they are its bytes.
func clusters(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) {
			for i := range len(text) {
				if !yield(text[i : i+1]) {
					return
				}
			}
			return
		}
		for all := graphemes.FromString(text); all.Next(); {
			if !yield(all.Value()) {
				return
			}
		}
	}
}

func cellOf(cluster string) cell {
	if len(cluster) == 1 {
		return cell{text: cluster, columns: 1, space: cluster == " "}
	}
	if strings.TrimSpace(cluster) == "" {
		return cell{text: " ", columns: 1, space: true}
	}
	c := cell{text: cluster, columns: source.Columns(cluster)}
	first, _ := utf8.DecodeRuneInString(cluster)
	c.wide = c.columns == 2 && unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Common)
	return c
}
