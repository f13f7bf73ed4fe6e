package retriever

import "strings"

// Generational is the optional ability of a [Retriever] to say which state of its data it answers from.
//
// The generation changes whenever an answer might: after every update of an index, and never otherwise. A [Cache] keys its
// entries by it, so that no answer outlives the data it came from. The empty string means that the state is not known.
type Generational interface {
	Generation() string
}

// GenerationOf returns r's generation, or the empty string for a retriever that does not tell.
func GenerationOf(r Retriever) string {
	if g, ok := r.(Generational); ok {
		return g.Generation()
	}
	return ""
}

// joinGenerations makes one generation of the members'. The separator is escaped inside each, and an unknown one keeps its
// place, so two different states never read the same.
func joinGenerations(members []Retriever) string {
	parts := make([]string, len(members))
	known := false
	for i, m := range members {
		g := GenerationOf(m)
		known = known || g != ""
		parts[i] = strings.NewReplacer(`\`, `\\`, `|`, `\|`).Replace(g)
	}
	if !known {
		return ""
	}
	return strings.Join(parts, "|")
}
