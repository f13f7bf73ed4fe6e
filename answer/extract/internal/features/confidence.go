package features

import (
	"math"

	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
)

// Signs is how many numbers say how far an answer can be relied on.
const Signs = 46

// Signs that tell the setting a question is read in: whether it has the form "subject >> relation", whether one passage is read alone, and
// whether the question has no capitals.
const (
	SignSlot  = 13
	SignAlone = 14
	signLower = 32
)

// Settings is how many settings there are.
const Settings = 8

// Setting says in which of the settings a question was read, by its signs.
func Setting(signs []float32) int {
	return int(signs[SignAlone])<<2 | int(signs[SignSlot])<<1 | int(signs[signLower])
}

// Belief is what the model thinks of its best answer.
type Belief struct {
	Best   int     // the candidate
	Mass   float64 // of all candidates with its text
	Second float64 // of the next text
	Score  float64 // of the best candidate, before it was made a probability
	// Linear is the mass of the best answer's text by the linear model alone, and Leads whether the likeliest candidate by that has the
	// same text.
	Linear float64
	Leads  bool
	// Network is the mass by the network alone, and Present the logarithm of the odds that it gives of there being an answer at all.
	Network, Present float64
}

// Compare fills in what each of the two models says of the best candidate on its own, by the scores of the candidates.
func (s *Set) Compare(b *Belief, linear, both []float32) {
	norm := s.Candidates[b.Best].Norm
	first, top := 0, float32(math.Inf(-1))
	for i, x := range linear {
		if x > linear[first] {
			first = i
		}
		top = max(top, both[i]-x)
	}
	b.Leads = s.Candidates[first].Norm == norm
	var here, all, hereNet, allNet float64
	for i, x := range linear {
		p, q := 0.0, 0.0
		if d := x - linear[first]; d > -20 {
			p = math.Exp(float64(d))
		}
		if d := both[i] - x - top; d > -20 {
			q = math.Exp(float64(d))
		}
		all += p
		allNet += q
		if s.Candidates[i].Norm == norm {
			here += p
			hereNet += q
		}
	}
	b.Linear, b.Network = here/all, hereNet/allNet
}

// Signs works out the numbers that the calibration weighs: how sure the model is, how much of the question the sentence and the passage
// hold, and of what sort question and answer are.
func (s *Set) Signs(b Belief) (x [Signs]float32) {
	q := s.Q
	c := &s.Candidates[b.Best]
	d := &s.Docs[c.Passage]
	st := &d.Sentences[c.Sentence]
	m := float32(logit(b.Mass))
	var total, missing float32
	entities, lost, rest, lostRest := 0, 0, 0, 0
	for j := range q.Words {
		w := &q.Words[j]
		total += w.IDF
		if w.Entity {
			entities++
		} else {
			rest++
		}
		if !d.holds[j] {
			missing += w.IDF
			if w.Entity {
				lost++
			} else {
				lostRest++
			}
		}
	}
	x[0] = 1
	x[1] = m
	x[2] = float32(math.Log(max(b.Mass, 1e-6)))
	x[3] = float32(math.Log(max(b.Mass, 1e-6) / max(b.Second, 1e-6)))
	x[4] = float32(b.Score) / 4
	x[5] = st.cover
	x[6] = st.relation
	x[7] = s.best - st.cover
	if total > 0 {
		x[8] = missing / total
	}
	if entities > 0 {
		x[9] = float32(lost) / float32(entities)
	}
	x[10] = boolNumber(d.named >= 3)
	x[11] = boolNumber(d.named < s.bestNamed)
	x[12] = boolNumber(q.Relation > 0)
	x[SignSlot] = boolNumber(q.Form == question.Slot)
	x[SignAlone] = boolNumber(len(s.Docs) == 1)
	x[15] = boolNumber(fits(q.Expected, c.Type))
	x[16] = boolNumber(q.Expected != question.Anything && !fits(q.Expected, c.Type))
	x[17] = boolNumber(q.Form == question.Who)
	x[18] = boolNumber(q.Form == question.When)
	x[19] = boolNumber(q.Form == question.What || q.Form == question.Which)
	x[20] = boolNumber(q.Form >= question.HowMany && q.Form <= question.HowFar)
	x[21] = x[13] * m
	x[22] = x[12] * m
	x[23] = x[14] * m
	x[24] = st.cover * m
	if rest > 0 {
		x[25] = float32(lostRest) / float32(rest)
	}
	x[26] = float32(min(c.End-c.Start, 9)) / 9
	x[27] = boolNumber(lost > 0)
	x[28] = boolNumber(q.Form == question.Plain)
	x[29] = float32(min(st.bigrams, 6)) / 6
	words := float32(min(len(q.Words), 12)) / 12
	x[30], x[31] = words, words*m
	x[signLower] = boolNumber(q.Lower)
	x[33] = boolNumber(d.asked)
	x[34] = boolNumber(entities == 0)
	x[35] = boolNumber(c.Type.IsName())
	x[36] = x[35] * m
	x[37] = float32(min(len(d.Tokens), 400)) / 400
	x[38] = float32(logit(b.Linear))
	x[39] = float32(logit(b.Network))
	x[40] = boolNumber(b.Leads)
	x[41] = min(x[38], x[39])
	x[42] = float32(min(max(b.Present, -8), 8)) / 2
	x[43] = x[42] * x[14]
	x[44] = x[42] * boolNumber(q.Form == question.What || q.Form == question.Which)
	x[45] = x[40] * m
	return x
}

// Fits reports whether a candidate looks like the sort of answer that the question expects.
func (s *Set) Fits(c *Candidate) bool { return fits(s.Q.Expected, c.Type) }

func logit(p float64) float64 {
	p = min(max(p, 1e-5), 1-1e-5)
	return math.Log(p / (1 - p))
}

func boolNumber(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// fits reports whether a candidate's surface is what the expected sort of answer looks like.
func fits(sort question.Sort, t Type) bool {
	switch sort {
	case question.ADate:
		return t == TFullDate || t == TMonthYear || t == TMonthDay || t == TYear || t == TYears || t == TDecade || t == TMonth
	case question.ANumber:
		return t == TNumber || t == TMeasure || t == TCount || t == TMoney || t == TPercent || t == TYear || t == TOrdinal
	case question.APerson, question.APlace, question.ACountry, question.AnOrganisation, question.AWork, question.AName:
		return t == TName1 || t == TName2 || t == TName3 || t == TNameOf || t == TNameAnd || t == TNameComma || t == TTheName || t == TAcronym || t == TQuoted || t == TNationality || t == TTitle || t == TIdeographs
	}
	return true
}
