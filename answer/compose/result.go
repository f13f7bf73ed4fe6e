package compose

import (
	"github.com/qcompiler/qcompiler/answer"
)

// maxEvidence is how many places an answer cites.
const maxEvidence = 16

// result makes an answer of a text that rests on items.
func (c *composition) result(operation, text string, kind answer.Kind, items []*item, reason string) answer.Answer {
	p := confidence(items)
	value := answer.Value{Text: text, Kind: kind, Confidence: p, Evidence: evidence(items)}
	return answer.Answer{Text: text, Values: []answer.Value{value}, Operation: operation, Reason: reason, Confidence: p}
}

// confidence is the probability that all items are right, each value behind them counted once: two that rest on the same director do not
// doubt him twice.
func confidence(items []*item) float64 {
	p := 1.0
	seen := map[ref]bool{}
	for _, it := range items {
		if !seen[it.ref] {
			seen[it.ref] = true
			p *= clamp(it.value.Confidence)
		}
		for _, l := range it.lineage {
			if !seen[l.ref] && l.value != nil {
				seen[l.ref] = true
				p *= clamp(l.value.Confidence)
			}
		}
	}
	if len(items) == 0 {
		return 0
	}
	return p
}

// evidence returns what items rest on: the best place of each and of what it was found with, then the other places.
func evidence(items []*item) []answer.Evidence {
	type key struct {
		index, id  string
		start, end int
	}
	seen := map[key]bool{}
	var all []answer.Evidence
	add := func(e answer.Evidence) {
		k := key{e.Index, e.ID, e.Span.Start, e.Span.End}
		if len(all) < maxEvidence && !seen[k] {
			seen[k] = true
			all = append(all, e)
		}
	}
	values := func(yield func(*answer.Value)) {
		for _, it := range items {
			yield(it.value)
			for _, l := range it.lineage {
				if l.value != nil {
					yield(l.value)
				}
			}
		}
	}
	values(func(v *answer.Value) {
		if len(v.Evidence) > 0 {
			add(v.Evidence[0])
		}
	})
	values(func(v *answer.Value) {
		for _, e := range v.Evidence[min(1, len(v.Evidence)):] {
			add(e)
		}
	})
	return all
}

// all returns the items of subjects.
func all(subjects []*subject) []*item {
	var items []*item
	for _, s := range subjects {
		items = append(items, s.items...)
	}
	return items
}
