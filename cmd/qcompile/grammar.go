package main

import (
	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/grammar"
)

func newGrammarCommand(a *app) *cobra.Command {
	bnf := format{name: "bnf", about: "as in the paper, without repetition"}
	ebnf := format{name: "ebnf", about: "with repetition"}
	gbnf := format{name: "gbnf", about: "for constrained decoding with llama.cpp and vLLM", ends: []string{".gbnf"}}
	railroad := format{name: "railroad", about: "railroad diagrams, as SVG", ends: []string{".svg"}}
	prompt := format{name: "prompt", about: "the section of a prompt that teaches a model the language", ends: []string{".md"}}
	cmd := &cobra.Command{
		Use:   "grammar",
		Short: "Print the grammar of the language, for people, models and decoders",
		Long: `Grammar prints the grammar of the expression language. All forms are generated
from the structs the parser itself works by, so they cannot disagree with it.

  bnf       the productions as the paper writes them
  ebnf      the same, with repetition
  gbnf      keeps a language model to valid expressions while it decodes
            (llama.cpp, vLLM)
  railroad  diagrams to look at, as SVG
  prompt    teaches a language model to write expressions`,
		Example: `  qcompile grammar
  qcompile grammar --format gbnf -o question.gbnf
  qcompile grammar --format railroad -o grammar.svg
  qcompile grammar --format prompt`,
		GroupID:           groupLanguage,
		Args:              noArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	o := addOutput(cmd, bnf, ebnf, gbnf, railroad, prompt)
	cmd.RunE = func(*cobra.Command, []string) error {
		if err := a.resolve(o); err != nil {
			return err
		}
		switch o.chosen.name {
		case ebnf.name:
			return a.writeString(o, grammar.EBNF())
		case gbnf.name:
			return a.writeString(o, grammar.GBNF(grammar.GBNFOptions{}))
		case railroad.name:
			return a.writeString(o, grammar.Railroad())
		case prompt.name:
			return a.writeString(o, grammar.Prompt())
		default:
			return a.writeString(o, grammar.BNF())
		}
	}
	return cmd
}
