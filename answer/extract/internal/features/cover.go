package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// cover measures how much of the question each sentence holds.
func (d *Doc) cover(s *Set) {
	q := s.Q
	var total, relTotal float32
	for j := range q.Words {
		total += q.Words[j].IDF * d.rare[j]
		if !q.Words[j].Entity && !d.inTitle[j] {
			relTotal += q.Words[j].IDF * d.rare[j]
		}
	}
	var held, all float32
	for j := range q.Words {
		all += q.Words[j].IDF
		if d.holds[j] {
			held += q.Words[j].IDF
		}
	}
	d.held = held / max(all, 1e-6)
	var seen, before [question.MaxWords]float32
	for k := range d.Sentences {
		st := &d.Sentences[k]
		before = seen
		clear(seen[:])
		prev := int8(-2)
		for i := st.Start; i < st.End; i++ {
			j := d.match[i]
			if j >= 0 {
				seen[j] = max(seen[j], d.weight[i])
				if prev >= 0 && j == prev+1 {
					st.bigrams++
				}
			}
			if d.Tokens[i].Flags&(text.Signs|text.Article) == 0 || j >= 0 {
				prev = j
			}
			st.softCover = max(st.softCover, d.soft[i])
		}
		st.subject = d.subjectOf(st)
		var got, rel, near float32
		for j := range q.Words {
			w := &q.Words[j]
			x := seen[j]
			if near += max(x, 0.5*before[j]) * w.IDF * d.rare[j]; d.inTitle[j] && max(x, 0.5*before[j]) < 0.6 {
				near += (0.6 - max(x, 0.5*before[j])) * w.IDF * d.rare[j]
			}
			if d.inTitle[j] && x < 0.8 && k > 0 {
				x = 0.6 // the passage is about it
				if st.subject == titleSubject || st.subject == pronounSubject {
					x = 0.9
				}
			}
			got += x * w.IDF * d.rare[j]
			if !w.Entity && !d.inTitle[j] {
				rel += x * w.IDF * d.rare[j]
			}
		}
		st.names = d.namesIn(q, &seen)
		if total > 0 {
			st.cover = got / total
			st.near = near / total
		}
		if relTotal > 0 {
			st.relation = rel / relTotal
		}
	}
	for k := range d.Sentences {
		for m := range d.Sentences {
			if m != k && m > 0 && d.Sentences[m].cover > d.Sentences[k].cover {
				d.Sentences[k].rank++
			}
		}
		if len(d.Sentences) > 200 {
			break // ranks of a very long text would cost the square of its length
		}
	}
}

func (d *Doc) subjectOf(st *Sentence) subject {
	for i := st.Start; i < min(st.Start+4, st.End); i++ {
		t := &d.Tokens[i]
		switch {
		case pronoun(t.Closed):
			return pronounSubject
		case t.Flags&text.Article != 0 && i+1 < st.End:
			if d.Tokens[i+1].Class == text.Lower {
				return theSubject
			}
		case t.IsWord():
			for j := range d.Title {
				if d.Tokens[j].Stem == t.Stem && d.Tokens[j].Class != text.Closed {
					return titleSubject
				}
			}
			if t.IsName() {
				return nameSubject
			}
			return otherSubject
		}
	}
	return otherSubject
}

// Cover is the share of the question's weight that the sentence holds, from 0 to 1.
func (s *Sentence) Cover() float32 { return s.cover }

// namesIn says where the words of the question's names are: 0 there are none, 1 all in the sentence, 2 some there and the rest in the passage,
// 3 some there and some nowhere, 4 all elsewhere in the passage, 5 some elsewhere, 6 nowhere.
func (d *Doc) namesIn(q *question.Question, seen *[question.MaxWords]float32) uint8 {
	here, passage, all := 0, 0, 0
	for j := range q.Words {
		if !q.Words[j].Entity {
			continue
		}
		all++
		if seen[j] > 0 {
			here++
		}
		if d.holds[j] {
			passage++
		}
	}
	switch {
	case all == 0:
		return 0
	case here == all:
		return 1
	case here > 0 && passage == all:
		return 2
	case here > 0:
		return 3
	case passage == all:
		return 4
	case passage > 0:
		return 5
	}
	return 6
}
