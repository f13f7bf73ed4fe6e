package verbalise

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
)

// Word is a token of a question, or a slot that an answer will fill.
type Word struct {
	// Text is the word as it is written, or the name of a slot.
	Text string
	// Lower is the word to compare with; a name or a slot has none.
	Lower string
	// Tag is what kind of word it is; a slot is an [phrase.Entity].
	Tag phrase.Tag
	// Space says that white space stands before it.
	Space bool
	// Slot says that the word is a placeholder.
	Slot bool
	// Ref is for the caller, to know slots again. Nothing here looks at it.
	Ref int
}

// Words is a piece of a question.
type Words []Word

// Of returns tokens i to j-1 of a question.
func Of(q *phrase.Question, i, j int) Words { return Append(make(Words, 0, max(j-i, 0)), q, i, j) }

// Append appends tokens i to j-1 of a question. They are read as a piece of their own, whatever stands before them.
func Append(before Words, q *phrase.Question, i, j int) Words {
	from := len(before)
	out := before
	for k := max(i, 0); k < min(j, len(q.Tokens)); k++ {
		t := &q.Tokens[k]
		w := Word{Text: t.Text, Lower: t.Lower, Tag: t.Tag, Space: t.Space}
		if t.Tag == phrase.Poss {
			w.Space = false
		}
		if t.Tag == phrase.Entity {
			w.Lower = ""
			if role, rest, ok := strings.Cut(t.Text, " of "); ok && acronyms[role] { // "CEO of Dell" is no name
				out = append(out, Word{Text: role, Tag: phrase.Entity, Space: t.Space},
					Word{Text: "of", Lower: "of", Tag: phrase.Prep, Space: true})
				w.Text, w.Space = rest, true
				if after, ok := strings.CutPrefix(rest, "the "); ok {
					out = append(out, Word{Text: "the", Lower: "the", Tag: phrase.Det, Space: true})
					w.Text = after
				}
			}
		}
		if n := len(out); n > from && !t.Space && glued(&out[n-1], &w) { // M*A*S*H
			out[n-1].Text += w.Text
			out[n-1].Tag, out[n-1].Lower = phrase.Entity, ""
			continue
		}
		out = append(out, w)
	}
	mend(out[from:])
	return out
}

// glued reports whether two pieces are one name although a sign is between them.
func glued(before, after *Word) bool {
	sign := func(w *Word) bool { return w.Tag == phrase.Mark && strings.Contains("*+&/", w.Text) }
	return before.Tag == phrase.Entity && (sign(after) || strings.HasSuffix(before.Text, "*") && after.Tag != phrase.Mark && after.Tag != phrase.Poss)
}

// mend corrects guesses at the part of speech with what the table of nouns knows: "capital" is a noun where no noun follows, "film" one
// after "which", and CEO is no name.
func mend(w Words) {
	for i := range w {
		x := &w[i]
		next := w.Tag(i + 1)
		if x.Tag == phrase.Entity && acronyms[x.Text] {
			x.Tag, x.Lower = phrase.Noun, strings.ToLower(x.Text)
			continue
		}
		if x.Lower == "cast" && x.Tag == phrase.Past && w.Is(i+1, "member", "members") {
			x.Tag = phrase.Noun
			continue
		}
		if x.Tag != phrase.Adj && x.Tag != phrase.Verb || TypeOf(x.Lower) == Unknown {
			continue
		}
		switch x.Tag {
		case phrase.Adj:
			if next != phrase.Noun && next != phrase.Plural && next != phrase.Adj {
				x.Tag = phrase.Noun
			}
		case phrase.Verb:
			before := w.Tag(i - 1)
			if next != phrase.Det && next != phrase.Entity && (w.Is(i-1, "which", "what", "whose") && (i+1 < len(w) || i > 1) || before == phrase.Det || before == phrase.Adj || before == phrase.Poss) ||
				w.Is(i-1, "which", "what") && (next == phrase.Det || next == phrase.Entity) && MainVerb(w[i+1:]) > 0 || // which award the director won
				i == 0 && (next == phrase.Noun || next == phrase.Adj || w.Is(1, "of")) {
				x.Tag = phrase.Noun
			}
		}
	}
}

var acronyms = set("CEO CFO CTO COO HQ GDP DJ MVP PM MP VP")

// Possessive returns the 's of a possessive.
func Possessive() Word { return Word{Text: "'s", Lower: "'s", Tag: phrase.Poss} }

// Slot returns a placeholder.
func Slot(name string, ref int) Word {
	return Word{Text: name, Tag: phrase.Entity, Space: true, Slot: true, Ref: ref}
}

// Lit returns the words of a text written here, such as "What is the"; its words are read as any question's are.
func Lit(text string) Words { return slices.Clone(lit(text)) }

// lit is like Lit for who only reads the words, as Join does.
func lit(text string) Words {
	if w, ok := literals[text]; ok {
		return w
	}
	return read(text)
}

