package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	modelanswer "github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	modeltranslator "github.com/qcompiler/qcompiler/translator/model"
)

// estimating says what an estimate is made for.
type estimating struct {
	on                 bool
	model              modelFlags
	topK, beam, fanout bounded
}

func (e *estimating) add(cmd *cobra.Command) {
	*e = estimating{topK: bounded{5, mostTopK}, beam: bounded{3, mostBeam}, fanout: bounded{8, mostFanout}}
	e.model.samples, e.model.calls = bounded{defaultSamples, mostSamples}, bounded{defaultCalls, mostCalls}
	flags := cmd.Flags()
	flags.BoolVar(&e.on, "estimate", false, "tell what a run may cost at most, before anything is spent")
	e.model.addStages(cmd, true)
	flags.Var(&e.model.samples, "samples", "for --estimate, as in ask")
	flags.VarP(&e.topK, "top-k", "k", "for --estimate, as in ask")
	flags.Var(&e.beam, "beam", "for --estimate, as in ask")
	flags.Var(&e.fanout, "fanout", "for --estimate, as in ask")
	flags.Var(&e.model.calls, "max-calls", "for --estimate, as in ask")
	flags.Var(&e.model.price, "price", aboutPrice)
	flags.StringVar(&e.model.name, "model", "", "the `NAME` of the model in the table of --price; by default that of "+modelVariable)
	for _, name := range []string{"samples", "top-k", "beam", "fanout", "max-calls", "price", "model"} {
		complete(cmd, name)
	}
}

// check refuses flags that only an estimate has a use for.
func (e *estimating) check(cmd *cobra.Command) error {
	for _, name := range []string{"translator", "reader", "composer", "samples", "top-k", "beam", "fanout", "max-calls", "price", "model"} {
		if !e.on && cmd.Flags().Changed(name) {
			return usage("add --estimate", "--%s goes with --estimate", name)
		}
	}
	return e.model.price.choose(e.model.name)
}

// estimate is the most that a run may use. Its JSON form is part of plan --format json.
type estimate struct {
	Leaves int `json:"leaves"`
	// Lookups is how often passages are looked up and read.
	Lookups int `json:"lookups"`
	// Stages are those that ask a model.
	Stages []stageEstimate `json:"stages"`
	// Total is that of all stages, within the limit on calls.
	Total llm.Usage `json:"total"`
	// Cost is given with a price.
	Cost *float64 `json:"cost,omitempty"`
}

type stageEstimate struct {
	Stage string `json:"stage"`
	llm.Usage
}

// valuesPerRun times the fan-out is the most values that package executor tries one placeholder with.
const valuesPerRun = 8

// estimate returns the most that running a program may use, and translating a question into it.
func (e *estimating) estimate(p *executor.Program) (estimate, error) {
	out := estimate{Leaves: len(p.Leaves()), Stages: []stageEstimate{}}
	bindings := 0
	most := e.fanout.value * e.beam.value
	for _, leaf := range p.Leaves() {
		if len(leaf.DependsOn) == 0 {
			out.Lookups++
			continue
		}
		out.Lookups += most
		bindings += len(leaf.Placeholders) * most * valuesPerRun
	}
	out.Lookups = min(out.Lookups, executor.DefaultRetrievals)
	dearest := llm.Usage{}
	add := func(stage string, how *choice, times int, of func() (llm.Usage, error)) error {
		if how.value != byModel && how.value != byAuto || times == 0 {
			return nil
		}
		one, err := of()
		if err != nil {
			return err
		}
		all := llm.Usage{Calls: one.Calls * times, PromptTokens: one.PromptTokens * times, CompletionTokens: one.CompletionTokens * times}
		out.Stages = append(out.Stages, stageEstimate{stage, all})
		out.Total = out.Total.Add(all)
		dearest.PromptTokens = max(dearest.PromptTokens, (one.PromptTokens+one.Calls-1)/one.Calls)
		dearest.CompletionTokens = max(dearest.CompletionTokens, (one.CompletionTokens+one.Calls-1)/one.Calls)
		return nil
	}
	for _, err := range []error{
		add("translator", &e.model.translator, 1, func() (llm.Usage, error) {
			return modeltranslator.MaxUsage(modeltranslator.Config{Samples: e.model.samples.value}, p.String())
		}),
		add("reader", &e.model.reader, out.Lookups, func() (llm.Usage, error) {
			return modelanswer.MaxAnswerUsage(modelanswer.Config{}, e.topK.value)
		}),
		add("binder", &e.model.reader, bindings, func() (llm.Usage, error) { return modelanswer.MaxBindUsage(modelanswer.Config{}) }),
		add("composer", &e.model.composer, 1, func() (llm.Usage, error) {
			return modelanswer.MaxComposeUsage(modelanswer.Config{}, out.Lookups)
		}),
	} {
		if err != nil {
			return out, err
		}
	}
	if limit := e.model.calls.value; out.Total.Calls > limit {
		out.Total = llm.Usage{
			Calls: limit, PromptTokens: min(out.Total.PromptTokens, limit*dearest.PromptTokens),
			CompletionTokens: min(out.Total.CompletionTokens, limit*dearest.CompletionTokens),
		}
	}
	if e.model.price.given() {
		cost := e.model.price.Of(out.Total)
		out.Cost = &cost
	}
	return out, nil
}

// text is the estimate for people.
func (e *estimating) text(x estimate) string {
	var out strings.Builder
	tokens := func(u llm.Usage) string { return number(uint64(u.PromptTokens + u.CompletionTokens)) }
	fmt.Fprintf(&out, "\nAt most, for %s and %s:\n", count(x.Leaves, "question", "questions"), count(x.Lookups, "look-up", "look-ups"))
	for _, s := range x.Stages {
		fmt.Fprintf(&out, "  %-10s  %9s calls  %12s tokens\n", s.Stage, number(uint64(s.Calls)), tokens(s.Usage))
	}
	if len(x.Stages) == 0 {
		out.WriteString("  no model is asked: no stage is told to, such as with --reader model\n")
		return out.String()
	}
	fmt.Fprintf(&out, "  %-10s  %9s calls  %12s tokens", "total", number(uint64(x.Total.Calls)), tokens(x.Total))
	if x.Cost != nil {
		fmt.Fprintf(&out, "  %.4g in money", *x.Cost)
	}
	fmt.Fprintf(&out, "\nThe total keeps to --max-calls %d.\n", e.model.calls.value)
	return out.String()
}
