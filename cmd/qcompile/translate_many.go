package main

import (
	"context"
	"encoding/json"
	"strings"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/source"
)

// codeQuestionEmpty marks a row whose question is empty: it has no plan.
const codeQuestionEmpty source.Code = "question-empty"

// translateMany translates every question of a file.
func (a *app) translateMany(ctx context.Context, s *translating) error {
	engine, done, err := a.translatorOf(ctx, s)
	if err != nil {
		return err
	}
	defer done()
	return a.runQuestions(ctx, &questionRun{workers: s.workers.count(), work: func(ctx context.Context, q asked) ([]byte, error) {
		return translateRow(s.model.withBudget(ctx), engine, q)
	}}, s.in, s.out, s.quiet)
}

// translateRow returns the line for one question.
func translateRow(ctx context.Context, engine *qcompiler.Engine, q asked) ([]byte, error) {
	question := strings.TrimSpace(*q.Question)
	if question == "" {
		return json.Marshal(translated{
			ID: q.ID, Question: *q.Question, Leaves: []executor.PlanLeaf{},
			Diagnostics: source.List{{Code: codeQuestionEmpty, Severity: source.Error, Message: "the question is empty", Hint: "ask something"}},
		})
	}
	p, err := engine.Plan(ctx, question)
	if err != nil {
		if diags := qcompiler.Diagnostics(err); diags != nil && ctx.Err() == nil {
			return json.Marshal(translated{ID: q.ID, Question: *q.Question, Leaves: []executor.PlanLeaf{}, Diagnostics: diags})
		}
		return nil, err
	}
	p.Question = *q.Question
	return json.Marshal(newTranslated(q.ID, p))
}
