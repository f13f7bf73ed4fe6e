package features

import "github.com/qcompiler/qcompiler/answer/extract/internal/text"

// Limits of a candidate in tokens.
const (
	maxLength     = 9
	maxNameLength = 12
	maxIdeographs = 14
)

// canStart reports whether a candidate may begin with token i.
func (d *Doc) canStart(i int) bool {
	t := &d.Tokens[i]
	switch t.Class {
	case text.Comma, text.Stop, text.Open, text.Close, text.Quote, text.Dash, text.Possessive, text.Symbol, text.Percent:
		return false
	case text.Closed:
		return startClosed[t.Closed]
	}
	return true
}

// canEnd reports whether a candidate may end with token i.
func (d *Doc) canEnd(i int) bool {
	t := &d.Tokens[i]
	switch t.Class {
	case text.Comma, text.Stop, text.Open, text.Close, text.Quote, text.Dash, text.Currency, text.Symbol, text.Possessive:
		return false
	case text.Closed:
		return endClosed[t.Closed]
	}
	return true
}

var startClosed, endClosed = closedSet(`a an the his her its their no not both all more less over about around up some many any several other
	each every between to by because from only too most at out one's under across i`),
	closedSet(`him her them it me us himself herself itself themselves up down out off no more less same once again not i down`)

func closedSet(words string) (s [256]bool) {
	from := 0
	for i := 0; i <= len(words); i++ {
		if i == len(words) || words[i] == ' ' || words[i] == '\n' || words[i] == '\t' {
			if i > from {
				s[text.ClosedWord(words[from:i])] = true
			}
			from = i + 1
		}
	}
	s[0] = false
	return s
}

// spans calls yield for every candidate of the sentence.
func (d *Doc) spans(st *Sentence, yield func(start, end int)) {
	for i := st.Start; i < st.End; i++ {
		if !d.canStart(i) {
			continue
		}
		names, ideographs, parens, quotes, commas, closed := 0, 0, 0, 0, 0, 0
	extend:
		for j := i; j < st.End && j-i < maxIdeographs; j++ {
			t := &d.Tokens[j]
			switch t.Class {
			case text.Stop:
				if !text.DayStop(d.Tokens, j) && (d.Source(j)[t.Start] != ':' || j+1 >= st.End || d.Tokens[j+1].Flags&text.Glued == 0) {
					break extend
				}
			case text.Open:
				parens++
			case text.Close:
				if parens--; parens < 0 {
					break extend
				}
			case text.Quote:
				quotes++
			case text.Comma:
				commas++
			case text.Ideograph:
				ideographs++
			case text.Closed:
				closed++
			}
			if t.IsName() || t.IsNumeric() {
				names++
			}
			n := j - i + 1
			if n > maxLength && (names*2 < n || n > maxNameLength) && ideographs < n-1 {
				break
			}
			if t.Class == text.Close && parens == 0 && n > 2 && quotes%2 == 0 { // with its brackets
				yield(i, j+1)
				continue
			}
			if parens > 0 || quotes%2 != 0 || !d.canEnd(j) {
				continue
			}
			yield(i, j+1)
		}
	}
}
