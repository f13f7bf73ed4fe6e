package extract

import (
	_ "embed"
	"fmt"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/logistic"
	"github.com/qcompiler/qcompiler/answer/extract/internal/neural"
	"github.com/qcompiler/qcompiler/answer/extract/internal/weights"
)

//go:embed weights.bin
var embedded string

// trained is everything that was learnt, in its stored form.
type trained struct {
	model features.Model
	lex   *lexicon.Lexicon
	calib calibration
	net   *neural.Model
	// yesNo is the model of yes/no questions.
	yesNo logistic.Model
}

// load reads a weights file; nothing of any size is copied.
func load(data string) (*trained, error) {
	f, err := weights.Decode(data)
	if err != nil {
		return nil, err
	}
	t := &trained{}
	t.model.Weights = f["model"]
	levels, err := f.Floats("levels")
	if err != nil {
		return nil, err
	}
	if len(t.model.Weights) != features.Packed || copy(t.model.Levels[:], levels) != features.Levels {
		return nil, fmt.Errorf("extract: the model in the weights file has %d bytes of weights of %d sizes, this version reads %d of %d; make it again with go run ./answer/extract/train", len(t.model.Weights), len(levels), features.Packed, features.Levels)
	}
	yesNo, err := f.Floats("yesno")
	if err != nil {
		return nil, err
	}
	if len(yesNo) != features.YesNoNumbers {
		return nil, fmt.Errorf("extract: the model of yes/no questions in the weights file weighs %d numbers, this version %d; make it again with go run ./answer/extract/train", len(yesNo), features.YesNoNumbers)
	}
	t.yesNo = yesNo
	if t.lex, err = lexicon.New(f["lexicon"]); err != nil {
		return nil, err
	}
	if t.net, err = loadNetwork(f, t.lex.Len()); err != nil {
		return nil, err
	}
	t.calib, err = newCalibration(f)
	return t, err
}

// loadNetwork reads the network that scores the likeliest candidates again.
func loadNetwork(f weights.File, words int) (*neural.Model, error) {
	dense, err := f.Floats("network")
	if err != nil {
		return nil, err
	}
	scales, err := f.Floats("network-scales")
	if err != nil {
		return nil, err
	}
	if len(scales) != 2 {
		return nil, fmt.Errorf("extract: the weights file is not of this version; make it again with go run ./answer/extract/train")
	}
	s := neural.Stored{Words: f["network-words"], Suffixes: f["network-suffixes"], WordsScale: scales[0], SuffixesScale: scales[1], Dense: dense}
	return s.Model(words)
}
