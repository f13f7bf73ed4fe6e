package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/source"
)

var (
	formatTree    = format{name: "tree", about: "a tree of lines", ends: []string{".txt"}}
	formatLetters = format{name: "letters", about: "its shape, a letter for each question"}
)

func newParseCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "parse EXPR",
		Short: "Show the tree of an expression",
		Long: `Parse shows how an expression is read: which questions it has, and how + and *
tie them together. What the expression says need not make sense yet; that is what
check is for.

With --format json it prints

  {"version":1,"expression":..,"root":{..},"leaves":[..],"diagnostics":[..]}

on one line: the tree, the questions in reading order, and what there is to say
about the expression. For an invalid expression root is what was understood, with
nodes of kind "bad" where it was not, and leaves is empty. The status is then 3.`,
		Example: `  qcompile parse "Who directed Jaws + Who directed Alien"
  qcompile parse --format letters "(Who directed Jaws + Who directed Alien) * When was {director} born"
  qcompile parse --format json "Who directed Jaws" | jq .root
  qcompile parse -f question.gq -o tree.svg
  qcompile parse --repair -f reply.txt
  echo "Who directed Jaws + Who directed Alien" | qcompile parse --dot -`,
		GroupID: groupExpression,
	}
	cmd.Flags().SortFlags = false
	o := addOutput(cmd, formatTree, formatJSON, formatDOT, formatMermaid, formatSVG, formatPNG, formatLetters)
	f := addFrontend(cmd, &frontend{syntax: true})
	f.runs(cmd, a, o, queryForm, func(ctx context.Context, x analysis) error {
		if o.chosen.name == formatLetters.name {
			return a.writeString(o, x.Query.Letters()+"\n")
		}
		return a.draw(ctx, o, render.FromQuery(x.Query))
	})
	return cmd
}

// queryJSON is what parse --format json prints: the JSON form of the tree, and beside it the leaves and the diagnostics.
type queryJSON struct {
	Version     int             `json:"version"`
	Expression  string          `json:"expression"`
	Root        json.RawMessage `json:"root"`
	Leaves      []leafJSON      `json:"leaves"`
	Diagnostics source.List     `json:"diagnostics"`
	*repairJSON
}

type leafJSON struct {
	ID           string      `json:"id"`
	Path         string      `json:"path"`
	Text         string      `json:"text"`
	Placeholders []string    `json:"placeholders"`
	Span         source.Span `json:"span"`
}

func queryForm(x analysis) (any, error) {
	var out queryJSON
	tree, err := json.Marshal(x.Query)
	if err != nil {
		return out, err
	}
	if err := json.Unmarshal(tree, &out); err != nil {
		return out, err
	}
	out.Expression, out.Leaves, out.Diagnostics = x.expression.text, []leafJSON{}, x.Diagnostics
	if out.Diagnostics == nil {
		out.Diagnostics = source.List{}
	}
	out.repairJSON = x.repair.json()
	if !x.invalid() {
		out.Leaves = leaves(x.Query)
	}
	return out, nil
}

func leaves(query *ast.Query) []leafJSON {
	var out []leafJSON
	for path, node := range query.All() {
		leaf, ok := node.(*ast.Atomic)
		if !ok {
			continue
		}
		names := leaf.Placeholders()
		if names == nil {
			names = []string{}
		}
		out = append(out, leafJSON{
			ID: ast.LeafID(len(out)), Path: path.String(), Text: leaf.Text(), Placeholders: names, Span: leaf.At,
		})
	}
	return out
}
