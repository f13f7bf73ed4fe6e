package source

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// DrawOptions changes how [Draw] shows diagnostics. The zero value is plain text for lines of 100 columns.
type DrawOptions struct {
	// Name is shown before line and column, such as a file's name. Empty: neither is shown.
	Name string
	// Color turns on ANSI colours; the caller knows whether it writes to a terminal.
	Color bool
	// Columns is the widest line of source to draw; 0 means 100. Longer lines are cut around what they are shown for.
	Columns int
}

const (
	defaultColumns = 100
	minColumns     = 24
	tabColumns     = 4
)

// Draw writes each diagnostic as people read it: message, the line it is about with carets under the span, related places, and
// the hint. Carets line up under wide (CJK) characters, combining marks and tabs.
func Draw(w io.Writer, text string, diags List, opts DrawOptions) error {
	if opts.Columns <= 0 {
		opts.Columns = defaultColumns
	}
	opts.Columns = max(opts.Columns, minColumns)
	index := newLineIndex(text)
	d := drawer{text: text, lines: index, opts: opts, paint: palette(opts.Color)}
	for i, diag := range diags {
		if i > 0 {
			d.out.WriteByte('\n')
		}
		d.diagnostic(diag)
	}
	_, err := io.WriteString(w, d.out.String())
	return err
}

type drawer struct {
	text  string
	lines lineIndex
	opts  DrawOptions
	paint colors
	out   strings.Builder
}

func (d *drawer) diagnostic(diag Diagnostic) {
	color := d.paint.of(diag.Severity)
	fmt.Fprintf(&d.out, "%s%s[%s]%s%s: %s%s\n",
		color, diag.Severity, Printable(string(diag.Code)), d.paint.reset, d.paint.bold, Printable(diag.Message), d.paint.reset)

	gutter := len(strconv.Itoa(d.lines.of(diag.Span.Start) + 1))
	for _, r := range diag.Related {
		gutter = max(gutter, len(strconv.Itoa(d.lines.of(r.Span.Start)+1)))
	}
	if d.opts.Name != "" {
		line, column := d.lines.position(d.text, diag.Span.Start)
		fmt.Fprintf(&d.out, "  %*s%s--> %s:%d:%d%s\n", gutter-1, "", d.paint.dim, Printable(d.opts.Name), line, column, d.paint.reset)
	}
	if d.text != "" {
		left := d.sameLine(diag, gutter, color)
		if len(left) == len(diag.Related) {
			d.snippet(diag.Span, gutter, '^', color, "")
		}
		for _, r := range left {
			d.snippet(r.Span, gutter, '-', d.paint.dim, r.Message)
		}
	}
	if diag.Hint != "" {
		fmt.Fprintf(&d.out, "  %*s%shint:%s %s\n", gutter-1, "", d.paint.bold, d.paint.reset, Printable(diag.Hint))
	}
}

// sameLine draws the diagnostic and the related places on its line in one snippet, where all of them fit, and returns the related
// places that are left. It draws nothing where none is on the line.
func (d *drawer) sameLine(diag Diagnostic, gutter int, color string) []Related {
	number := d.lines.of(diag.Span.Start)
	line := d.lines.span(number, d.text)
	var here, left []Related
	for _, r := range diag.Related {
		if line.Contains(r.Span) && r.Span.Len() > 0 {
			here = append(here, r)
		} else {
			left = append(left, r)
		}
	}
	if len(here) == 0 || !line.Contains(diag.Span) || line.Len() > maxWindow {
		return diag.Related
	}
	text := d.text[line.Start:line.End]
	if Columns(expand(text, 0)) > d.opts.Columns {
		return diag.Related
	}
	marks := []byte{}
	mark := func(span Span, with byte) {
		from := Columns(expand(text[:span.Start-line.Start], 0))
		to := max(Columns(expand(text[:span.End-line.Start], 0)), from+1)
		for len(marks) < to {
			marks = append(marks, ' ')
		}
		for i := from; i < to; i++ {
			marks[i] = with
		}
	}
	for _, r := range here {
		mark(r.Span, '-')
	}
	mark(diag.Span, '^')
	fmt.Fprintf(&d.out, "  %s%*d |%s %s\n", d.paint.dim, gutter, number+1, d.paint.reset, expand(text, 0))
	fmt.Fprintf(&d.out, "  %*s %s|%s %s%s%s\n", gutter, "", d.paint.dim, d.paint.reset, color, marks, d.paint.reset)
	return left
}

