package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/source"
)

// snippet picks the part of a text, at most so many bytes of it, in which the most different words of a question stand; of equal ones the
// first. It begins and ends between words where there are any.
func snippet(text string, matches []retriever.Range, most int) retriever.Range {
	if len(text) <= most {
		return retriever.Range{End: len(text)}
	}
	first, last := densest(text, matches, most)
	if len(matches) == 0 {
		return retriever.Range{End: wordEnd(text, 0, most)}
	}
	// What is left of the room goes to both sides, more of it to what follows.
	from, to := matches[first].Start, matches[last].End
	room := max(most-(to-from), 0)
	start := from - min(room/3, from)
	if start > 0 {
		start = wordStart(text, start, from)
	}
	if len(text)-start <= most {
		start = wordStart(text, max(len(text)-most, 0), from)
	}
	return retriever.Range{Start: start, End: wordEnd(text, start, most)}
}

// densest returns the first and last of the matches that fit into a window and have the most different words among them.
func densest(text string, matches []retriever.Range, most int) (first, last int) {
	words := map[string]int{}
	best, from := 0, 0
	for i, m := range matches {
		words[strings.ToLower(text[m.Start:m.End])]++
		for from < i && m.End-matches[from].Start > most {
			gone := strings.ToLower(text[matches[from].Start:matches[from].End])
			if words[gone]--; words[gone] == 0 {
				delete(words, gone)
			}
			from++
		}
		if len(words) > best {
			best, first, last = len(words), from, i
		}
	}
	return first, last
}

// longestWord is how far an end of a snippet is moved to stand between words. In text without spaces it is not moved.
const longestWord = 30

// wordStart returns where the first word begins at or after start, and not after limit.
func wordStart(text string, start, limit int) int {
	for start < limit && !utf8.RuneStart(text[start]) {
		start++
	}
	for at, r := range text[start:min(limit, start+longestWord)] {
		if unicode.IsSpace(r) {
			return start + at + utf8.RuneLen(r)
		}
	}
	return start
}

// wordEnd returns where the last word ends in the bytes from start on, at most so many.
func wordEnd(text string, start, most int) int {
	end := start + most
	if end >= len(text) {
		return len(text)
	}
	for end > start && !utf8.RuneStart(text[end]) {
		end--
	}
	if at := strings.LastIndexFunc(text[max(start, end-longestWord):end], unicode.IsSpace); at > 0 {
		return max(start, end-longestWord) + at
	}
	return end
}

// cell is a character of a snippet, as it is shown.
type cell struct {
	r      rune
	marked bool
	width  int
}

// snippetLines draws the snippet of a text, its matches marked.
func snippetLines(text string, matches []retriever.Range, style hitStyle) []string {
	at := snippet(text, matches, style.bytes())
	cells := snippetCells(text, matches, at)
	if style.lines == 1 {
		style.columns = 3 * style.columns // as wide as it comes, for what is no terminal
	}
	var lines []string
	for len(cells) > 0 && len(lines) < style.lines {
		n, end := fit(cells, style.columns), ""
		if len(lines) == style.lines-1 && n < len(cells) {
			n, end = fit(cells, style.columns-2), " …"
			if cells[len(cells)-1].r == '…' && n >= len(cells)-2 { // there is one already
				n, end = len(cells), ""
			}
		}
		lines = append(lines, drawCells(cells[:n], style)+end)
		for n < len(cells) && cells[n].r == ' ' {
			n++
		}
		cells = cells[n:]
	}
	return lines
}

// snippetCells are the characters of a part of a text: white space is a single space, what could disturb a terminal is made visible, and
// an ellipsis stands for what was left out.
func snippetCells(text string, matches []retriever.Range, at retriever.Range) []cell {
	var cells []cell
	if at.Start > 0 {
		cells = append(cells, cell{r: '…', width: 1})
	}
	next := 0
	for i, r := range text[at.Start:at.End] {
		i += at.Start
		for next < len(matches) && matches[next].End <= i {
			next++
		}
		if unicode.IsSpace(r) {
			if n := len(cells); n > 0 && cells[n-1].r != ' ' {
				cells = append(cells, cell{r: ' ', width: 1, marked: cells[n-1].marked && next < len(matches) && matches[next].Start < i})
			}
			continue
		}
		r, _ = utf8.DecodeRuneInString(source.Printable(string(r)))
		cells = append(cells, cell{r: r, width: runewidth.RuneWidth(r), marked: next < len(matches) && matches[next].Start <= i})
	}
	if n := len(cells); n > 0 && cells[n-1].r == ' ' {
		cells = cells[:n-1]
	}
	if at.End < len(text) {
		cells = append(cells, cell{r: ' ', width: 1}, cell{r: '…', width: 1})
	}
	return cells
}

// fit returns how many of the cells go on a line: up to the last space, or all that fit where there is none.
func fit(cells []cell, columns int) int {
	width, space := 0, 0
	for i, c := range cells {
		if width += c.width; width > columns {
			if space > 0 {
				return space
			}
			return max(i, 1)
		}
		if c.r == ' ' {
			space = i
		}
	}
	return len(cells)
}

func drawCells(cells []cell, style hitStyle) string {
	var out strings.Builder
	marked := false
	for _, c := range cells {
		if c.marked != marked {
			if marked = c.marked; marked {
				out.WriteString(style.mark)
			} else {
				out.WriteString(style.unmark)
			}
		}
		out.WriteRune(c.r)
	}
	if marked {
		out.WriteString(style.unmark)
	}
	return out.String()
}

// printableLine makes a line fit for a terminal and keeps the space at its start.
func printableLine(line string) string { return strings.TrimRight(source.Printable(line), "\n") }
