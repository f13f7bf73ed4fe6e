package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Bits is the size of the model: features are 32-bit hashes, of which the low Bits bits number the weight.
const Bits = 22

// Mask takes a feature to its weight.
const Mask = 1<<Bits - 1

// Passage is a text to read.
type Passage struct {
	Title, Text string
}

// Candidate is a possible answer.
type Candidate struct {
	// Passage is the passage's number; Start and End are tokens of it, half-open.
	Passage    int32
	Start, End int32
	// Sentence is the sentence's number in the passage, 0 for the title.
	Sentence int32
	// Units are the five units whose features make the score.
	Units [5]int32
	// Norm is the hash of the normalised text.
	Norm   uint64
	Type   Type
	titled uint8 // how it stands to the catalogue
}

// Set holds the candidates of one question, and scratch space that is used again. It is not safe for concurrent use.
type Set struct {
	Lexicon *lexicon.Lexicon
	// Titles is the catalogue of names, nil for none.
	Titles Titles
	// Groups switches groups of features off, for measuring what each gives.
	Off Group
	// Stop is asked before each passage whether to give up; nil for never.
	Stop func() bool

	Q          *question.Question
	Docs       []Doc
	Candidates []Candidate
	// Model, if there is one, weighs features as they come up, for [Set.Score]: then they are not listed. A yes/no question, which is answered
	// from whole sentences, then has no candidates to weigh.
	Model *Model
	// Features of unit i are Feats[Units[i]:Units[i+1]].
	Feats []uint32
	Units []int32
	// Rulings are, after [Set.Penalties], of each candidate.
	Rulings []Ruling

	tokenizer text.Tokenizer
	keys      keys
	tally     tally
	best      float32    // the best cover of the question by a sentence of any passage
	bestHeld  float32    // the best cover of the question by a passage
	bestNear  float32    // the same with the sentence before
	bestNamed uint8      // how exactly the best title is named
	namesakes []uint8    // of each passage: see findNamesakes
	spans     [][2]int32 // names of a sentence that the catalogue has
	tells     []bool     // of each passage: see tellsOf
}

// Group is a group of features.
type Group uint16

// The groups.
const (
	GroupPassage  Group = 1 << iota // rank and title of the passage
	GroupCover                      // how much of the question the sentence holds
	GroupContext                    // words before and after
	GroupShape                      // the candidate's own words and type
	GroupNear                       // distance to the question's words
	GroupMeaning                    // clusters and vectors
	GroupRefer                      // coreference, subject of the sentence, coordination
	GroupRelation                   // the relation table
	GroupSpan                       // name boundaries, repetition
	GroupAll      Group = 1<<9 - 1
)

// New makes a set over a lexicon.
func New(lex *lexicon.Lexicon) *Set {
	s := &Set{Lexicon: lex}
	s.tokenizer.Lookup = lex.Lookup
	return s
}

// Parse takes a question apart with the set's lexicon.
func (s *Set) Parse(question_ string, filled []question.Range) *question.Question {
	return question.Parse(&s.tokenizer, s.Lexicon, question_, filled)
}

// Extract fills the set with the candidates of the passages.
func (s *Set) Extract(q *question.Question, passages []Passage) {
	s.Q = q
	s.Candidates, s.Feats, s.Units, s.Rulings = s.Candidates[:0], s.Feats[:0], s.Units[:0], s.Rulings[:0]
	for len(s.Docs) < len(passages) {
		s.Docs = append(s.Docs, Doc{})
	}
	s.Docs = s.Docs[:len(passages)]
	s.best, s.bestNear, s.bestHeld, s.bestNamed = 0, 0, 0, 0
	s.tally.begin()
	for i := range passages {
		d := &s.Docs[i]
		if s.stopped() {
			s.Docs = s.Docs[:i]
			break
		}
		d.read(s, passages[i])
		s.bestNamed = max(s.bestNamed, d.named)
		s.bestHeld = max(s.bestHeld, d.held)
		for _, st := range d.Sentences {
			s.best = max(s.best, st.cover)
			s.bestNear = max(s.bestNear, st.near)
		}
	}
	for i := range s.Docs {
		if s.stopped() || s.Model != nil && q.Form == question.YesNo {
			break
		}
		s.passage(i)
	}
	s.Units = append(s.Units, int32(len(s.Feats)))
	s.tally.end()
}

func (s *Set) stopped() bool { return s.Stop != nil && s.Stop() }

// bucket puts a number into one of a few steps.
func bucket(x, step float32, top uint32) uint32 {
	if x <= 0 {
		return 0
	}
	return min(1+uint32(x/step), top)
}

// distance puts a distance in tokens into one of a few steps.
func distance(d int32) uint32 {
	switch {
	case d < 0:
		return 15
	case d < 4:
		return uint32(d)
	case d < 6:
		return 4
	case d < 9:
		return 5
	case d < 14:
		return 6
	case d < 22:
		return 7
	}
	return 8
}
