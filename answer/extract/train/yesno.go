package main

import (
	"math"
	"math/rand/v2"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
)

// yesNoModel is a logistic regression over hashed features.
type yesNoModel struct {
	set *features.Set
	w   [][2]float32
}

func newYesNo(lex *lexicon.Lexicon) *yesNoModel {
	return &yesNoModel{set: features.New(lex), w: make([][2]float32, 1<<features.YesNoBits)}
}

func (m *yesNoModel) quantise() (string, float32) {
	w := make([]float32, len(m.w))
	for i := range w {
		w[i] = m.w[i][0]
	}
	return features.Quantise(w)
}

func (m *yesNoModel) features(e *example) []uint32 {
	m.set.Extract(m.set.Parse(e.questions[0], nil), e.passages)
	return m.set.YesNo(nil)
}

func (m *yesNoModel) probability(feats []uint32) float64 {
	sum := float32(0)
	for _, f := range feats {
		sum += m.w[f&(1<<features.YesNoBits-1)][0]
	}
	return 1 / (1 + math.Exp(-float64(sum)*features.YesNoWeight(len(feats))))
}

// train fits the model with AdaGrad and weight decay; feats are the features of each example.
func (m *yesNoModel) train(feats [][]uint32, yes []bool, epochs int, rate, decay float32) {
	rng := rand.New(rand.NewPCG(7, 9))
	for epoch := range epochs {
		r := rate / (1 + 0.3*float32(epoch))
		for _, k := range rng.Perm(len(feats)) {
			g := float32(m.probability(feats[k]))
			if yes[k] {
				g--
			}
			g *= float32(features.YesNoWeight(len(feats[k])))
			for _, f := range feats[k] {
				w := &m.w[f&(1<<features.YesNoBits-1)]
				d := g + decay*w[0]
				w[1] += d * d
				w[0] -= r * d / float32(math.Sqrt(float64(w[1])+1))
			}
		}
	}
}

func isYes(e *example) bool { return len(e.answers) > 0 && e.answers[0] == "yes" }

// crossYesNo measures by cross-validation: accuracy, and that of always saying yes.
func (c *config) crossYesNo(examples []*example, feats [][]uint32, denial []float64, epochs int, rate, decay float32) (accuracy, always float64) {
	n := 0.0
	for fold := range c.folds {
		m := newYesNo(c.lex)
		var train [][]uint32
		var yes []bool
		for i, e := range examples {
			if int(e.group%uint32(c.folds)) != fold {
				train = append(train, feats[i])
				yes = append(yes, isYes(e))
			}
		}
		m.train(train, yes, epochs, rate, decay)
		for i, e := range examples {
			if int(e.group%uint32(c.folds)) != fold {
				continue
			}
			n++
			if (logit(m.probability(feats[i]))+denial[i] >= 0) == isYes(e) {
				accuracy++
			}
			if isYes(e) {
				always++
			}
		}
	}
	return accuracy / n, always / n
}

// Settings of the yes/no model, chosen by cross-validation.
const (
	yesNoEpochs = 12
	yesNoRate   = 0.01
	yesNoDecay  = 0.01
)

// yesNo measures and trains the yes/no model.
func (c *config) yesNo() (m *yesNoModel, accuracy, always float64, err error) {
	list, err := single(c.data, "reading/boolq.jsonl", "boolq", 1)
	if err != nil {
		return nil, 0, 0, err
	}
	m = newYesNo(c.lex)
	examples := make([]*example, len(list))
	feats := make([][]uint32, len(list))
	yes := make([]bool, len(list))
	denial := make([]float64, len(list))
	for i := range list {
		examples[i], feats[i], yes[i] = &list[i], m.features(&list[i]), isYes(&list[i])
		denial[i] = features.DenialOdds(m.set.Denial())
	}
	accuracy, always = c.crossYesNo(examples, feats, denial, yesNoEpochs, yesNoRate, yesNoDecay)
	m.train(feats, yes, yesNoEpochs, yesNoRate, yesNoDecay)
	return m, accuracy, always, nil
}

func logit(p float64) float64 { return math.Log(max(p, 1e-9) / max(1-p, 1e-9)) }
