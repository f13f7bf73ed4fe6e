package corpus

import (
	"strings"
	"unicode/utf8"
)

// maxHeading is the largest heading that is carried with each passage of its section. A longer one is cut there and kept whole
// in the text, so that a file cannot make each of its passages as large as itself.
const maxHeading = 200

// section is a part of a file under one heading.
type section struct {
	path []string // the headings above the text, outermost first, without the file's title
	text string
}

// outline collects the headings and blocks of a file in their order and makes sections of them.
type outline struct {
	title    string
	sections []section
	open     []heading
	text     strings.Builder
}

type heading struct {
	level int
	text  string
	used  bool // a text stands under it, or a heading that has one
	title bool // it is the title of the file
}

// block adds a paragraph, a list, a table.
func (o *outline) block(text string) {
	text = tidy(text)
	if text == "" {
		return
	}
	if o.text.Len() > 0 {
		o.text.WriteString("\n\n")
	}
	o.text.WriteString(text)
}

// heading begins a section. The first heading of level 1, where it comes before all others, is the title, unless there is one.
func (o *outline) heading(level int, text string) {
	text = strings.Join(strings.Fields(text), " ")
	o.flush()
	for len(o.open) > 0 && o.open[len(o.open)-1].level >= level {
		o.close()
	}
	if text == "" {
		return
	}
	short := cutHeading(text)
	first := len(o.open) == 0 && len(o.sections) == 0
	h := heading{level: level, text: short, title: level == 1 && first && (o.title == "" || strings.EqualFold(o.title, short))}
	if h.title && o.title == "" {
		o.title = short
	}
	o.open = append(o.open, h)
	if short != text {
		o.block(text)
	}
}

// flush makes a section of the text since the last heading.
func (o *outline) flush() {
	if o.text.Len() == 0 {
		return
	}
	o.sections = append(o.sections, section{path: o.path(), text: o.text.String()})
	o.text.Reset()
	for i := range o.open {
		o.open[i].used = true
	}
}

// close ends the innermost heading. One with nothing under it is a text of its own: it must not be lost.
func (o *outline) close() {
	if last := o.open[len(o.open)-1]; !last.used {
		o.block(last.text)
		o.flush()
	}
	o.open = o.open[:len(o.open)-1]
}

// finish returns the sections.
func (o *outline) finish() []section {
	o.flush()
	for len(o.open) > 0 {
		o.close()
	}
	return o.sections
}

func (o *outline) path() []string {
	var path []string
	for _, h := range o.open {
		if !h.title {
			path = append(path, h.text)
		}
	}
	return path
}

// cutHeading shortens a heading to what is carried.
func cutHeading(text string) string {
	if len(text) <= maxHeading {
		return text
	}
	at := maxHeading
	for !utf8.RuneStart(text[at]) {
		at--
	}
	return strings.TrimSpace(text[:at]) + "…"
}
