package source

import (
	"encoding/json"
	"fmt"
)

// Span is a half-open range of byte offsets in a text: Start is the first byte, End the one after the last. It counts bytes,
// not runes; lines and columns are worked out only when something is shown.
type Span struct {
	Start, End int
}

// At returns the empty span at offset.
func At(offset int) Span { return Span{offset, offset} }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether inner lies inside s.
func (s Span) Contains(inner Span) bool { return s.Start <= inner.Start && inner.End <= s.End }

// Cover returns the smallest span that holds both s and other.
func (s Span) Cover(other Span) Span {
	return Span{min(s.Start, other.Start), max(s.End, other.End)}
}

// In returns the bytes of text that s covers, cut to the text's bounds.
func (s Span) In(text string) string {
	start := min(max(s.Start, 0), len(text))
	return text[start:min(max(s.End, start), len(text))]
}

// String returns "start-end".
func (s Span) String() string { return fmt.Sprintf("%d-%d", s.Start, s.End) }

// MarshalJSON writes the span as [start, end].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads [start, end] and refuses anything that is not a range.
func (s *Span) UnmarshalJSON(data []byte) error {
	var pair []int
	if err := json.Unmarshal(data, &pair); err != nil {
		return err
	}
	if len(pair) != 2 || pair[0] < 0 || pair[1] < pair[0] {
		return fmt.Errorf("span %s is not [start, end] with 0 <= start <= end", data)
	}
	*s = Span{pair[0], pair[1]}
	return nil
}
