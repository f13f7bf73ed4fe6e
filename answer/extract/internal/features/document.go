package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Doc is a passage taken apart: the title's tokens first, then the text's.
type Doc struct {
	Passage
	Tokens []text.Token
	// Title is how many tokens the title has; Bare how many without its trailing "(...)".
	Title, Bare int
	Sentences   []Sentence

	ends    []int32
	match   []int8    // the content word of the question a token matches, or -1
	weight  []float32 // how well
	soft    []float32 // how near in meaning a token is to a relation word
	left    []float32 // decayed sum of relation matches up to and with a token
	right   []float32
	leftE   []float32 // the same of entity matches
	rightE  []float32
	near    []int32 // per token: the nearest relation match to the left, -1 for none
	nearR   []int32
	softL   []float32
	softR   []float32
	startU  []int32 // the unit of a token as first, 0 if not made yet
	endU    []int32
	inTitle [question.MaxWords]bool
	asked   bool // the title is what the question is about
	gender  int  // of the person the passage is about
}

// Sentence is one sentence, as tokens.
type Sentence struct {
	Start, End int
	cover      float32 // share of the question's weight found in it
	relation   float32 // the same of the relation words alone
	softCover  float32
	bigrams    int
	subject    subject
	unit       int32
	rank       int
}

// subject is what a sentence begins with.
type subject uint8

const (
	otherSubject subject = iota
	titleSubject         // the title or a part of it
	pronounSubject
	theSubject // the film, the city
	nameSubject
)

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// Bytes gives where a run of tokens stands: in the title or in the text.
func (d *Doc) Bytes(start, end int) (from, to int, inTitle bool) {
	return int(d.Tokens[start].Start), int(d.Tokens[end-1].End), start < d.Title
}

// Source returns the text that token i stands in.
func (d *Doc) Source(i int) string {
	if i < d.Title {
		return d.Passage.Title
	}
	return d.Text
}

func (d *Doc) read(s *Set, p Passage) {
	d.Passage = p
	d.Tokens = s.tokenizer.Tokenize(d.Tokens[:0], p.Title)
	if len(d.Tokens) > maxTitle {
		d.Tokens = d.Tokens[:maxTitle]
	}
	d.Title = len(d.Tokens)
	d.Bare = d.Title
	for i := 1; i < d.Title; i++ {
		if d.Tokens[i].Class == text.Open && d.Tokens[d.Title-1].Class == text.Close {
			d.Bare = i
			break
		}
	}
	d.Tokens = s.tokenizer.Tokenize(d.Tokens, p.Text)
	d.ends = text.Sentences(d.ends[:0], d.Tokens[d.Title:], p.Text)
	d.Sentences = append(d.Sentences[:0], Sentence{Start: 0, End: d.Title})
	begin := d.Title
	for _, e := range d.ends {
		d.Sentences = append(d.Sentences, Sentence{Start: begin, End: d.Title + int(e)})
		begin = d.Title + int(e)
	}
	d.matchWords(s)
	d.sums(s)
	d.cover(s)
}

const maxTitle = 40

// matchWords aligns the tokens with the question's content words.
func (d *Doc) matchWords(s *Set) {
	q := s.Q
	n := len(d.Tokens)
	d.match, d.weight, d.soft = resize(d.match, n), resize(d.weight, n), resize(d.soft, n)
	titled, bare, inQuestion := 0, 0, 0
	for i := range d.Bare {
		if d.Tokens[i].Class != text.Closed && d.Tokens[i].Flags&text.Signs == 0 {
			bare++
		}
	}
	clear(d.inTitle[:])
	for i := range d.Tokens {
		t := &d.Tokens[i]
		d.match[i] = -1
		if t.Flags&text.Signs != 0 || t.Class == text.Closed {
			continue
		}
		for j := range q.Words {
			w := &q.Words[j]
			var how float32
			switch {
			case w.Hash == t.Hash:
				how = 1
			case w.Stem == t.Stem:
				how = 0.9
			case w.Root == t.Root && !w.Entity:
				how = 0.6
			}
			if how > d.weight[i] {
				d.match[i], d.weight[i] = int8(j), how
			}
		}
		if i < d.Title && d.match[i] >= 0 {
			if !d.inTitle[d.match[i]] {
				titled++
			}
			d.inTitle[d.match[i]] = true
			if i < d.Bare {
				inQuestion++
			}
		}
	}
	d.asked = bare > 0 && inQuestion >= bare
	d.gender = 0
	he, she := 0, 0
	for i := d.Title; i < n; i++ {
		switch d.Tokens[i].Closed {
		case closedHe, closedHis, closedHim:
			he++
		case closedShe, closedHer:
			she++
		}
	}
	switch {
	case he > she:
		d.gender = -1
	case she > he:
		d.gender = 1
	}
	d.softMatches(s)
}

