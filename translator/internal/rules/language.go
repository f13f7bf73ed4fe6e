package rules

import (
	"regexp"
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// languageRow is a form of a language other than English: a pattern with the groups a and b for two things that are asked about alike,
// and the question for each, with $x for the thing and other groups by name.
type languageRow struct {
	pattern *regexp.Regexp
	leaf    string
	score   float64
}

// row compiles a row; a slip in a table is found by any test.
func row(pattern, leaf string) languageRow {
	return languageRow{pattern: regexp.MustCompile(`^(?:` + pattern + `)$`), leaf: leaf, score: 0.95}
}

// maxForeign is the longest question of another language that is looked at, in bytes.
const maxForeign = 400

// sentence returns the question without its closing marks; empty where it is too long or has several sentences.
func sentence(q *phrase.Question) string {
	if len(q.Source) > maxForeign {
		return ""
	}
	text := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(q.Source), "?？。.!！"))
	if strings.ContainsAny(text, "?？。!！\n") {
		return ""
	}
	return text
}

// language proposes the plan of the first row that fits.
func language(family, text string, rows []languageRow) []candidate.Plan {
	for _, r := range rows {
		m := r.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		group := func(name string) string {
			if i := r.pattern.SubexpIndex(name); i >= 0 {
				return strings.TrimSpace(m[i])
			}
			return ""
		}
		a, b := group("a"), group("b")
		if a == "" || b == "" {
			continue
		}
		leaf := r.leaf
		for _, name := range r.pattern.SubexpNames() {
			if name != "" && name != "a" && name != "b" {
				value := group(name)
				if plain, ok := germanPlain[value]; ok {
					value = plain
				} else if family == "german" && strings.HasSuffix(value, "innen") { // Schauspielerinnen
					value = strings.TrimSuffix(value, "nen")
				}
				leaf = strings.ReplaceAll(leaf, "$"+name, value)
			}
		}
		build := &builder{}
		build.because("%s: %s and %s", r.leaf, a, b)
		return build.plan(family, r.score, &step{words: raw(strings.ReplaceAll(leaf, "$x", a))}, &step{words: raw(strings.ReplaceAll(leaf, "$x", b))})
	}
	return nil
}

// raw returns a text as one piece that is not read as English.
func raw(text string) Words {
	return Words{{Text: text, Tag: phrase.Entity, Space: true}}
}

// slotted puts a slot into a text in the place of $x, with no white space of its own.
func slotted(template string, used *step) *step {
	before, after, _ := strings.Cut(template, "$x")
	slot := verbalise.Slot(used.name, 0)
	slot.Space = strings.HasSuffix(before, " ")
	var w Words
	if s := strings.TrimSpace(before); s != "" {
		w = append(w, raw(s)...)
	}
	w = append(w, slot)
	if s := strings.TrimSpace(after); s != "" {
		x := raw(s)
		x[0].Space = strings.HasPrefix(after, " ")
		w = append(w, x...)
	}
	return &step{words: w, uses: []*step{used}}
}
