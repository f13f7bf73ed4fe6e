package planner

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
)

// Config configures a planner.
type Config struct {
	// Titles tells which runs of words are names; nil means that capitals and quotes alone do.
	Titles translator.Titles
	// Families are the proposers of plans; with none every question is one leaf.
	Families []candidate.Family
	// Alternatives is how many other plans come with the best one, at most; 0 means none.
	Alternatives int
	// Bytes is the longest question; 0 means 65,536. A longer one is an error.
	Bytes int
}

// maxTokens is the most tokens a question has for plans to be looked for; past that it is one leaf. Nobody asks so long a question.
const maxTokens = 400

// ErrEmpty is returned for a question with no text in it.
var ErrEmpty = errors.New("the question is empty: ask something, such as \"Who directed Jaws?\"")

type planner struct{ config Config }

// New returns a translator that chooses among the plans of its families.
func New(config Config) translator.Translator {
	if config.Bytes <= 0 {
		config.Bytes = lexer.DefaultBytes
	}
	return &planner{config: config}
}

// Translate implements [translator.Translator]. Equal questions give equal translations.
func (t *planner) Translate(ctx context.Context, question string) (translator.Translation, error) {
	if err := ctx.Err(); err != nil {
		return translator.Translation{}, err
	}
	if over := len(question) - t.config.Bytes; over > 0 {
		return translator.Translation{}, fmt.Errorf("the question has %d bytes, %d over the limit of %d: ask a shorter one",
			len(question), over, t.config.Bytes)
	}
	text, warnings := clean(question)
	if text == "" {
		return translator.Translation{}, ErrEmpty
	}
	plans, err := t.plans(ctx, text)
	if err != nil {
		return translator.Translation{}, err
	}
	plans, more := compiling(plans, t.config.Alternatives+1)
	if len(plans) == 0 {
		var plan candidate.Plan
		plan, more = single(text)
		plans = []candidate.Plan{plan}
	}
	out := translation(question, plans[0])
	out.Diagnostics = append(warnings, more...)
	for _, p := range plans[1:] {
		out.Alternatives = append(out.Alternatives, translation(question, p))
	}
	return out, nil
}

func translation(question string, p candidate.Plan) translator.Translation {
	return translator.Translation{Question: question, Query: p.Query, Confidence: min(max(p.Score, 0), 1), By: p.By, Explanation: p.Why}
}

// plans returns the candidate plans, best first. The one leaf is always among them.
func (t *planner) plans(ctx context.Context, text string) ([]candidate.Plan, error) {
	q := phrase.New(text, phrase.Options{Titles: t.config.Titles})
	if len(q.Tokens) > maxTokens {
		return nil, nil
	}
	var plans []candidate.Plan
	for _, family := range t.config.Families {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		plans = append(plans, family(q)...)
	}
	if !slices.ContainsFunc(plans, isSingle) {
		if leaf, err := ast.Literal(text); err == nil {
			score := unlearned
			if slices.ContainsFunc(plans, func(p candidate.Plan) bool { return p.By == "bracket" }) {
				score = unlikely
			}
			plans = append(plans, candidate.Plan{Query: &ast.Query{Root: leaf}, Score: score, By: bySingle, Why: []string{"no rule and no bracket applies: one look-up"}})
		}
	}
	if states(q) {
		plans = slices.DeleteFunc(plans, func(p candidate.Plan) bool { return !isSingle(p) })
	}
	plans = keeping(q, plans)
	rank(plans)
	return readable(plans, q, t.config.Alternatives+1), nil
}

// The score of the one leaf where no proposer has given it one: unlearned where there are no brackets, unlikely where those that were found
// leave nothing to it.
const (
	unlearned = 0.3
	unlikely  = 0.02
)

const bySingle = "single"

func isSingle(p candidate.Plan) bool { return p.By == bySingle }

// single returns the plan of one leaf for any text at all, cut where it would not fit into an expression.
func single(text string) (candidate.Plan, source.List) {
	leaf, cut := fitting(text)
	plan := candidate.Plan{Query: &ast.Query{Root: leaf}, Score: unlearned, By: bySingle, Why: []string{"one look-up: the question is no other that is known"}}
	return plan, cut
}
