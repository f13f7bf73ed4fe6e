package main

import (
	"context"
	"fmt"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/qcompiler/qcompiler/answer/extract"
	modelanswer "github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/translator"
	modeltranslator "github.com/qcompiler/qcompiler/translator/model"
	"github.com/qcompiler/qcompiler/translator/offline"
)

// How sure the offline stages have to be for auto not to ask the model.
const (
	sureTranslator = 0.5
	sureReader     = 0.5
)

// stages are the parts of a run that can ask a model.
type stages struct {
	translator translator.Translator
	answerer   answer.Answerer
	binder     answer.Binder
	composer   answer.Composer
}

// offlineNeeds is what the offline stages are told.
type offlineNeeds struct {
	titles       translator.Titles
	alternatives int
	bytes        int
}

// titlesOf returns the titles of an index or a corpus, nil where it has none.
func titlesOf(docs retriever.Retriever) translator.Titles {
	if ix, ok := docs.(interface{ Titles() *bleve.Titles }); ok {
		return ix.Titles()
	}
	titles, _ := docs.(translator.Titles)
	return titles
}

// offlineStages are the stages that need no model.
func offlineStages(n offlineNeeds) (stages, error) {
	reader, err := extract.New(extract.Config{Titles: n.titles})
	return stages{
		translator: offline.New(offline.Config{Titles: n.titles, Alternatives: n.alternatives, Bytes: n.bytes}),
		answerer:   reader, binder: compose.NewBinder(), composer: compose.New(),
	}, err
}

// stages returns the stages as the flags say, and what to call when they are no longer needed.
func (a *app) stages(f *modelFlags, n offlineNeeds) (stages, func(), error) {
	s, err := offlineStages(n)
	if err != nil || !f.used() {
		return s, func() {}, err
	}
	model, done, err := a.openModel(f)
	if err != nil {
		return s, nil, err
	}
	for _, put := range []func(llm.Model, *modelFlags, offlineNeeds) error{s.putTranslator, s.putReader, s.putComposer} {
		if err := put(model, f, n); err != nil {
			done()
			return s, nil, err
		}
	}
	return s, done, nil
}

func (s *stages) putTranslator(model llm.Model, f *modelFlags, n offlineNeeds) error {
	if f.translator.value != byModel && f.translator.value != byAuto {
		return nil
	}
	asks, err := modeltranslator.New(modeltranslator.Config{
		Model: model, Fallback: s.translator, Titles: n.titles, Prompt: f.prompts.prompt(promptTranslate), Again: f.prompts.prompt(promptAgain),
		Samples: f.samples.value, Bytes: n.bytes,
	})
	if err != nil {
		return err
	}
	if f.translator.value == byAuto {
		asks = modeltranslator.Auto(s.translator, asks, sureTranslator)
	}
	s.translator = asks
	return nil
}

// putReader also puts in the binder: what the offline one cannot fit in is left to the model.
func (s *stages) putReader(model llm.Model, f *modelFlags, _ offlineNeeds) error {
	if f.reader.value != byModel && f.reader.value != byAuto {
		return nil
	}
	asks, err := modelanswer.NewAnswerer(modelanswer.Config{Model: model, Prompt: f.prompts.prompt(promptAnswer)})
	if err != nil {
		return err
	}
	binder, err := modelanswer.NewBinder(modelanswer.Config{Model: model, Prompt: f.prompts.prompt(promptBind)}, s.binder)
	if err != nil {
		return err
	}
	s.binder = binder
	if f.reader.value == byAuto {
		s.answerer = modelanswer.AutoAnswerer(s.answerer, asks, sureReader)
	} else {
		s.answerer = asks
	}
	return nil
}

func (s *stages) putComposer(model llm.Model, f *modelFlags, _ offlineNeeds) error {
	if f.composer.value != byModel && f.composer.value != byAuto {
		return nil
	}
	asks, err := modelanswer.NewComposer(modelanswer.Config{Model: model, Prompt: f.prompts.prompt(promptCompose)}, s.composer, f.composer.value == byModel)
	if err != nil {
		return err
	}
	s.composer = asks
	return nil
}

// withBudget returns a context under which all calls of a question keep to the budget of the flags.
func (f *modelFlags) withBudget(ctx context.Context) context.Context {
	if !f.used() {
		return ctx
	}
	return llm.WithMeter(ctx, llm.NewBudgetMeter(f.budget()))
}

// engine returns an engine that does as the flags say, and what to call when it is no longer needed.
func (a *app) engine(config qcompiler.Config, f *modelFlags) (*qcompiler.Engine, func(), error) {
	done := func() {}
	if f.used() {
		config.Titles = titlesOf(config.Retriever)
		s, finished, err := a.stages(f, offlineNeeds{config.Titles, config.Alternatives, config.Limits.Bytes})
		if err != nil {
			return nil, nil, err
		}
		done = finished
		config.Translator, config.Answerer, config.Binder, config.Composer = s.translator, s.answerer, s.binder, s.composer
		config.RunLimits.ModelCalls = f.calls.value
	}
	engine, err := qcompiler.New(config)
	if err != nil {
		done()
	}
	return engine, done, err
}

// noteUsage tells what a question cost, where a model was asked.
func (a *app) noteUsage(f *modelFlags, u llm.Usage) {
	if !f.used() {
		return
	}
	text := fmt.Sprintf("%s, %s tokens", count(u.Calls, "model call", "model calls"), number(uint64(max(0, u.PromptTokens+u.CompletionTokens))))
	if f.price.given() {
		text += fmt.Sprintf(", %.4g in money", f.price.Of(u))
	}
	fmt.Fprintln(a.err, "note: "+text)
}
