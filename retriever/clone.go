package retriever

import (
	"maps"
	"slices"
)

// Clone returns a copy of d that shares no memory a caller could change.
func (d Document) Clone() Document {
	d.Metadata = maps.Clone(d.Metadata)
	d.Matches = slices.Clone(d.Matches)
	return d
}

// cloneAll copies docs deeply; nil stays nil.
func cloneAll(docs []Document) []Document {
	if docs == nil {
		return nil
	}
	out := make([]Document, len(docs))
	for i, d := range docs {
		out[i] = d.Clone()
	}
	return out
}
