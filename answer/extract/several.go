package extract

import (
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// maxSeveral is the most values one question gets.
const maxSeveral = 12

// several returns the values that answer the question together: one, or the members of a list where the question asks for several.
func (x *reading) several(list []finding) []answer.Value {
	first := x.value(list[0])
	if !x.set.Q.Several {
		return []answer.Value{first}
	}
	c := &x.set.Candidates[list[0].candidates[0]]
	start, end := x.coordination(c)
	parts := x.members(c, start, end)
	if len(parts) < 2 {
		return []answer.Value{first}
	}
	d := &x.set.Docs[c.Passage]
	var values []answer.Value
	for _, p := range parts[:min(len(parts), maxSeveral)] {
		v := first
		from, to, _ := d.Bytes(p[0], p[1])
		v.Text = clean(d.Source(p[0])[from:to])
		v.Evidence = []answer.Evidence{first.Evidence[0]}
		v.Evidence[0].Span.Start, v.Evidence[0].Span.End = from, to
		values = append(values, v)
	}
	return values
}

// coordination widens a candidate to the whole list it is a member of: "A, B and C" around B.
func (x *reading) coordination(c *features.Candidate) (start, end int) {
	d := &x.set.Docs[c.Passage]
	st := d.Sentences[c.Sentence]
	start, end = int(c.Start), int(c.End)
	if c.Sentence == 0 {
		return start, end
	}
	like := func(t *text.Token) bool { return t.IsName() || t.Class == text.Closed && linking(t, d.Source(end-1)) }
	if !d.Tokens[start].IsName() {
		return start, end
	}
	for end < st.End {
		k := end
		if d.Tokens[k].Class == text.Comma {
			k++
		}
		if k < st.End && isAnd(&d.Tokens[k], d) {
			k++
		}
		if k == end || k >= st.End || !d.Tokens[k].IsName() {
			break
		}
		for k < st.End && like(&d.Tokens[k]) {
			k++
		}
		end = k
	}
	for start > st.Start {
		k := start - 1
		if isAnd(&d.Tokens[k], d) {
			k--
		}
		if k >= st.Start && d.Tokens[k].Class == text.Comma {
			k--
		}
		if k == start-1 || k < st.Start || !d.Tokens[k].IsName() {
			break
		}
		for k >= st.Start && like(&d.Tokens[k]) {
			k--
		}
		start = k + 1
		for start < end && !d.Tokens[start].IsName() {
			start++
		}
	}
	return start, end
}

// members cuts a list at its commas and conjunctions.
func (x *reading) members(c *features.Candidate, start, end int) [][2]int {
	d := &x.set.Docs[c.Passage]
	if c.Type == features.TNameComma && end-start == int(c.End-c.Start) || c.Type == features.TFullDate {
		return nil // Paris, Texas
	}
	var parts [][2]int
	from := start
	joined := false
	for i := start; i <= end; i++ {
		if i < end && d.Tokens[i].Class != text.Comma && !isAnd(&d.Tokens[i], d) {
			continue
		}
		if i < end && isAnd(&d.Tokens[i], d) {
			joined = true
		}
		if i > from {
			parts = append(parts, [2]int{from, i})
		}
		from = i + 1
	}
	if !joined {
		return nil
	}
	return parts
}

func isAnd(t *text.Token, d *features.Doc) bool {
	return t.Closed == closedAnd || t.Class == text.Symbol && t.End-t.Start == 1 && d.Text[t.Start] == '&'
}

var closedAnd = text.ClosedWord("and")

func linking(t *text.Token, source string) bool {
	switch source[t.Start:t.End] {
	case "of", "the", "de", "von", "van", "du", "la":
		return true
	}
	return false
}
