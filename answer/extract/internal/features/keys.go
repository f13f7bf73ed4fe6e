package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
)

// keys are what the question contributes to crossed features: each is a hash, and a feature of a token is emitted once for each.
type keys struct {
	all  [maxKeys]uint32
	n    int
	base int // how many of them are the form alone
	core int // how many of them are the few that rare contexts are crossed with
}

// How many keys there are at most, and how many of them are among the few.
const maxKeys, maxFew = 16, 8

func (k *keys) put(kind, value uint32) {
	if k.n < len(k.all) {
		k.all[k.n] = pair(kind*0x632be5ab, value)
		k.n++
	}
}

// few are form, expected sort, focus, relation and verb; every also the content words.
func (k *keys) few() []uint32   { return k.all[:k.core] }
func (k *keys) every() []uint32 { return k.all[:k.n] }
func (k *keys) form() []uint32  { return k.all[:k.base] }

// words are what every has beside few: of the question and of what the passage's title leaves of it.
func (k *keys) words() []uint32 { return k.all[k.core:k.n] }

// build works the keys out for one passage: words of its title are no relation words.
func (s *Set) buildKeys(d *Doc) {
	q, k := s.Q, &s.keys
	k.n = 0
	k.put(0, 0)
	form := uint32(q.Form)<<4 | uint32(q.Expected)
	k.put(1, form)
	if q.Lower { // typed into a search box: other wordings, other answers
		k.put(8, form)
	}
	k.base = k.n
	if q.Focus >= 0 {
		head := q.Tokens[q.Focus].Stem
		if q.Form == question.Slot {
			head = q.Slot
		}
		k.put(2, pair(head, form))
		if c := s.Lexicon.Cluster(q.Tokens[q.Focus].Word); c > 0 && s.Off&GroupMeaning == 0 {
			k.put(3, pair(c, form))
		}
	}
	if q.Relation > 0 && s.Off&GroupRelation == 0 {
		k.put(4, uint32(q.Relation))
	}
	if q.Verb >= 0 && q.Verb != q.Focus {
		k.put(5, pair(q.Tokens[q.Verb].Stem, uint32(q.Order)))
		if c := s.Lexicon.Cluster(q.Tokens[q.Verb].Word); c > 0 && s.Off&GroupMeaning == 0 {
			k.put(6, pair(c, uint32(q.Order)))
		}
	}
	k.core = k.n
	if q.Relation == 0 || q.Form != question.Slot {
		for i := range q.Words {
			w := &q.Words[i]
			if !w.Entity && !d.inTitle[i] && int(w.Token) != q.Verb && int(w.Token) != q.Focus && k.n < k.core+3 {
				k.put(7, w.Stem)
			}
		}
	}
}
