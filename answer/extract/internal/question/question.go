// Package question reads what a question asks for: its form, its focus, the relation it names and the words that say so.
package question

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Form is how the question asks.
type Form uint8

// The forms.
const (
	Plain Form = iota // no question word
	Who
	Whose
	When
	Where
	Which
	What
	HowMany
	HowMuch
	HowLong
	HowOld
	HowFar // how tall, how high, how deep, how big
	How
	Why
	YesNo
	Slot // subject >> relation
)

// Word is a content word of the question.
type Word struct {
	Hash, Stem, Root uint32
	Lex              int32
	IDF              float32
	Token            int32
	// Entity says that the word belongs to a name, a filled placeholder or a slot's subject.
	Entity bool
}

// Question is a question taken apart.
type Question struct {
	Text   string
	Tokens []text.Token
	Form   Form
	// Order says where the gap is: 0 unknown, 1 the subject is asked, 2 an auxiliary stands before the subject, 3 passive with by.
	Order uint8
	// Words are the content words, at most [MaxWords].
	Words []Word
	// Focus is the noun that names what is asked, as a place in Tokens, or -1; Verb is the main verb.
	Focus, Verb int
	// FocusFrom is where the focus noun phrase begins.
	FocusFrom int
	// Relation is the number of a known relation, from 1, or 0; Expected is the sort of answer, where that is known.
	Relation uint16
	Expected Sort
	// Slot is the hash of the whole relation phrase of a slot.
	Slot uint32
	// Prep is the closed-class word that stands with the gap: "in" of "in what year", "after" of "what is X named after"; 0 for none.
	Prep uint8
	// Gap is the content word (a place in Tokens) that should stand right beside the answer, or -1.
	Gap int
	// Runs are the names in the question, as the hash of their normalised text.
	Runs []uint64
	// Several says that more than one answer is asked for.
	Several bool
	// Makers says that it asks who made something, which several may have done together.
	Makers bool
	// Foreign says that the question word is not English: the model knows English contexts alone.
	Foreign bool
	// Lower says that the question has no capitals at all, as typed into a search box.
	Lower  bool
	entity []bool
	wh     int
	whWord string
}

// MaxWords is how many content words count.
const MaxWords = 24

// maxBytes is how much of a question is read.
const maxBytes = 4096

// Range is a half-open range of bytes.
type Range struct{ Start, End int }

// Parse takes a question apart. Filled are the parts that are known already.
func Parse(z *text.Tokenizer, lex *lexicon.Lexicon, s string, filled []Range) *Question {
	if len(s) > maxBytes {
		s = s[:maxBytes]
	}
	q := &Question{Text: s, Focus: -1, Verb: -1, Gap: -1, wh: -1}
	q.Tokens = z.Tokenize(make([]text.Token, 0, 32), s)
	q.entity = make([]bool, len(q.Tokens))
	if !q.slot() {
		q.form()
		q.names(filled)
		q.focus()
	}
	q.gap()
	q.runs()
	q.words(lex)
	q.relation()
	q.several()
	q.makers()
	return q
}

// slot reads "subject >> relation".
func (q *Question) slot() bool {
	for i := len(q.Tokens) - 2; i > 0; i-- {
		a, b := &q.Tokens[i], &q.Tokens[i-1]
		if q.Text[a.Start] != '>' || q.Text[b.Start] != '>' || a.Flags&text.Glued == 0 {
			continue
		}
		q.Form = Slot
		for j := range i - 1 {
			q.entity[j] = true
		}
		h := uint64(0)
		for j := i + 1; j < len(q.Tokens); j++ {
			h = text.Join(h, &q.Tokens[j])
			if q.Tokens[j].Class != text.Closed && q.Focus < 0 {
				q.Focus = j
			}
		}
		q.FocusFrom = i + 1
		q.wh = i
		q.Slot = text.Mix(uint32(h) ^ uint32(h>>32))
		return true
	}
	return false
}

func (q *Question) word(i int) string {
	t := &q.Tokens[i]
	return lower(q.Text[t.Start:t.End])
}

// form finds the question word: the first one that begins the question or follows a preposition or a comma, else the last one.
func (q *Question) form() {
	best := -1
	for i := range q.Tokens {
		if q.Tokens[i].Class != text.Closed && q.Tokens[i].Class != text.Lower && q.Tokens[i].Class != text.Capital {
			continue
		}
		if whForms[q.word(i)] == 0 {
			continue
		}
		if best < 0 || !q.leading(best) && !q.leading(i) {
			best = i
		}
		if q.leading(i) {
			best = i
			break
		}
	}
	if best < 0 {
		q.foreign()
		if q.Form == Plain && len(q.Tokens) > 0 && auxiliaries[q.word(0)] {
			q.Form = YesNo
			q.wh = 0
		}
		return
	}
	if best > 0 && !q.leading(best) && auxiliaries[q.word(0)] && q.Tokens[0].Flags&text.Glued == 0 {
		q.Form, q.wh = YesNo, 0 // Did X become king when ...
		return
	}
	q.wh, q.whWord = best, q.word(best)
	q.Form = whForms[q.whWord]
	q.Foreign = !english[q.whWord]
	if q.Form == How && best+1 < len(q.Tokens) {
		if f, ok := howForms[q.word(best+1)]; ok {
			q.Form = f
		}
	}
}

