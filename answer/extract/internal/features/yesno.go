package features

// YesNoNumbers is how many numbers [Set.YesNo] gives.
var YesNoNumbers = 1 + bearingNumbers + len(openings) + len(askedWords) + len(saidWords) + topicNumbers*len(topics)

// YesNoBias is the first of the numbers, the same for all questions. It is large, so that a ridge hardly holds its weight back.
const YesNoBias = 10

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

// YesNo appends what tells whether a yes/no question is to be answered yes to dst: how it opens, which telling words it and the best passage
// have, how their words for one topic go together, and how the passage's sentences bear on the question. It needs an Extract before. Few dense
// numbers under a strong ridge learn more from some thousand questions than hashed words do.
func (s *Set) YesNo(dst []float32) []float32 {
	dst = append(dst, YesNoBias)
	q := s.Q
	asked := map[uint32]bool{}
	opening := uint32(0)
	for i := range q.Tokens {
		if i == 0 {
			opening = q.Tokens[i].Hash
		}
		asked[q.Tokens[i].Hash] = true
	}
	said := map[uint32]int{}
	p, _, ok := s.BestSentence()
	if ok {
		d := &s.Docs[p]
		for i := d.Title; i < len(d.Tokens); i++ {
			said[d.Tokens[i].Hash]++
		}
		dst = s.bearing(dst, d)
	} else {
		dst = append(dst, make([]float32, bearingNumbers)...)
	}
	for _, w := range openings {
		dst = append(dst, float32(boolBit(w == opening)))
	}
	for _, w := range askedWords {
		dst = append(dst, float32(boolBit(asked[w])))
	}
	for _, w := range saidWords {
		dst = append(dst, float32(boolBit(said[w] > 0)))
	}
	for i := range topics {
		dst = topics[i].numbers(dst, asked, said)
	}
	return dst
}

// topicNumbers is how many numbers a topic gives.
const topicNumbers = 5

func (t *topic) numbers(dst []float32, asked map[uint32]bool, said map[uint32]int) []float32 {
	isAsked := float32(0)
	for _, w := range t.asked {
		if asked[w] {
			isAsked = 1
		}
	}
	count := func(words []uint32) float32 {
		n := 0
		for _, w := range words {
			n += said[w]
		}
		return float32(min(n, 2))
	}
	against, in := count(t.against), count(t.favour)
	alone := float32(0)
	if against > 0 && in == 0 {
		alone = isAsked
	}
	return append(dst, isAsked*against, isAsked*in, against, in, alone)
}
