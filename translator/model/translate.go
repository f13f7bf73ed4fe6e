package model

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/qcompiler/qcompiler/grammar"
	"github.com/qcompiler/qcompiler/internal/walltime"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/source"
	"github.com/qcompiler/qcompiler/translator"
)

// by is the name of this translator in a [translator.Translation].
const by = "model"

var errEmpty = errors.New("the question is empty: ask something")

// Translate implements [translator.Translator].
func (m *model) Translate(ctx context.Context, question string) (translator.Translation, error) {
	text := strings.TrimSpace(prompt.Untrusted(question, m.config.Bytes))
	switch over := len(question) - m.config.Bytes; {
	case over > 0:
		return translator.Translation{}, fmt.Errorf("the question has %d bytes, %d over the limit of %d: ask a shorter one",
			len(question), over, m.config.Bytes)
	case text == "":
		return translator.Translation{}, errEmpty
	}
	model, cancel := ctx, func() {}
	if m.config.Fallback != nil { // it needs time as well, and so does what comes after
		model, cancel = walltime.Share(ctx, 0.5)
	}
	defer cancel()
	drafts, err := m.drafts(model, text)
	if err == nil {
		if best, ok := m.best(text, drafts); ok {
			return m.translation(question, best, drafts), nil
		}
		err = errNoneValid(drafts)
	}
	if ctx.Err() != nil {
		return translator.Translation{}, ctx.Err()
	}
	return m.fallback(ctx, question, err)
}

// drafts asks for all samples, at the same time.
func (m *model) drafts(ctx context.Context, question string) ([]draft, error) {
	first, again := m.prompts(ctx)
	messages, err := first.Messages(PromptData(question))
	if err != nil {
		return nil, err
	}
	drafts := make([]draft, m.config.Samples)
	errs := make([]error, m.config.Samples)
	var group errgroup.Group
	group.SetLimit(8)
	for i := range drafts {
		group.Go(func() error {
			drafts[i], errs[i] = m.draft(ctx, question, messages, again, append(m.options(question, i), llm.WithVersion("translate", first.Version(), again.Version())))
			return nil // one sample that fails is not the end of the others
		})
	}
	_ = group.Wait()
	kept := drafts[:0]
	for i, d := range drafts {
		if errs[i] == nil {
			kept = append(kept, d)
		}
	}
	if len(kept) == 0 {
		return nil, errors.Join(errs[0])
	}
	return kept, nil
}

// draft asks for one expression, and again where it cannot be used. It is an error only where the model cannot be asked.
func (m *model) draft(ctx context.Context, question string, messages []llm.Message, mends *prompt.Prompt, opts []llm.Option) (draft, error) {
	messages = messages[:len(messages):len(messages)]
	var last draft
	before := "" // the reply of the round before
	for round := 0; ; round++ {
		resp, err := m.config.Model.Generate(ctx, messages, opts...)
		if err != nil {
			if round > 0 && ctx.Err() == nil { // keep what there is
				return last, nil
			}
			return draft{}, err
		}
		d := m.read(question, resp, round)
		if round == 0 || d.better(last) {
			d.tries = append(last.tries, d.tries...)
			last = d
		} else {
			last.tries = append(last.tries, d.tries...)
		}
		// A model that wrote the same again, told what is wrong with it, will not do better when told once more.
		if d.good() || round >= m.config.Rounds || round > 0 && d.reply == before {
			return last, nil
		}
		before = d.reply
		if d.cut && !m.config.Unconstrained { // a model that loops
			opts = append(opts[:len(opts):len(opts)], llm.WithGrammar(grammar.GBNF(TightBounds(question))))
		}
		more, anew, err := again(mends, question, d)
		if err != nil {
			return draft{}, err
		}
		if anew {
			messages = more
		} else {
			messages = append(append(messages, llm.Message{Role: llm.Assistant, Content: d.reply}), more...)
		}
	}
}

// nextExample is where a model that was not trained to chat goes on with an example of its own.
const nextExample = "\nQuestion:"

func (m *model) options(question string, sample int) []llm.Option {
	opts := []llm.Option{
		llm.WithMaxTokens(m.config.MaxTokens), llm.WithTemperature(m.config.Temperature),
		llm.WithStop(nextExample), llm.WithValid(usable),
	}
	if !m.config.Unconstrained {
		opts = append(opts, llm.WithGrammar(grammar.GBNF(Bounds(question))))
	}
	if m.config.Temperature > 0 {
		opts = append(opts, llm.WithSeed(int64(sample)+1))
	}
	return opts
}

// fallback lets the other translator take over.
func (m *model) fallback(ctx context.Context, question string, cause error) (translator.Translation, error) {
	if m.config.Fallback == nil {
		return translator.Translation{}, fmt.Errorf("translating with the model: %w", cause)
	}
	t, err := m.config.Fallback.Translate(ctx, question)
	if err != nil {
		return t, errors.Join(err, cause)
	}
	t.Diagnostics = append(t.Diagnostics[:len(t.Diagnostics):len(t.Diagnostics)], source.Diagnostic{
		Code: TranslatorFallback, Severity: source.Warning, Span: source.Span{End: len(question)},
		Message: "the model gave no plan, so the offline translator made one: " + cause.Error(),
		Hint:    "check the plan before you trust the answer",
	})
	t.Explanation = append([]string{"the model gave no plan: " + cause.Error()}, t.Explanation...)
	return t, nil
}
