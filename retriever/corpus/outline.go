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
	top  bool // it stands before the heading that is the file's title
}

// outline turns the headings and blocks of a file, in their order, into sections, each handed out as soon as it is whole: a file of a
// million headings is never held as a million sections.
type outline struct {
	title    string            // of the file, once it is known
	page     string            // what an HTML page calls itself
	metadata map[string]string // of all sections
	emit     func(*outline, section) bool
	stopped  bool // emit returned false

	open     []heading
	headed   bool     // there was a heading
	preamble *section // what stood before it; whether that was the title decides about its name
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

// heading begins a section. A heading of level 1 that comes before all others is the title, unless there is another one.
func (o *outline) heading(level int, text string) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return
	}
	o.flush()
	for len(o.open) > 0 && o.open[len(o.open)-1].level >= level {
		o.close()
	}
	short := cutHeading(text)
	h := heading{level: level, text: short, title: level == 1 && !o.headed && (o.title == "" || strings.EqualFold(o.title, short))}
	if h.title && o.title == "" {
		o.title = short
	}
	o.headed = true
	if o.preamble != nil {
		o.preamble.top = h.title
		o.send(*o.preamble)
		o.preamble = nil
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
	s := section{path: o.path(), text: o.text.String()}
	o.text.Reset()
	for i := range o.open {
		o.open[i].used = true
	}
	if o.headed {
		o.send(s)
	} else {
		o.preamble = &s
	}
}

func (o *outline) send(s section) {
	o.stopped = o.stopped || !o.emit(o, s)
}

// close ends the innermost heading. One with nothing under it is a text of its own: it must not be lost.
func (o *outline) close() {
	if last := o.open[len(o.open)-1]; !last.used {
		o.block(last.text)
		o.flush()
	}
	o.open = o.open[:len(o.open)-1]
}

// finish hands out what is left. It returns false if reading must stop.
func (o *outline) finish() bool {
	o.flush()
	for len(o.open) > 0 {
		o.close()
	}
	if o.preamble != nil {
		o.send(*o.preamble)
	}
	return !o.stopped
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
