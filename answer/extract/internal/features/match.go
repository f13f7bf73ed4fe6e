package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

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
	clear(d.holds[:])
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
		if d.match[i] >= 0 {
			d.holds[d.match[i]] = true
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
	d.nameTitle(q)
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

// rarity weighs the question's words by how few of the passage's sentences hold them: what every sentence holds tells none apart.
func (d *Doc) rarity(q *question.Question) {
	n := len(d.Sentences) - 1
	var count [question.MaxWords]int
	for k := 1; k <= n; k++ {
		var seen [question.MaxWords]bool
		st := &d.Sentences[k]
		for i := st.Start; i < st.End; i++ {
			if j := d.match[i]; j >= 0 && !seen[j] {
				seen[j] = true
				count[j]++
			}
		}
	}
	for j := range q.Words {
		d.rare[j] = 1
		if n > 1 {
			d.rare[j] = 1 - 0.7*float32(max(count[j]-1, 0))/float32(n-1)
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
	x := d.weight[i] * w.IDF * d.rare[j] / lexicon.MaxIDF
	if w.Entity || d.inTitle[j] {
		return 0, x
	}
	return x, 0
}

// nameTitle says how exactly the question names the passage's title: 4 the whole title, 3 without what stands in brackets after it, 2 its words
// in a row, 1 its words somewhere, 0 not.
func (d *Doc) nameTitle(q *question.Question) {
	d.named = 0
	full, bare := uint64(0), uint64(0)
	for i := range d.Title {
		if i < d.Bare {
			bare = text.Join(bare, &d.Tokens[i])
		}
		full = text.Join(full, &d.Tokens[i])
	}
	if full == 0 {
		return
	}
	for _, r := range q.Runs {
		switch r {
		case full:
			d.named = 4
			return
		case bare:
			d.named = 3
		}
	}
	if d.named == 0 && d.asked {
		d.named = 1
		for i := 0; i+d.Bare <= len(q.Tokens); i++ {
			same := true
			for j := range d.Bare {
				if d.Tokens[j].Hash != q.Tokens[i+j].Hash {
					same = false
					break
				}
			}
			if same {
				d.named = 2
				return
			}
		}
	}
}