// leading reports whether a question word stands where it asks: at the start, or after prepositions, commas and the like there.
func (q *Question) leading(i int) bool {
	for j := range i {
		t := &q.Tokens[j]
		if t.Class == text.Comma && j == i-1 {
			return true
		}
		if t.Class != text.Closed && t.Flags&text.Signs == 0 {
			return false
		}
	}
	return true
}

// names marks the tokens of names: filled placeholders, quoted parts, capitalised runs.
func (q *Question) names(filled []Range) {
	lowers := 0
	for i := range q.Tokens {
		t := &q.Tokens[i]
		if t.Class == text.Lower || t.Class == text.Closed && t.Flags&text.Capitalised == 0 {
			lowers++
		}
		for _, f := range filled {
			if int(t.Start) >= f.Start && int(t.End) <= f.End {
				q.entity[i] = true
			}
		}
		if t.Flags&text.InQuotes != 0 {
			q.entity[i] = true
		}
	}
	q.Lower = lowers > 0
	for i := range q.Tokens {
		if q.Tokens[i].Flags&text.Capitalised != 0 {
			q.Lower = false
		}
	}
	for i := range q.Tokens {
		t := &q.Tokens[i]
		if t.IsName() && i != q.wh && (i > 0 || t.Class != text.Capital || !q.sentenceWord(t)) && t.Class != text.Month && t.Class != text.Weekday {
			q.entity[i] = true
		}
	}
	for i := 1; i+1 < len(q.Tokens); i++ { // the Duke of York, C-3PO
		t := &q.Tokens[i]
		if !q.entity[i-1] || !q.Tokens[i-1].IsName() && q.Tokens[i-1].Class != text.Closed {
			continue
		}
		switch {
		case t.IsNumeric() && t.Class != text.Year && t.Class != text.NumberWord:
			q.entity[i] = true
		case t.Class == text.Closed && linking[q.word(i)]:
			j := i + 1
			if q.word(j) == "the" && j+1 < len(q.Tokens) {
				j++
			}
			if q.entity[j] && q.Tokens[j].IsName() {
				for k := i; k < j; k++ {
					q.entity[k] = true
				}
			}
		}
	}
}

// sentenceWord reports whether the capitalised first word of a question is an ordinary word.
func (q *Question) sentenceWord(t *text.Token) bool {
	return imperatives[lower(q.Text[t.Start:t.End])]
}

// words collects the content words.
func (q *Question) words(lex *lexicon.Lexicon) {
	for i := range q.Tokens {
		t := &q.Tokens[i]
		if i == q.wh || t.Flags&text.Signs != 0 || t.Class == text.Closed && !q.entity[i] || t.Class == text.Closed && t.Flags&text.Capitalised == 0 {
			continue
		}
		if q.Form >= HowMany && q.Form <= HowFar && i == q.wh+1 || t.Class == text.Possessive {
			continue
		}
		if len(q.Words) == MaxWords {
			break
		}
		q.Words = append(q.Words, Word{Hash: t.Hash, Stem: t.Stem, Root: t.Root, Lex: t.Word, IDF: lex.IDF(t.Word), Token: int32(i), Entity: q.entity[i]})
	}
}

// IsEntity reports whether token i belongs to a name.
func (q *Question) IsEntity(i int) bool { return q.entity[i] }

// Wh is the place of the question word, or -1.
func (q *Question) Wh() int { return q.wh }

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 0x80 {
			return toLower(s)
		}
	}
	return s
}

// gap finds what should stand beside the answer.
func (q *Question) gap() {
	n := len(q.Tokens)
	if q.Form == Slot || q.Form == YesNo || q.wh < 0 {
		return
	}
	if q.wh > 0 && q.Tokens[q.wh-1].Class == text.Closed {
		q.Prep = q.Tokens[q.wh-1].Closed
	}
	last := n - 1
	for last >= 0 && q.Tokens[last].Flags&text.Signs != 0 {
		last--
	}
	if q.Prep == 0 && last > q.wh+1 && q.Tokens[last].Class == text.Closed {
		q.Prep = q.Tokens[last].Closed
	}
	switch {
	case q.Order == 1 && q.Verb >= 0:
		q.Gap = q.Verb
	case q.Prep != 0 && last > q.wh+1 && q.Tokens[last].Class == text.Closed && q.Tokens[last-1].Class != text.Closed:
		q.Gap = last - 1
	case q.Verb >= 0:
		q.Gap = q.Verb
	}
}

// runs collects the names.
func (q *Question) runs() {
	for i := 0; i < len(q.Tokens); {
		if !q.entity[i] {
			i++
			continue
		}
		h, bare := uint64(0), uint64(0)
		for ; i < len(q.Tokens) && q.entity[i]; i++ {
			if q.Tokens[i].Class == text.Open && bare == 0 {
				bare = h
			}
			h = text.Join(h, &q.Tokens[i])
		}
		q.Runs = append(q.Runs, h)
		if bare != 0 {
			q.Runs = append(q.Runs, bare)
		}
	}
}