// literals has the texts that most questions are made with, which need not be read each time.
var literals = func() map[string]Words {
	out := make(map[string]Words)
	for _, text := range []string{
		"who", "what", "which", "whose", "where", "in", "of", "the", "what is",
		"Who is", "Who are", "What is", "What are", "Who is the", "What is the",
	} {
		out[text] = read(text)
	}
	return out
}()

func read(text string) Words {
	q := phrase.New(text, phrase.Options{})
	out := Of(q, 0, len(q.Tokens))
	if len(out) > 0 {
		out[0].Space = true
	}
	return out
}

// Join puts pieces one after the other.
func Join(pieces ...Words) Words {
	n := 0
	for _, p := range pieces {
		n += len(p)
	}
	out := make(Words, 0, n)
	for _, p := range pieces {
		for i, w := range p {
			if i == 0 && w.Tag != phrase.Poss && !(w.Tag == phrase.Mark && isCloser(w.Text)) {
				w.Space = true
			}
			out = append(out, w)
		}
	}
	return out
}

func isCloser(mark string) bool { return strings.ContainsAny(mark, ",;:.)!?") }

// Is reports whether word i is one of the words; a name is none, nor is a place that does not exist.
func (w Words) Is(i int, words ...string) bool {
	if i < 0 || i >= len(w) || w[i].Tag == phrase.Entity {
		return false
	}
	for _, s := range words {
		if w[i].Lower == s {
			return true
		}
	}
	return false
}

// Tag returns the kind of word i, [phrase.Mark] where there is none.
func (w Words) Tag(i int) phrase.Tag {
	if i < 0 || i >= len(w) {
		return phrase.Mark
	}
	return w[i].Tag
}

// HasTag reports whether one of the words has one of the tags.
func (w Words) HasTag(tags ...phrase.Tag) bool {
	for i := range w {
		for _, t := range tags {
			if w[i].Tag == t {
				return true
			}
		}
	}
	return false
}

// Leaf returns the words as a leaf. It fails where an expression cannot hold them.
func (w Words) Leaf() (*ast.Atomic, error) {
	var room [5]ast.Segment
	return ast.NewAtomic(w.segments(room[:0])...)
}

// segments appends the words as the segments of a leaf, without white space at the ends.
func (w Words) segments(out []ast.Segment) []ast.Segment {
	size := len(w)
	for i := range w {
		if !w[i].Slot {
			size += len(w[i].Text)
		}
	}
	var builder strings.Builder // of all literals: the segments are pieces of one string
	builder.Grow(size)
	from := 0
	flush := func() {
		if builder.Len() > from {
			out = append(out, ast.Segment{Text: builder.String()[from:]})
			from = builder.Len()
		}
	}
	for i := range w {
		x := &w[i]
		if i > 0 && x.Space {
			builder.WriteByte(' ')
		}
		if x.Slot {
			flush()
			out = append(out, ast.Segment{Text: x.Text, Placeholder: true})
			continue
		}
		builder.WriteString(x.Text)
	}
	flush()
	return out
}

// String returns the words as one reads them, slots in braces.
func (w Words) String() string {
	var out strings.Builder
	for _, s := range w.segments(nil) {
		if s.Placeholder {
			out.WriteString("{" + s.Text + "}")
		} else {
			out.WriteString(s.Text)
		}
	}
	return out.String()
}

// Capital returns the words with the first letter a capital, unless they begin with a slot or with a name in some case of its own.
func (w Words) Capital() Words {
	if len(w) == 0 || w[0].Tag == phrase.Entity {
		return w
	}
	r, size := utf8.DecodeRuneInString(w[0].Text)
	if unicode.IsUpper(r) {
		return w
	}
	out := append(Words(nil), w...)
	out[0].Text = string(unicode.ToUpper(r)) + w[0].Text[size:]
	return out
}

// small returns the words with the first letter small, where they begin with a common word.
func (w Words) small() Words {
	if len(w) == 0 || w[0].Tag == phrase.Entity || w[0].Text == w[0].Lower || w[0].Lower == "i" {
		return w
	}
	if w[0].Tag >= phrase.Noun && (!capitalised(w[0].Text) || TypeOf(w[0].Lower) == Unknown && w[0].Tag != phrase.Degree) { // CEO, English
		return w
	}
	out := append(Words(nil), w...)
	out[0].Text = w[0].Lower
	return out
}

// capitalised reports whether only the first letter of a word is a capital.
func capitalised(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r) && strings.ToLower(text[size:]) == text[size:]
}

// Trim drops marks at both ends, quotes and brackets apart.
func (w Words) Trim() Words {
	for len(w) > 0 && w[0].Tag == phrase.Mark && !strings.ContainsAny(w[0].Text, "([“\"") {
		w = w[1:]
	}
	for len(w) > 0 && w[len(w)-1].Tag == phrase.Mark && !strings.ContainsAny(w[len(w)-1].Text, ")]”\"%+*") {
		w = w[:len(w)-1]
	}
	return w
}
