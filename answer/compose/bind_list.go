package compose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// maxMembers is how many members a list is cut into; past that it is prose.
const maxMembers = 64

// singulars end in s all the same.
var singulars = set("series species boss class princess actress business bus address congress status virus always lens news")

// isPlural reports whether a placeholder's name is a plural.
func isPlural(name []word) bool {
	if len(name) == 0 {
		return false
	}
	last := name[len(name)-1].text
	return !singulars[last] && (stem(last) != last || last == "children" || last == "people" || last == "men" || last == "women")
}

// asksPlural reports whether a question asks for several things: who are, which films, name the members.
func asksPlural(asked string) bool {
	words := split(asked)
	for i, w := range words[:min(len(words), 6)] {
		if i+1 == len(words) {
			break
		}
		next := words[i+1].text
		switch w.text {
		case "who":
			return next == "are" || next == "were"
		case "which", "what", "name", "list":
			if next == "are" || next == "were" {
				return true
			}
			for _, n := range words[i+1 : min(len(words), i+5)] {
				if functionWords[n.text] && n.text != "the" || n.upper {
					return false
				}
				if verbs[n.text] {
					return false
				}
				if len(n.text) > 3 && stem(n.text) != n.text && !singulars[n.text] {
					return true
				}
			}
			return false
		}
	}
	return false
}

// members cuts "A, B and C" into its members, each with its own evidence. What is no list of names comes back whole.
func members(v answer.Value) []answer.Value {
	if _, _, ok := strings.Cut(v.Text, "\n"); ok || v.Kind == answer.Date || v.Kind == answer.Number || v.Kind == answer.Title {
		return []answer.Value{v} // a title may read like a list: Lock, Stock and Two Smoking Barrels
	}
	if c, n := typed.ParseCountry(v.Text); n == len(v.Text) && c.Code != "" { // Bosnia and Herzegovina
		return []answer.Value{v}
	}
	var out []answer.Value
	commas := strings.ContainsAny(v.Text, ",，")
	for _, s := range cuts(v.Text) {
		text := strings.TrimSpace(v.Text[s[0]:s[1]])
		if text == "" {
			continue
		}
		at := s[0] + strings.Index(v.Text[s[0]:s[1]], text)
		r, _ := utf8.DecodeRuneInString(text)
		words := len(split(text))
		if words == 0 || words > 12 || unicode.IsLower(r) || len(out) == maxMembers {
			return []answer.Value{v}
		}
		if suffix(text) && len(out) > 0 {
			return []answer.Value{v}
		}
		out = append(out, part(v, at, at+len(text)))
	}
	if commas && len(out) == 2 { // Duck, You Sucker
		return []answer.Value{v}
	}
	if !commas && v.Kind != answer.Person && len(out) == 2 && len(split(out[0].Text)) == 1 && len(split(out[1].Text)) == 1 && v.Kind != answer.Place {
		return []answer.Value{v} // Simon and Garfunkel
	}
	return out
}

// suffix reports whether a text goes with the name before the comma.
func suffix(text string) bool {
	first := strings.ToLower(strings.TrimRight(split(text)[0].text, "."))
	switch first {
	case "jr", "sr", "ii", "iii", "iv", "inc", "ltd", "phd", "md", "duke", "earl", "baron", "count", "prince", "princess", "king", "queen", "1st", "2nd", "3rd":
		return true
	}
	return len(first) > 2 && first[0] >= '0' && first[0] <= '9' && strings.HasSuffix(first, "th")
}

// cuts returns where the members of a list stand between commas and "and".
func cuts(text string) [][2]int {
	var spans [][2]int
	start, depth := 0, 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '(' || r == '“':
			depth++
		case (r == ')' || r == '”') && depth > 0:
			depth--
		case depth > 0:
		case r == ',' || r == ';' || r == '、' || r == '，':
			spans = append(spans, [2]int{start, i})
			start = i + size
		case r == ' ':
			for _, and := range []string{" and ", " & ", " und ", " et "} {
				if strings.HasPrefix(text[i:], and) {
					spans = append(spans, [2]int{start, i})
					start = i + len(and)
					size = len(and) - 1 // the space behind may be before another "and"
					break
				}
			}
		}
		i += size
	}
	return append(spans, [2]int{start, len(text)})
}
