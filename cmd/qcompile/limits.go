package main

import (
	"fmt"
	"strconv"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/digits"
	"github.com/qcompiler/qcompiler/lexer"
)

// limits are the flags that bound what an expression may cost.
type limits struct{ bytes, tokens, depth, leaves bounded }

// bounded is a number from 1 to most. The bounds on the bounds are there so that no flag can make a hostile expression exhaust the
// memory or the stack of the process.
type bounded struct{ value, most int }

// String returns the number.
func (b *bounded) String() string { return strconv.Itoa(b.value) }

// Type names the value in a usage line.
func (b *bounded) Type() string { return "N" }

// Set takes a number in bounds.
func (b *bounded) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > b.most {
		return fmt.Errorf("%q is not a number from 1 to %s", text, digits.Thousands(b.most))
	}
	b.value = n
	return nil
}

func (l *limits) add(cmd *cobra.Command) { l.addAs(cmd, tokensFlag) }

// addBesideModel adds the flags of a command that has flags about models too: there, tokens are those of the model.
func (l *limits) addBesideModel(cmd *cobra.Command) { l.addAs(cmd, expressionTokensFlag) }

// The names of the limit on the tokens of an expression.
const (
	tokensFlag           = "max-tokens"
	expressionTokensFlag = "max-expression-tokens"
)

func (l *limits) addAs(cmd *cobra.Command, tokens string) {
	*l = limits{
		bytes:  bounded{lexer.DefaultBytes, 16 << 20},
		tokens: bounded{lexer.DefaultTokens, 1 << 20},
		depth:  bounded{lexer.DefaultDepth, 1000},
		leaves: bounded{check.DefaultLeaves, 100_000},
	}
	for _, f := range []struct {
		flag  *bounded
		name  string
		about string
	}{
		{&l.bytes, "max-bytes", "the longest expression, in bytes"},
		{&l.tokens, tokens, "the most tokens of an expression"},
		{&l.depth, "max-depth", "the deepest nesting of groups"},
		{&l.leaves, "max-leaves", "the most questions in one expression"},
	} {
		cmd.Flags().Var(f.flag, f.name, f.about)
		complete(cmd, f.name)
	}
}

// lexer returns the limits that are checked before parsing.
func (l *limits) lexer() lexer.Limits {
	return lexer.Limits{Bytes: l.bytes.value, Tokens: l.tokens.value, Depth: l.depth.value}
}

// all returns every limit.
func (l *limits) all() qcompiler.Limits {
	return qcompiler.Limits{Bytes: l.bytes.value, Tokens: l.tokens.value, Depth: l.depth.value, Leaves: l.leaves.value}
}
