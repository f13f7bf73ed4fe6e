package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// mask is what a context shows of a token: a word of the question's entity, of its relation, a closed-class word or sign itself, else its class.
func (d *Doc) mask(s *Set, i int) uint32 {
	t := &d.Tokens[i]
	if j := d.match[i]; j >= 0 {
		if s.Q.Words[j].Entity || d.inTitle[j] {
			return 300
		}
		return 301
	}
	switch {
	case t.Closed > 0:
		if d.asked && pronoun(t.Closed) {
			return 302
		}
		return uint32(t.Closed)
	case t.Flags&text.Signs != 0:
		return t.Hash | 1<<31
	}
	return 400 + uint32(t.Class)
}

// at returns the token, and whether it is inside the sentence.
func (d *Doc) at(st *Sentence, i int) (*text.Token, bool) {
	if i < st.Start || i >= st.End {
		return nil, false
	}
	return &d.Tokens[i], true
}

func (d *Doc) hashAt(st *Sentence, i int) uint32 {
	if t, ok := d.at(st, i); ok {
		return t.Hash
	}
	return uint32(7)
}

func (d *Doc) maskAt(s *Set, st *Sentence, i int) uint32 {
	if _, ok := d.at(st, i); ok {
		return d.mask(s, i)
	}
	return 7
}

func (d *Doc) nearest(near []int32, i int, st *Sentence) int32 {
	if i < st.Start || i >= st.End {
		return -1
	}
	return near[i]
}

func (d *Doc) gap(near []int32, at, from int, st *Sentence) int32 {
	m := d.nearest(near, at, st)
	if m < 0 {
		return -1
	}
	if m > int32(from) {
		return m - int32(from)
	}
	return int32(from) - m
}

// closeness is how near a span is to the question's words on both sides.
func (d *Doc) closeness(st *Sentence, i, j int) (relation, entity, soft float32) {
	if i-1 >= st.Start {
		relation, entity, soft = d.left[i-1], d.leftE[i-1], d.softL[i-1]
	}
	if j < st.End {
		relation += d.right[j]
		entity += d.rightE[j]
		soft += d.softR[j]
	}
	return
}

// gapDistance is how many tokens lie between token i and the word that should stand beside the answer, on one side; -1 if it is not there.
func (d *Doc) gapDistance(s *Set, st *Sentence, i, step int) int {
	if s.Q.Gap < 0 {
		return -1
	}
	stem, root := s.Q.Tokens[s.Q.Gap].Stem, s.Q.Tokens[s.Q.Gap].Root
	for k, n := i+step, 0; k >= st.Start && k < st.End && n < 24; k, n = k+step, n+1 {
		if d.Tokens[k].Stem == stem || d.Tokens[k].Root == root && d.Tokens[k].Closed == 0 {
			return n
		}
	}
	return -1
}

// tagAt stands for a part of speech: a closed-class word or sign itself, the cluster of a known word, else the class.
func (d *Doc) tagAt(s *Set, st *Sentence, i int) uint32 {
	t, ok := d.at(st, i)
	if !ok {
		return 3
	}
	switch {
	case t.Closed > 0:
		return 1000 + uint32(t.Closed)
	case t.Flags&text.Signs != 0:
		return t.Hash
	case t.IsName() || t.IsNumeric():
		return 2000 + uint32(t.Class)
	}
	if c := s.Lexicon.Cluster(t.Word); c > 0 && s.Off&GroupMeaning == 0 {
		return 3000 + c
	}
	return 2000 + uint32(t.Class)
}
