package compose

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed order.txt
var orderText string

//go:embed ask.txt
var askText string

//go:embed link.txt
var linkText string

// entry is a phrase of a table with the fields before it.
type entry struct {
	words  []string
	fields []string
}

// table finds phrases in a text by their first word.
type table map[string][]entry

// tables are the three tables, read once.
var tables = sync.OnceValue(func() struct{ order, ask, link table } {
	return struct{ order, ask, link table }{read(orderText), read(askText), read(linkText)}
})

// read reads lines of fields parted by semicolons, of which the last is a list of phrases.
func read(text string) table {
	t := table{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, ";")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		last := len(fields) - 1
		for _, phrase := range strings.Split(fields[last], ",") {
			var words []string
			for _, w := range split(phrase) {
				words = append(words, w.text)
			}
			if len(words) > 0 {
				t[words[0]] = append(t[words[0]], entry{words: words, fields: fields[:last]})
			}
		}
	}
	for _, entries := range t {
		slices.SortStableFunc(entries, func(a, b entry) int { return len(b.words) - len(a.words) })
	}
	return t
}

// at returns the longest phrases of a table that stand at words[i], as several entries where one phrase has several meanings.
func (t table) at(words []word, i int) []entry {
	var found []entry
	for _, e := range t[words[i].text] {
		if len(found) > 0 && len(e.words) < len(found[0].words) {
			break
		}
		if i+len(e.words) <= len(words) && slices.EqualFunc(e.words, words[i:i+len(e.words)], func(s string, w word) bool { return s == w.text }) {
			found = append(found, e)
		}
	}
	return found
}
