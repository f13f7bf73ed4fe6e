package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// passage emits the candidates of one passage.
func (s *Set) passage(number int) {
	d := &s.Docs[number]
	s.buildKeys(d)
	n := len(d.Tokens)
	d.startU, d.endU = resize(d.startU, n), resize(d.endU, n)
	unit := s.passageUnit(d, number)
	for k := range d.Sentences {
		st := &d.Sentences[k]
		if st.End == st.Start {
			continue
		}
		st.unit = s.sentenceUnit(d, k)
		first := len(s.Candidates)
		if k == 0 {
			s.title(d, number, unit)
			continue
		}
		d.spans(st, func(i, j int) { s.candidate(d, number, k, i, j, unit) })
		s.finish(d, st, first)
	}
}

// title makes candidates of the passage's title, with and without what stands in brackets after it.
func (s *Set) title(d *Doc, number int, unit int32) {
	first := len(s.Candidates)
	s.candidate(d, number, 0, 0, d.Title, unit)
	if d.Bare < d.Title {
		s.candidate(d, number, 0, 0, d.Bare, unit)
	}
	s.finish(d, &d.Sentences[0], first)
}

// candidate begins a candidate; its own unit is made by finish, when all candidates of the sentence are known.
func (s *Set) candidate(d *Doc, number, sentence, i, j int, passage int32) {
	c := Candidate{Passage: int32(number), Start: int32(i), End: int32(j), Sentence: int32(sentence)}
	for k := i; k < j; k++ {
		c.Norm = text.Join(c.Norm, &d.Tokens[k])
	}
	if c.Norm == 0 {
		return
	}
	if sentence == 0 {
		c.Type = TTitle
	} else {
		c.Type = typeOf(d.Tokens, i, j)
	}
	if d.startU[i] == 0 {
		d.startU[i] = s.startUnit(d, &d.Sentences[sentence], i)
	}
	if d.endU[j-1] == 0 {
		d.endU[j-1] = s.endUnit(d, &d.Sentences[sentence], j-1)
	}
	c.Units = [5]int32{passage, d.Sentences[sentence].unit, d.startU[i], d.endU[j-1], 0}
	s.Candidates = append(s.Candidates, c)
}

func (s *Set) passageUnit(d *Doc, number int) int32 {
	u := s.unit()
	s.add(fRank, 1<<20)
	if s.Off&GroupPassage != 0 {
		return u
	}
	single := uint32(0)
	if len(s.Docs) == 1 {
		single = 1
	}
	s.cross(fRank, uint32(min(number, 9))<<1|single, s.keys.form())
	var total, got float32
	entities, found := 0, 0
	for j := range s.Q.Words {
		w := &s.Q.Words[j]
		total += w.IDF
		if d.inTitle[j] {
			got += w.IDF
		}
		if w.Entity {
			entities++
			if d.inTitle[j] {
				found++
			}
		}
	}
	if total > 0 {
		s.cross(fTitleCover, bucket(got/total, 0.15, 7)<<1|single, s.keys.form())
	}
	s.cross(fPassageCover, bucket(d.held, 0.1, 10)<<1|single, s.keys.form())
	if single == 0 {
		s.cross(fPassageCover, 1<<16|bucket(s.bestHeld-d.held, 0.06, 10), s.keys.form())
	}
	lost, lostNames := 0, 0
	for j := range s.Q.Words {
		if !d.holds[j] {
			lost++
			if s.Q.Words[j].Entity {
				lostNames++
			}
		}
	}
	s.cross(fPassageMissing, uint32(min(lost, 5))<<4|uint32(min(lostNames, 3))<<1|single, s.keys.form())
	equal := uint32(0)
	if d.asked {
		equal = 1
	}
	if entities > 0 && found == entities {
		equal |= 2
	} else if found > 0 {
		equal |= 4
	}
	s.cross(fTitleAsked, equal<<4|uint32(min(number, 5))<<1|single, s.keys.form())
	s.cross(fTitleNamed, uint32(d.named)<<4|uint32(s.bestNamed)<<1|single, s.keys.few())
	s.cross(fTitleNamed, 1<<16|uint32(d.named)<<8|uint32(s.bestNamed)<<5|uint32(min(number, 5))<<1|single, s.keys.form())
	s.cross(fTitleWords, uint32(min(d.Bare, 4))<<3|equal, s.keys.form())
	return u
}

func boolBit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
