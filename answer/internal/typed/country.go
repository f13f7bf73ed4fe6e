package typed

import (
	_ "embed"
	"iter"
	"maps"
	"strings"
	"sync"
)

//go:embed countries.txt
var countriesText string

// Country is a country, present or past. A word for its people names it as well: "French" and "France" are one.
type Country struct {
	// Code is the ISO code where there is one; the parts of the United Kingdom have their own, such as GB-ENG.
	Code string
	// Name is the usual English name.
	Name string
}

// Sovereign returns the code of the state: that of the United Kingdom for England.
func (c Country) Sovereign() string {
	state, _, _ := strings.Cut(c.Code, "-")
	return state
}

// gazetteer finds countries by folded words.
type gazetteer struct {
	// names are names and demonyms, places what is known to lie in a country, regions and demonyms those that are such. All are keyed by
	// words joined with single spaces.
	names, places, regions, demonyms map[string]Country
	// longest is the number of words of the longest key.
	longest int
}

var gazette = sync.OnceValue(func() gazetteer {
	g := gazetteer{names: map[string]Country{}, places: map[string]Country{}, regions: map[string]Country{}, demonyms: map[string]Country{}}
	for line := range strings.Lines(countriesText) {
		fields := strings.Split(strings.TrimSpace(line), ";")
		if len(fields) != 6 || strings.HasPrefix(line, "#") {
			continue
		}
		c := Country{Code: strings.TrimSpace(fields[0]), Name: strings.TrimSpace(fields[1])}
		c.Name, _, _ = strings.Cut(c.Name, " (")
		g.add(c, c.Name, g.names)
		for i, into := range [][]map[string]Country{{g.names, g.demonyms}, {g.names}, {g.places, g.regions}, {g.places}} {
			for _, n := range strings.Split(fields[2+i], ",") {
				n, _, _ = strings.Cut(n, "(") // which Georgia it is
				g.add(c, n, into...)
			}
		}
	}
	return g
})

func (g *gazetteer) add(c Country, name string, to ...map[string]Country) {
	key, words := wordKey(lex(name))
	if key == "" {
		return
	}
	g.longest = max(g.longest, words)
	for _, m := range to {
		if _, taken := m[key]; !taken {
			m[key] = c
		}
	}
}

// wordKey joins the words of tokens with spaces and returns how many they are; marks fall away, so that U.S. is "u s".
func wordKey(tokens []token) (string, int) {
	var key strings.Builder
	words := 0
	for _, t := range tokens {
		if t.kind == markToken {
			continue
		}
		if words > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(t.text)
		words++
	}
	return key.String(), words
}

// ParseCountry reads a country or a word for its people at the start of text: "France", "the U.S.", "West German".
func ParseCountry(text string) (Country, int) {
	s := stream{tokens: lex(text)}
	c, ok := s.country(gazette().names)
	if !ok {
		return Country{}, 0
	}
	return c, s.used()
}

// CountryNames are all names of countries and words for their people that [ParseCountry] knows, in small letters, in no order.
func CountryNames() iter.Seq[string] { return maps.Keys(gazette().names) }

// RegionNames are the names of the parts of countries that are known, such as the states of the United States, in small letters, in no order.
func RegionNames() iter.Seq[string] { return maps.Keys(gazette().regions) }

// FindCountry returns the first country named in text and where it stands, in bytes. Only words that begin with a capital count, or signs of a
// script without capitals.
func FindCountry(text string) (c Country, start, end int, ok bool) {
	tokens := lex(text)
	names := gazette().names
	for i, t := range tokens {
		if t.kind == wordToken && !t.upper {
			continue
		}
		s := stream{tokens: tokens, at: i}
		if c, ok := s.country(names); ok {
			return c, t.start, s.used(), true
		}
	}
	return Country{}, 0, 0, false
}

// country takes the longest name of a table.
func (s *stream) country(table map[string]Country) (Country, bool) {
	start := s.at
	s.word("the")
	first := s.at
	var found Country
	end := 0
	var key strings.Builder
	for words := 0; s.at < len(s.tokens) && words < gazette().longest; s.at++ {
		t := s.tokens[s.at]
		if t.kind == markToken {
			if s.at == first || t.text != "." && t.text != "-" && t.text != "'" {
				break
			}
			if t.text == "." && end == s.at { // the point of U.S. belongs to it
				if len(s.tokens[s.at-1].text) == 1 {
					end = s.at + 1
				}
			}
			continue
		}
		if words > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(t.text)
		words++
		if c, ok := table[key.String()]; ok && !(words == 1 && t.text == "us" && !t.upper) {
			found, end = c, s.at+1
		}
	}
	if end == 0 {
		s.at = start
		return Country{}, false
	}
	s.at = end
	return found, true
}

// CountryOf returns the country that a text as a whole stands for or lies in: a name, a word for its people ("American actor"), or a
// chain of places whose last known one tells it ("Paris, Texas, USA").
func CountryOf(text string) (Country, bool) {
	tokens := lex(text)
	g := gazette()
	parts := splitPlaces(tokens)
	if len(parts) == 2 && len(parts[1]) == 1 && parts[1][0].text == "georgia" {
		// Tbilisi, Georgia is in the Caucasus; a place not known to be there is in the state.
		key, _ := wordKey(parts[0])
		if c, ok := g.places[key]; ok && c.Code != "US" {
			return c, true
		}
		return Country{"US", "United States"}, true
	}
	for i := len(parts) - 1; i >= 0; i-- {
		for _, table := range []map[string]Country{g.names, g.places} {
			s := stream{tokens: parts[i]}
			if c, ok := s.country(table); ok && s.at == len(parts[i]) {
				return c, true
			}
		}
	}
	s := stream{tokens: tokens}
	if c, ok := s.country(g.names); ok && s.at > 0 && (s.at == len(tokens) || tokens[s.at].kind == wordToken && !tokens[s.at].upper) {
		return c, true // American actor
	}
	return Country{}, false
}

// Demonym returns the country whose people or things a text names, and nothing but them: American, Dutch.
func Demonym(text string) (Country, bool) {
	key, _ := wordKey(lex(text))
	c, ok := gazette().demonyms[key]
	return c, ok
}

// splitPlaces cuts tokens at commas; parentheses fall away.
func splitPlaces(tokens []token) [][]token {
	var parts [][]token
	start := 0
	for i := 0; i <= len(tokens); i++ {
		if i < len(tokens) && !oneOf(tokens[i].text, ",|(|)|;|/") {
			continue
		}
		if i > start {
			parts = append(parts, tokens[start:i])
		}
		start = i + 1
	}
	return parts
}

// SameCountry says whether two countries are the same. A part of the United Kingdom and the whole are: who is English is British.
func SameCountry(a, b Country) Truth {
	return TruthOf(a.Sovereign() == b.Sovereign())
}
