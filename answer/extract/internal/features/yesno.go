package features

import (
	"math"

	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// YesNoBits is the size of the yes/no model.
const YesNoBits = 15

// Features of yes/no questions.
const (
	yBias feature = 1000 + iota
	yOpening
	yWord
	yPair
	yCover
	yRelation
	yMissing
	yNegation
	yNegationNear
	yOnly
	yTopCluster
	yBeside
	yTitle
	yRank
	ySoft
	yLength
	yBesideCluster
	yMissingCluster
)

// BestSentence returns the passage and the sentence that hold most of the question; false where there is none.
func (s *Set) BestSentence() (passage, sentence int, ok bool) {
	best := float32(-1)
	for p := range s.Docs {
		d := &s.Docs[p]
		for k := 1; k < len(d.Sentences); k++ {
			st := &d.Sentences[k]
			score := st.cover + 0.02*float32(st.bigrams) + 0.03*float32(d.named)
			if score > best {
				passage, sentence, best, ok = p, k, score, true
			}
		}
	}
	return
}

// YesNo appends the features of a yes/no question to dst: what it asks, and how the best sentences of the passages bear on it. It needs an
// Extract before.
func (s *Set) YesNo(dst []uint32) []uint32 {
	feats := s.Feats
	s.Feats = dst
	defer func() { s.Feats = feats }()
	q := s.Q
	s.yes(yBias, 0)
	open, next := uint32(0), uint32(0)
	if len(q.Tokens) > 1 {
		open, next = q.Tokens[0].Hash, q.Tokens[1].Hash
		s.yes(yOpening, open)
		if q.Tokens[1].Class == text.Closed {
			s.yes(yOpening, pair(open, next))
		}
	}
	for i := 1; i < len(q.Tokens); i++ {
		t := &q.Tokens[i]
		if t.Flags&text.Signs != 0 || q.IsEntity(i) {
			continue
		}
		s.yes(yWord, t.Stem)
		if c := s.Lexicon.Cluster(t.Word); c > 0 {
			s.yes(yWord, c|1<<16)
		}
		s.yes(yPair, pair(q.Tokens[i-1].Stem, t.Stem))
	}
	p, k, ok := s.BestSentence()
	if !ok {
		return s.Feats
	}
	d := &s.Docs[p]
	st := &d.Sentences[k]
	s.yes(yCover, bucket(st.cover, 0.1, 10))
	s.yes(yCover, pair(bucket(st.cover, 0.2, 5), open)|1)
	s.yes(yRelation, bucket(st.relation, 0.15, 8))
	s.yes(ySoft, bucket(st.softCover, 0.1, 8)<<3|bucket(st.relation, 0.25, 4))
	s.yes(yTitle, uint32(d.named)<<1|boolBit(d.asked))
	s.yes(yRank, uint32(min(k, 5)))
	s.yes(yLength, uint32(min((st.End-st.Start)/8, 7)))
	missing := 0
	for j := range q.Words {
		found := d.inTitle[j]
		for i := d.Title; i < len(d.Tokens) && !found; i++ {
			found = int(d.match[i]) == j
		}
		if !found {
			missing++
			s.yes(yMissing, pair(q.Words[j].Stem, 5))
			if c := s.Lexicon.Cluster(q.Words[j].Lex); c > 0 {
				s.yes(yMissingCluster, c)
			}
		}
	}
	s.yes(yMissing, uint32(min(missing, 6)))
	negated := uint32(0)
	for i := st.Start; i < st.End; i++ {
		t := &d.Tokens[i]
		negative := negation[t.Hash]
		if negative {
			negated++
			s.yes(yNegationNear, bucket(d.left[i]+d.right[i], 0.2, 6))
			s.yes(yNegation, pair(t.Hash, open))
		}
		if d.match[i] < 0 && t.Flags&text.Signs == 0 {
			if c := s.Lexicon.Cluster(t.Word); c > 0 {
				s.yes(yTopCluster, pair(c, open))
				if i > st.Start && d.match[i-1] >= 0 || i+1 < st.End && d.match[i+1] >= 0 {
					s.yes(yBesideCluster, pair(c, open))
				}
			}
			if i > st.Start && d.match[i-1] >= 0 || i+1 < st.End && d.match[i+1] >= 0 {
				s.yes(yBeside, t.Stem)
			}
		}
	}
	s.yes(yNegation, min(negated, 3))
	s.yes(yNegation, pair(min(negated, 2), bucket(st.cover, 0.2, 5)))
	asked := uint32(0)
	for i := range q.Tokens {
		if negation[q.Tokens[i].Hash] {
			asked++
		}
	}
	s.yes(yOnly, asked<<2|min(negated, 3))
	all := uint32(0)
	for i := d.Title; i < len(d.Tokens); i++ {
		if negation[d.Tokens[i].Hash] {
			all++
		}
	}
	s.yes(yOnly, 64|min(all, 6))
	return s.Feats
}

// negation are words that turn a statement round or narrow it.
var negation = hashes(`not no never none neither nor without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't unlike
	however although though but only rarely except instead despite fictional unable failed lack illegal prohibited banned false former
	formerly until unless different distinct rather almost nearly fewer least few seldom although while whereas both also all any include
	including same similar often sometimes may legal allowed permitted`)

func hashes(words string) map[uint32]bool {
	m := map[uint32]bool{}
	from := 0
	for i := 0; i <= len(words); i++ {
		if i == len(words) || words[i] == ' ' || words[i] == '\n' || words[i] == '\t' {
			if i > from {
				m[text.Hash(stripped(words[from:i]))] = true
			}
			from = i + 1
		}
	}
	return m
}

// stripped drops apostrophes, as token hashes do.
func stripped(w string) string {
	out := make([]byte, 0, len(w))
	for i := range len(w) {
		if w[i] != '\'' {
			out = append(out, w[i])
		}
	}
	return string(out)
}

// yes emits a feature of a yes/no question.
func (s *Set) yes(id feature, value uint32) {
	if s.YesNoOff>>(id-yBias)&1 == 0 {
		s.add(id, value)
	}
}

// YesNoWeight is what each of n features counts: long questions and sentences have more of them, and are no surer for that.
func YesNoWeight(n int) float64 { return 8 / math.Sqrt(float64(n+1)) }
