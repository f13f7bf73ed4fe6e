package typed

import "strings"

// Place is a chain of places, the smallest first: "Paris, Texas, USA".
type Place struct {
	// Parts are the places with their bytes in the text.
	Parts []Part
}

// Part is a place in a chain.
type Part struct {
	Text       string
	Start, End int
}

// ParsePlace cuts a chain of places at its commas. The whole text is taken; at most 8 parts are kept.
func ParsePlace(text string) (Place, int) {
	text = clip(text)
	var p Place
	for start := 0; start <= len(text) && len(p.Parts) < 8; {
		end := len(text)
		if i := strings.IndexAny(text[start:], ",;，、"); i >= 0 {
			end = start + i
		}
		trimmed := strings.TrimSpace(text[start:end])
		if trimmed != "" {
			at := start + strings.Index(text[start:end], trimmed)
			p.Parts = append(p.Parts, Part{Text: trimmed, Start: at, End: at + len(trimmed)})
		}
		next := end + 1
		for next < len(text) && text[next]&0xC0 == 0x80 { // the separator may be wide
			next++
		}
		start = next
	}
	if len(p.Parts) == 0 {
		return Place{}, 0
	}
	return p, p.Parts[len(p.Parts)-1].End
}

// Within says whether one place lies in another: Paris, Texas lies in Texas and in the United States. Unknown where the names do not tell.
func Within(inner, outer string) Truth {
	o, _ := wordKey(lex(outer))
	if o == "" {
		return Unknown
	}
	parts := splitPlaces(lex(inner))
	for _, part := range parts {
		if key, _ := wordKey(part); key == o {
			return Yes
		}
	}
	if oc, ok := exactCountry(outer); ok {
		return withinCountry(inner, oc)
	}
	g := gazette()
	oc, known := g.places[o]
	if !known {
		return Unknown
	}
	if ic, ok := CountryOf(inner); ok && ic.Sovereign() != oc.Sovereign() {
		return No
	}
	_, region := g.regions[o]
	for _, part := range parts {
		key, _ := wordKey(part)
		_, place := g.places[key]
		if _, r := g.regions[key]; place && r == region {
			return No // another region, another city
		}
	}
	return Unknown
}

func withinCountry(inner string, oc Country) Truth {
	ic, ok := CountryOf(inner)
	if !ok {
		return Unknown
	}
	if ic.Code == oc.Code || oc.Code == ic.Sovereign() {
		return Yes
	}
	if ic.Sovereign() == oc.Code || ic.Code == oc.Sovereign() {
		return Unknown // it lies in the United Kingdom; whether in England is not said
	}
	return No
}

// exactCountry reads a text that is nothing but a country.
func exactCountry(text string) (Country, bool) {
	s := stream{tokens: lex(text)}
	c, ok := s.country(gazette().names)
	return c, ok && s.at == len(s.tokens)
}

// ParseKnownPlace reads a region or city that is known by name at the start of text, and says in which country it lies.
func ParseKnownPlace(text string) (Country, int) {
	s := stream{tokens: lex(text)}
	c, ok := s.country(gazette().places)
	if !ok {
		return Country{}, 0
	}
	return c, s.used()
}
