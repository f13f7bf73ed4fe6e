package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/openai"
)

// The variables that say which model to ask. The key has no flag of its own: command lines are seen by others.
const (
	modelURLVariable = "QCOMPILE_MODEL_URL"
	modelVariable    = "QCOMPILE_MODEL"
	modelKeyVariable = "QCOMPILE_MODEL_KEY"
)

// The flags that say where the key is.
const (
	modelKeyEnvFlag  = "model-key-env"
	modelKeyFileFlag = "model-key-file"
)

// The ways a stage can work.
const (
	byRules   = "rules"
	byExtract = "extract"
	byModel   = "model"
	byAuto    = "auto"
)

// The bounds of the flags about models.
const (
	mostSamples    = 16
	defaultCalls   = 128
	mostCalls      = 1_000_000
	mostTokens     = 1_000_000_000
	mostRate       = 100_000
	defaultSamples = 1
)

// modelFlags say which stages ask a language model, which model that is, and what may be spent on it. Stages that a command does not have
// stay offline.
type modelFlags struct {
	translator, reader, composer choice

	url, name       string
	keyEnv, keyFile string
	dialect         choice
	samples         bounded
	rate            bounded
	noCache         bool
	calls, tokens   bounded
	cost            money
	price           price
	prompts         promptFiles
}

// addStages adds the flags that choose how each stage works.
func (f *modelFlags) addStages(cmd *cobra.Command, all bool) {
	f.translator = choice{"HOW", byRules, []string{byRules, byModel, byAuto}}
	f.reader = choice{"HOW", byExtract, []string{byExtract, byModel, byAuto}}
	f.composer = choice{"HOW", byRules, []string{byRules, byModel, byAuto}}
	const how = ": %s, which needs no model; model; or auto, which asks the model %s"
	flags := cmd.Flags()
	flags.Var(&f.translator, "translator", fmt.Sprintf("how the question is translated"+how, byRules, "where the rules are unsure"))
	complete(cmd, "translator", "rules\tneeds no model", "model\tasks the model", "auto\tasks the model where the rules are unsure")
	if !all {
		return
	}
	flags.Var(&f.reader, "reader", fmt.Sprintf("how passages are read"+how, byExtract, "where that is unsure"))
	flags.Var(&f.composer, "composer", fmt.Sprintf("how the answer is composed"+how, byRules, "where the rules do not decide"))
	complete(cmd, "reader", "extract\tneeds no model", "model\tasks the model", "auto\tasks the model where extract is unsure")
	complete(cmd, "composer", "rules\tneeds no model", "model\tasks the model", "auto\tasks the model where the rules do not decide")
}

// add adds all flags; without all, only those of translating.
func (f *modelFlags) add(cmd *cobra.Command, all bool) {
	f.addStages(cmd, all)
	f.dialect = choice{"KIND", "", nil}
	for _, d := range openai.Dialects() {
		f.dialect.values = append(f.dialect.values, string(d))
	}
	f.samples, f.rate = bounded{defaultSamples, mostSamples}, bounded{0, mostRate}
	f.calls, f.tokens = bounded{defaultCalls, mostCalls}, bounded{0, mostTokens}
	flags := cmd.Flags()
	flags.StringVar(&f.url, "model-url", "", "the base `URL` of an OpenAI-compatible server; by default that of "+modelURLVariable)
	flags.StringVar(&f.name, "model", "", "the `NAME` of the model there; by default that of "+modelVariable)
	flags.StringVar(&f.keyEnv, modelKeyEnvFlag, "", "the environment variable `NAME` that holds the key; by default "+modelKeyVariable)
	flags.StringVar(&f.keyFile, modelKeyFileFlag, "", "read the key from this `FILE`")
	flags.Var(&f.dialect, "model-dialect", "how the server takes a grammar, if it does not tell: "+strings.Join(f.dialect.values, ", "))
	flags.Var(&f.samples, "samples", "let the model translate so many times and take the best")
	flags.Var(&f.rate, "model-rate", "the most calls a minute; 0 means no limit")
	flags.Var(&f.calls, "max-calls", "the most calls for a question")
	flags.Var(&f.tokens, "max-tokens", "the most tokens for a question, of prompts and replies; 0 means no limit")
	flags.Var(&f.cost, "max-cost", "the most money for a question, in the unit of --price; 0 means no limit")
	flags.Var(&f.price, "price", aboutPrice)
	flags.BoolVar(&f.noCache, "no-cache", false, "ask anew what was asked before")
	flags.Var(&f.prompts, "prompt", "use your own prompt, as NAME=FILE; qcompile prompts lists and prints those there are")
	if err := cmd.MarkFlagFilename(modelKeyFileFlag); err != nil { // ours to mend
		panic(err)
	}
	if err := cmd.RegisterFlagCompletionFunc("prompt", promptCompletions); err != nil { // ours to mend
		panic(err)
	}
	complete(cmd, "model-dialect", f.dialect.values...)
	for _, name := range []string{"model-url", "model", modelKeyEnvFlag, "samples", "model-rate", "max-calls", "max-tokens", "max-cost", "price"} {
		complete(cmd, name)
	}
}

// used reports whether any stage asks a model.
func (f *modelFlags) used() bool {
	return slices.ContainsFunc([]string{f.translator.value, f.reader.value, f.composer.value}, func(how string) bool { return how == byModel || how == byAuto })
}

// check refuses what cannot go together.
func (f *modelFlags) check(cmd *cobra.Command) error {
	if err := f.price.choose(f.name); err != nil {
		return err
	}
	if f.cost > 0 && !f.price.given() {
		return usage("say what a million tokens cost, such as --price 0.15,0.60", "--max-cost needs --price")
	}
	if f.keyEnv != "" && f.keyFile != "" {
		return usage("leave one of them out", "--model-key-env and --model-key-file each say where the key is")
	}
	if f.used() {
		return nil
	}
	for _, name := range []string{"model-url", "model", modelKeyEnvFlag, modelKeyFileFlag, "samples", "prompt"} {
		if cmd.Flags().Changed(name) {
			return usage("say which stage asks it, such as --translator model", "--%s is about a model, and no stage asks one", name)
		}
	}
	return nil
}

// budget is what a question may spend.
func (f *modelFlags) budget() llm.Budget {
	return llm.Budget{Calls: f.calls.value, Tokens: f.tokens.value, Cost: float64(f.cost), Price: f.price.Price}
}

// budgetIfUsed is the budget, without limit where no stage asks a model.
func (f *modelFlags) budgetIfUsed() llm.Budget {
	if !f.used() {
		return llm.Budget{}
	}
	return f.budget()
}

// modelsText names the stages that ask a model, and which, for reports; nothing where none does.
func (a *app) modelsText(f *modelFlags) string {
	if !f.used() {
		return ""
	}
	var out []string
	for _, stage := range []struct {
		name string
		how  *choice
	}{{"translator", &f.translator}, {"reader", &f.reader}, {"composer", &f.composer}} {
		if stage.how.value == byModel || stage.how.value == byAuto {
			out = append(out, stage.name+" "+stage.how.value)
		}
	}
	return strings.Join(out, ", ") + ": " + f.name
}
