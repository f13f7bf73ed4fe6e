package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/retriever"
)

// Defaults of [Chunking].
const (
	DefaultChunk   = 1600
	DefaultOverlap = 200
)

// minChunk is the least size of a chunk: smaller ones could not hold a sentence.
const minChunk = 64

// Chunking says how long texts are cut. The zero value of each field means its default.
type Chunking struct {
	// Max is the largest chunk in bytes; negative means never to cut within a section.
	Max int
	// Overlap is about how many bytes of a chunk are repeated in the next, so that what stands at the cut is found whole; at most a
	// quarter of Max. Negative means none.
	Overlap int
}

func (c Chunking) withDefaults() Chunking {
	switch {
	case c.Max == 0:
		c.Max = DefaultChunk
	case c.Max > 0:
		c.Max = max(c.Max, minChunk)
	}
	if c.Overlap == 0 {
		c.Overlap = DefaultOverlap
	}
	c.Overlap = max(c.Overlap, -1) // not 0, which would be the default again
	if c.Max > 0 {
		c.Overlap = min(c.Overlap, c.Max/4)
	}
	return c
}

// Split cuts text into ranges of at most c.Max bytes that cover all of it but white space. It cuts in the later half of a chunk, at
// the last of the first that there is: an empty line, a line's end, a sentence's, a space; else between two characters.
func Split(text string, c Chunking) []retriever.Range {
	c = c.withDefaults()
	var out []retriever.Range
	covered := 0
	// add keeps a piece without the space around it, if it holds more than what the one before it holds.
	add := func(start, end int) bool {
		start = min(skipSpace(text, start), end)
		end = start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))
		if end <= max(start, covered) {
			return false
		}
		covered = end
		out = append(out, retriever.Range{Start: start, End: end})
		return true
	}
	start := skipSpace(text, 0)
	for c.Max > 0 && len(text)-start > c.Max {
		end := cutPoint(text, start+c.Max/2, start+c.Max)
		next := skipSpace(text, end)
		if add(start, end) && next < len(text) {
			next = resumePoint(text, start, end, c.Overlap)
		}
		start = next
	}
	add(start, len(text))
	return out
}

func skipSpace(text string, at int) int {
	return len(text) - len(strings.TrimLeftFunc(text[at:], unicode.IsSpace))
}

// cutPoint returns where to end a chunk, after low and at most at high.
func cutPoint(text string, low, high int) int {
	window := text[low:high]
	for _, sep := range []string{"\n\n", "\n"} {
		if i := strings.LastIndex(window, sep); i > 0 {
			return low + i
		}
	}
	if i := lastSentenceEnd(window, text[high:]); i > 0 {
		return low + i
	}
	if r, _ := utf8.DecodeRuneInString(text[high:]); unicode.IsSpace(r) {
		return high
	}
	if i := strings.LastIndexFunc(window, unicode.IsSpace); i > 0 {
		return low + i
	}
	return characterBorder(text, low, high)
}

// lastSentenceEnd returns the end of the last sentence that ends in window, or 0.
func lastSentenceEnd(window, after string) int {
	for end := len(window); end > 0; {
		r, size := utf8.DecodeLastRuneInString(window[:end])
		if endsSentence(r, window[end:], after) {
			return end
		}
		end -= size
	}
	return 0
}

// endsSentence tells whether a sentence ends with r: a full stop does before white space, a full-width one always.
func endsSentence(r rune, rest, after string) bool {
	switch r {
	case '。', '！', '？', '｡':
		return true
	case '.', '!', '?', '…', '।', '؟':
		if rest == "" {
			rest = after
		}
		next, _ := utf8.DecodeRuneInString(rest)
		return rest == "" || unicode.IsSpace(next)
	}
	return false
}

// characterBorder goes back from high to a place between two characters, not between a letter and its accent if that is near.
func characterBorder(text string, low, high int) int {
	at := high
	for at > low && !utf8.RuneStart(text[at]) {
		at--
	}
	border := at
	for tries := 0; tries < 16 && at > low; tries++ {
		r, _ := utf8.DecodeRuneInString(text[at:])
		_, size := utf8.DecodeLastRuneInString(text[:at])
		if !joins(r) && !strings.HasSuffix(text[:at], "\u200d") {
			return at
		}
		at -= size
	}
	return border
}

// joins tells whether r belongs to the character before it.
func joins(r rune) bool {
	return unicode.Is(unicode.M, r) || r == '\u200d' || unicode.Is(unicode.Variation_Selector, r) || r >= 0x1F3FB && r <= 0x1F3FF
}

// resumePoint returns where the next chunk begins: at the first sentence that starts within overlap bytes of the end, else at the
// first word, else at a character.
func resumePoint(text string, start, end, overlap int) int {
	low := characterBorder(text, start+1, max(end-max(overlap, 0), start+1))
	if overlap <= 0 || low <= start {
		return skipSpace(text, end)
	}
	window := text[low:end]
	for i := 0; i < len(window); {
		r, size := utf8.DecodeRuneInString(window[i:])
		i += size
		if r == '\n' || endsSentence(r, window[i:], text[end:]) {
			if at := skipSpace(text, low+i); at < end {
				return at
			}
			break
		}
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:low]); unicode.IsSpace(before) {
		return skipSpace(text, low)
	}
	if i := strings.IndexFunc(window, unicode.IsSpace); i >= 0 {
		return skipSpace(text, low+i)
	}
	return low
}

// tidy makes the white space of a plain text regular: lines without trailing space, at most one empty line between two, none
// at the ends.
func tidy(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var b strings.Builder
	b.Grow(len(text))
	empty := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(empty, 1)+1])
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}
