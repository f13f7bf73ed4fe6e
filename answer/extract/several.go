package extract

import (
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// maxSeveral is the most values one question gets.
const maxSeveral = 12

// several returns the values that answer the question together, and the words that name them all: one, or the members of the list around the
// likeliest answer.
func (x *reading) several(list []finding) ([]answer.Value, string) {
	first := x.value(list[0])
	parts := x.parts
	if len(parts) < 2 {
		return []answer.Value{first}, first.Text
	}
	c := &x.set.Candidates[list[0].candidates[0]]
	d := &x.set.Docs[c.Passage]
	source := d.Source(parts[0][0])
	var values []answer.Value
	begin, last := 0, 0
	for i, p := range parts {
		v := first
		from, to, _ := d.Bytes(p[0], p[1])
		if i == 0 {
			begin = from
		}
		last = to
		v.Text = clean(source[from:to])
		v.Kind = x.kindOf(c, p)
		v.Evidence = []answer.Evidence{first.Evidence[0]}
		v.Evidence[0].Span.Start, v.Evidence[0].Span.End = from, to
		values = append(values, v)
	}
	return values, clean(source[begin:last])
}

// kindOf is the kind of a member of the list around a candidate.
func (x *reading) kindOf(c *features.Candidate, part [2]int) answer.Kind {
	m := *c
	m.Start, m.End = int32(part[0]), int32(part[1])
	if c.Type == features.TList || c.Type == features.TNameAnd || c.Type == features.TNameComma {
		m.Type = features.TName2
	}
	return x.kind(&m)
}

// pool finds the list around the likeliest answer, where the question can have several, and adds up what the model believes of its
// members: they are one answer together.
func (x *reading) pool(list []finding) []finding {
	x.parts = nil
	if len(list) == 0 || !x.set.Q.Several && !x.set.Q.Makers {
		return list
	}
	c := &x.set.Candidates[list[0].candidates[0]]
	if c.Sentence == 0 {
		return list
	}
	start, end := x.coordination(c)
	parts := x.members(c, start, end)
	if len(parts) < 2 || len(parts) > maxSeveral || !x.set.Q.Several && !x.alike(c, parts) {
		return list
	}
	x.parts = parts
	out := list[:1]
	for _, f := range list[1:] {
		m := &x.set.Candidates[f.candidates[0]]
		if m.Passage == c.Passage && int(m.Start) >= start && int(m.End) <= end {
			out[0].mass += f.mass
			continue
		}
		out = append(out, f)
	}
	return out
}

// alike reports whether all members of a list are names as people have them, none of which the question names: where the question does not
// say that it wants several, "A, and B went" must not make a pair of A and B.
func (x *reading) alike(c *features.Candidate, parts [][2]int) bool {
	d := &x.set.Docs[c.Passage]
	for i, p := range parts {
		asked, names := 0, 0
		for k := p[0]; k < p[1]; k++ {
			t := &d.Tokens[k]
			if t.Class == text.Nationality || !t.IsName() && !(k > p[0] && t.Class == text.Closed && linking(t, d.Source(k))) {
				return false
			}
			if t.IsName() {
				names++
			}
			if x.set.Asked(int(c.Passage), k) {
				asked++
			}
		}
		if names < 2 || asked == p[1]-p[0] {
			return false
		}
		if len(parts) == 2 && i == 1 && d.Tokens[p[0]-1].Class != text.Comma && d.Tokens[p[0]-2].Class == text.Comma {
			return false // A, and B
		}
	}
	return true
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
		for k < st.End && (like(&d.Tokens[k]) || d.Tokens[k].Class == text.Possessive && k+1 < st.End && d.Tokens[k+1].IsName()) {
			k++
		}
		for !d.Tokens[k-1].IsName() { // "of the" after the last name leads on to something else
			k--
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
