package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/internal/planner"
	"github.com/qcompiler/qcompiler/translator/internal/rules"
	"github.com/qcompiler/qcompiler/translator/translatortest"
)

// cell counts questions.
type cell struct{ right, all int }

func (c cell) String() string {
	return fmt.Sprintf("%5.1f (%d of %d)", 100*float64(c.right)/float64(max(c.all, 1)), c.right, c.all)
}

// measured are the sets, each with the corpus whose titles are its catalogue.
var measured = []struct{ name, path, corpus string }{
	{"2wiki", "2wiki/questions.jsonl", "2wiki"},
	{"2wiki-pool", "2wiki-pool/questions.jsonl", "2wiki-pool"},
	{"2wiki, structure only", "decomposition/2wiki.jsonl", ""},
	{"musique", "musique/questions.jsonl", "musique"},
	{"musique, structure only", "decomposition/musique.jsonl", ""},
	{"hotpotqa", "hotpotqa/questions.jsonl", "hotpotqa"},
	{"nq", "nq/questions.jsonl", "nq"},
	{"squad", "squad/questions.jsonl", "squad"},
	{"strategyqa", "decomposition/strategyqa.jsonl", ""},
	{"break", "decomposition/break.jsonl", ""},
}

// measure translates every question with the model that has not seen it, and prints how many plans have the right shape.
func measure(data string, f *folds, rows []record, report io.Writer) error {
	var calibration calibration
	group := make(map[string]string)
	for i := range rows {
		group[byID(&rows[i])] = rows[i].group
	}
	cells := make(map[string]*cell)
	var keys []string
	count := func(key string, right bool) {
		c := cells[key]
		if c == nil {
			c = &cell{}
			cells[key] = c
			keys = append(keys, key)
		}
		c.all++
		if right {
			c.right++
		}
	}
	log, err := newPlanLog(f.name)
	if err != nil {
		return err
	}
	defer log.close()
	for _, set := range measured {
		questions, err := records(strings.FieldsFunc(set.name, func(r rune) bool { return r == ',' || r == '-' })[0], filepath.Join(data, set.path))
		if err != nil {
			return err
		}
		var titles translator.Titles
		if set.corpus != "" {
			if titles, err = catalogue(data, set.corpus); err != nil {
				return err
			}
		}
		translators := make([]translator.Translator, len(f.models))
		for k, m := range f.models[:parts] {
			translators[k] = planner.New(planner.Config{Titles: titles, Families: append(rules.All(), m.Plans)})
		}
		for i := range questions {
			r := &questions[i]
			r.group = group[byID(r)]
			part := int(fold(f.key(r), foldCount))
			if part >= parts || parts < foldCount && (r.source == "break" || r.source == "strategyqa" || r.source == "squad" && i%3 > 0) {
				continue
			}
			got, err := translators[part].Translate(context.Background(), r.Question)
			if err != nil {
				return fmt.Errorf("%s: %w", r.ID, err)
			}
			right, scored := judge(r, got.Query)
			count("names kept", keeps(r.Question, titles, got.Query))
			if scored {
				count(set.name, right)
				if len(r.Leaves) > 0 {
					count(set.name+" "+r.Type, right)
					if r.source == "musique" {
						count("musique, all", right)
						count("musique, all "+r.Type, right)
					}
				}
			}
			log.write(set.name, r, got, right, scored)
			calibration.add(got.Confidence, right, scored && r.source != "break" && r.source != "strategyqa")
		}
	}
	slices.Sort(keys)
	fmt.Fprintf(report, "\n## %s\n\n| set | right |\n|---|---|\n", strings.ToUpper(f.name[:1])+f.name[1:])
	for _, k := range keys {
		fmt.Fprintf(report, "| %s | %s |\n", k, cells[k])
	}
	fmt.Fprintf(report, "\nConfidence: how many plans of each tenth are right.\n\n%s", &calibration)
	return nil
}

// judge reports whether a plan has the shape it should have, and whether there is a shape that it should have.
func judge(r *record, got *ast.Query) (right, scored bool) {
	switch r.source {
	case "nq", "squad":
		return isAtomic(got), true
	case "hotpotqa":
		list, ok := ast.Unwrap(got.Root).(*ast.List)
		return ok && len(list.Items) == 2, r.Type == "comparison"
	}
	if want := gold(r.Leaves); want != nil {
		return translatortest.Same(want, got), true
	}
	return false, false
}

func isAtomic(q *ast.Query) bool {
	_, ok := ast.Unwrap(q.Root).(*ast.Atomic)
	return ok
}

// gold returns a query with the dependencies of a gold plan; nil where there is none.
func gold(leaves []leaf) *ast.Query {
	number := make(map[string]int)
	var steps []ast.Node
	for i, l := range leaves {
		segments := []ast.Segment{{Text: "leaf"}}
		for _, d := range l.DependsOn {
			k, ok := number[d]
			if !ok {
				return nil
			}
			segments = append(segments, ast.Segment{Text: fmt.Sprintf("#%d", k), Placeholder: true})
		}
		number[l.ID] = i + 1
		atomic, err := ast.NewAtomic(segments...)
		if err != nil {
			return nil
		}
		steps = append(steps, atomic)
	}
	if len(steps) == 0 {
		return nil
	}
	return &ast.Query{Root: ast.Chain(steps...)}
}

// keeps reports whether all names of a question are in the leaves of its plan.
func keeps(question string, titles translator.Titles, got *ast.Query) bool {
	table, _ := check.Check(got, check.Options{})
	var text strings.Builder
	for i := range table.Leaves {
		text.WriteString(table.Leaves[i].Node.Text() + "\n")
	}
	q := phrase.New(question, phrase.Options{Titles: titles})
	for _, k := range q.Entities(0, len(q.Tokens)) {
		if !strings.Contains(text.String(), q.Tokens[k].Text) {
			return false
		}
	}
	return true
}
