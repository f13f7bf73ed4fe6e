package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// gutter is how many columns stand before the source in a drawn diagnostic: the line number, a bar and the space around them.
const gutter = 8

// diagnose draws diagnostics on standard error.
func (a *app) diagnose(e expression, diags source.List) {
	if len(diags) == 0 {
		return
	}
	opts := source.DrawOptions{Name: e.name, Color: a.colored(a.terminal.err)}
	if a.terminal.err && a.terminal.columns > 0 {
		opts.Columns = a.terminal.columns - gutter
	}
	_ = source.Draw(a.err, e.text, a.withFlags(diags), opts) // where standard error is closed, there is nobody left to tell
	if a.terminal.err && diags.HasErrors() {
		fmt.Fprintf(a.err, "\n\"qcompile explain %s\" tells more.\n", firstError(diags).Code)
	}
}

// withFlags adds to the hint of a limit that was passed the flag that raises it, which the library does not know of.
func (a *app) withFlags(diags source.List) source.List {
	out := slices.Clone(diags)
	for i, d := range out {
		if flag := a.limitFlag(d.Code); flag != "" {
			out[i].Hint += " with " + flag
		}
	}
	return out
}

func (a *app) limitFlag(code source.Code) string {
	switch code {
	case lexer.LimitInput:
		return "--max-bytes"
	case lexer.LimitTokens:
		return "--" + cmp.Or(a.tokensFlag, tokensFlag)
	case lexer.LimitDepth:
		return "--max-depth"
	case check.LimitLeaves:
		return "--max-leaves"
	}
	return ""
}

func firstError(diags source.List) source.Diagnostic {
	for _, d := range diags {
		if d.Severity == source.Error {
			return d
		}
	}
	return source.Diagnostic{}
}