// snippet draws the line that holds the span's start and a row of marks under the part of the span on that line.
func (d *drawer) snippet(span Span, gutter int, mark byte, color, label string) {
	number := d.lines.of(span.Start)
	line := d.lines.span(number, d.text)
	start := min(max(span.Start, line.Start), line.End)
	end := min(max(span.End, start), line.End)
	line, end = window(d.text, line, start, end)
	view := cut(d.text[line.Start:line.End], start-line.Start, end-line.Start, d.opts.Columns)

	fmt.Fprintf(&d.out, "  %s%*d |%s %s\n", d.paint.dim, gutter, number+1, d.paint.reset, view.text)
	marks := strings.Repeat(string(mark), max(view.width, 1))
	if span.End > line.End+1 || (span.End > line.End && d.lines.of(span.End-1) > number) {
		marks += "..." // the span goes on below
	}
	if label != "" {
		marks += " " + Printable(label)
	}
	fmt.Fprintf(&d.out, "  %*s %s|%s %*s%s%s%s\n", gutter, "", d.paint.dim, d.paint.reset, view.indent, "", color, marks, d.paint.reset)
}

// maxWindow bounds the bytes on each side of a span's start that are looked at, so that drawing costs the same on a line of
// ten megabytes.
const maxWindow = 4096

// window trims a line to maxWindow bytes around start, at rune boundaries, and end with it.
func window(text string, line Span, start, end int) (Span, int) {
	if from := start - maxWindow; from > line.Start {
		for from < start && !utf8.RuneStart(text[from]) {
			from++
		}
		line.Start = from
	}
	if to := start + maxWindow; to < line.End {
		for to > start && !utf8.RuneStart(text[to]) {
			to--
		}
		line.End = to
	}
	return line, min(end, line.End)
}

// view is a line made ready for display: its text, the columns before the marked part, and the columns of the marked part.
type view struct {
	text          string
	indent, width int
}

// cut expands tabs, makes the line safe to print, and trims it to about the given columns around bytes [start, end).
func cut(line string, start, end, columns int) view {
	before, marked, after := expand(line[:start], 0), "", ""
	indent := Columns(before)
	marked = expand(line[start:end], indent)
	width := Columns(marked)
	after = expand(line[end:], indent+width)

	if indent+width+Columns(after) <= columns {
		return view{before + marked + after, indent, width}
	}
	// Keep the start of the marked part, a third of the room before it, and what fits after it.
	if keep := columns / 3; indent > keep {
		before = "…" + tail(before, keep-1)
		indent = Columns(before)
	}
	if room := columns - indent - 1; width > room {
		marked = head(marked, room) + "…"
		return view{before + marked, indent, Columns(marked)}
	}
	if room := columns - indent - width - 1; Columns(after) > room+1 {
		after = head(after, room) + "…"
	}
	return view{before + marked + after, indent, width}
}

// expand replaces tabs by spaces up to the next tab stop, counted from column at, and unprintable runes by stand-ins.
func expand(text string, at int) string {
	text = Printable(text)
	if !strings.ContainsRune(text, '\t') {
		return text
	}
	var out strings.Builder
	for i, part := range strings.Split(text, "\t") {
		if i > 0 {
			pad := tabColumns - at%tabColumns
			out.WriteString(strings.Repeat(" ", pad))
			at += pad
		}
		out.WriteString(part)
		at += Columns(part)
	}
	return out.String()
}