// softMatches finds tokens whose vectors are near those of relation words that the passage does not hold themselves.
func (d *Doc) softMatches(s *Set) {
	if s.Off&GroupMeaning != 0 {
		return
	}
	q := s.Q
	for j := range q.Words {
		w := &q.Words[j]
		if w.Entity || d.inTitle[j] || w.Lex < 0 {
			continue
		}
		for i := d.Title; i < len(d.Tokens); i++ {
			t := &d.Tokens[i]
			if d.match[i] >= 0 || t.Word < 0 || t.Class == text.Closed {
				continue
			}
			if sim := s.Lexicon.Similarity(w.Lex, t.Word); sim > 0.35 {
				d.soft[i] = max(d.soft[i], sim*w.IDF/lexicon.MaxIDF)
			}
		}
	}
}

const decay = 0.8

// sums works out how near each token is to matches on either side, within its sentence.
func (d *Doc) sums(s *Set) {
	n := len(d.Tokens)
	d.left, d.right, d.leftE, d.rightE = resize(d.left, n), resize(d.right, n), resize(d.leftE, n), resize(d.rightE, n)
	d.softL, d.softR = resize(d.softL, n), resize(d.softR, n)
	d.near, d.nearR = resize(d.near, n), resize(d.nearR, n)
	for _, st := range d.Sentences {
		var r, e, f float32
		last := int32(-1)
		for i := st.Start; i < st.End; i++ {
			r, e, f = r*decay, e*decay, f*decay
			rel, ent := d.strength(s, i)
			r, e, f = r+rel, e+ent, f+d.soft[i]
			d.left[i], d.leftE[i], d.softL[i] = r, e, f
			if rel > 0 {
				last = int32(i)
			}
			d.near[i] = last
		}
		r, e, f = 0, 0, 0
		last = -1
		for i := st.End - 1; i >= st.Start; i-- {
			r, e, f = r*decay, e*decay, f*decay
			rel, ent := d.strength(s, i)
			r, e, f = r+rel, e+ent, f+d.soft[i]
			d.right[i], d.rightE[i], d.softR[i] = r, e, f
			if rel > 0 {
				last = int32(i)
			}
			d.nearR[i] = last
		}
	}
}

// strength is how much token i says of the question's relation words and of its entities.
func (d *Doc) strength(s *Set, i int) (relation, entity float32) {
	j := d.match[i]
	if j < 0 {
		if d.asked && pronoun(d.Tokens[i].Closed) && s.Off&GroupRefer == 0 {
			return 0, 0.4
		}
		return 0, 0
	}
	w := &s.Q.Words[j]
	x := d.weight[i] * w.IDF / lexicon.MaxIDF
	if w.Entity || d.inTitle[j] {
		return 0, x
	}
	return x, 0
}

// cover measures how much of the question each sentence holds.
func (d *Doc) cover(s *Set) {
	q := s.Q
	var total, relTotal float32
	for j := range q.Words {
		total += q.Words[j].IDF
		if !q.Words[j].Entity && !d.inTitle[j] {
			relTotal += q.Words[j].IDF
		}
	}
	var seen [question.MaxWords]float32
	for k := range d.Sentences {
		st := &d.Sentences[k]
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
		var got, rel float32
		for j := range q.Words {
			w := &q.Words[j]
			x := seen[j]
			if d.inTitle[j] && x < 0.8 && k > 0 {
				x = 0.6 // the passage is about it
				if st.subject == titleSubject || st.subject == pronounSubject {
					x = 0.9
				}
			}
			got += x * w.IDF
			if !w.Entity && !d.inTitle[j] {
				rel += x * w.IDF
			}
		}
		if total > 0 {
			st.cover = got / total
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

var (
	closedHe  = text.ClosedWord("he")
	closedHis = text.ClosedWord("his")
	closedHim = text.ClosedWord("him")
	closedShe = text.ClosedWord("she")
	closedHer = text.ClosedWord("her")
	closedIt  = text.ClosedWord("it")
	closedIts = text.ClosedWord("its")
	closedThe = text.ClosedWord("they")
	closedAnd = text.ClosedWord("and")
	closedOf  = text.ClosedWord("of")
	closedOr  = text.ClosedWord("or")
	closedIn  = text.ClosedWord("in")
	theirWord = text.ClosedWord("their")
)

func pronoun(closed uint8) bool {
	switch closed {
	case 0:
		return false
	case closedHe, closedShe, closedHis, closedHer, closedHim, closedIt, closedIts, closedThe, theirWord:
		return true
	}
	return false
}

// Cover is the share of the question's weight that the sentence holds, from 0 to 1.
func (s *Sentence) Cover() float32 { return s.cover }
