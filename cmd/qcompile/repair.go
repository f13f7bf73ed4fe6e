package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

// repair is what --repair did to what a language model wrote.
type repair struct {
	reply   expression
	changes source.List
}

// repairJSON is what the JSON forms hold beside the rest where --repair was given: the reply, and what was changed, with spans of the
// reply. All other spans are of the expression.
type repairJSON struct {
	Reply   string      `json:"reply"`
	Changes source.List `json:"changes"`
}

func (r *repair) json() *repairJSON {
	if r == nil {
		return nil
	}
	out := &repairJSON{Reply: r.reply.text, Changes: r.changes}
	if out.Changes == nil {
		out.Changes = source.List{}
	}
	return out
}

func addRepair(cmd *cobra.Command, f *frontend) {
	cmd.Flags().BoolVar(&f.repair, "repair", false,
		"mend what a language model wrote, and tell every change")
}

// mend takes the expression out of a reply and analyzes it. What cannot be mended is invalid, and its diagnostics are about the reply.
func (f *frontend) mend(reply expression) analysis {
	r := parser.Repair(reply.text, parser.Options{Limits: f.lexer()})
	if r.Diagnostics.HasErrors() {
		x := f.broken(reply, r.Query, r.Diagnostics)
		x.repair = &repair{reply: reply}
		return x
	}
	text := r.Expression
	if r.Changed {
		text = strings.TrimSpace(text)
	}
	x := f.compile(expression{text: text, size: len(text)})
	x.repair = &repair{reply: reply}
	for _, d := range r.Diagnostics {
		if isRepair(d.Code) { // the others are found again, with spans of the expression
			x.repair.changes = append(x.repair.changes, d)
		}
	}
	return x
}

func isRepair(code source.Code) bool { return strings.HasPrefix(string(code), "repair-") }
