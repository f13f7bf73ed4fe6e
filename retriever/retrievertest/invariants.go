package retrievertest

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/retriever"
)

// wellFormed checks what holds for every result, whatever the query.
func wellFormed(docs []retriever.Document, o retriever.Options) error {
	if docs != nil && len(docs) == 0 {
		return errors.New("nothing found must be nil, not an empty slice")
	}
	if len(docs) > o.TopK {
		return fmt.Errorf("%d passages for a top-k of %d", len(docs), o.TopK)
	}
	seen := make(map[[2]string]bool)
	for i, d := range docs {
		key := [2]string{d.Index, d.ID}
		if seen[key] {
			return fmt.Errorf("passage %q is returned twice", d.ID)
		}
		seen[key] = true
		if err := wellScored(docs, i, o); err != nil {
			return err
		}
		if err := wellMatched(d); err != nil {
			return fmt.Errorf("passage %q: %w", d.ID, err)
		}
		for k, want := range o.Filter {
			if got, ok := d.Metadata[k]; !ok || got != want {
				return fmt.Errorf("passage %q has metadata %v, the filter wants %s=%s", d.ID, d.Metadata, k, want)
			}
		}
	}
	return nil
}

// wellScored checks the score of docs[i] by itself and against the one before.
func wellScored(docs []retriever.Document, i int, o retriever.Options) error {
	d := docs[i]
	if math.IsNaN(d.Score) || math.IsInf(d.Score, 0) {
		return fmt.Errorf("passage %q has the score %v", d.ID, d.Score)
	}
	if o.MinScore != 0 && d.Score < o.MinScore {
		return fmt.Errorf("passage %q scores %v, less than the minimum %v", d.ID, d.Score, o.MinScore)
	}
	if i == 0 {
		return nil
	}
	before := docs[i-1]
	if d.Score > before.Score {
		return fmt.Errorf("passage %q scores %v but comes after %q with %v", d.ID, d.Score, before.ID, before.Score)
	}
	if d.Score == before.Score && d.ID < before.ID {
		return fmt.Errorf("equal scores must be in the order of ids, but %q comes after %q", d.ID, before.ID)
	}
	return nil
}

// wellMatched checks that the matches are in order, inside the text and on the borders of characters.
func wellMatched(d retriever.Document) error {
	end := 0
	for _, m := range d.Matches {
		if m.Start < end || m.End <= m.Start || m.End > len(d.Text) {
			return fmt.Errorf("match [%d,%d) is empty, out of order or outside the text of %d bytes", m.Start, m.End, len(d.Text))
		}
		end = m.End
		atEnd := m.End == len(d.Text)
		if !utf8.RuneStart(d.Text[m.Start]) || !atEnd && !utf8.RuneStart(d.Text[m.End]) {
			return fmt.Errorf("match [%d,%d) cuts a character", m.Start, m.End)
		}
	}
	return nil
}
