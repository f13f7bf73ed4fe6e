package eval

import (
	"context"
	"errors"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/retriever"
)

// plan returns the plan of a question.
func (r *runner) plan(ctx context.Context, q Question, s stages) (*goldPlan, error) {
	switch s.plan {
	case planGold:
		plan, err := newGoldPlan(q)
		if errors.Is(err, errNoGold) {
			return nil, &notApplicable{err.Error()}
		}
		return plan, err
	case planTranslated:
		t, err := r.parts.Translator.Translate(ctx, q.Question)
		if err != nil {
			return nil, err
		}
		if s.bind == bindGold {
			return reboundPlan(t.Query, q)
		}
		return &goldPlan{query: t.Query, repaired: t.Repaired}, nil
	}
	return planOfQuestion(Question{Question: q.Question})
}

// reboundPlan is a translated plan with the bindings of the gold one.
func reboundPlan(translated *ast.Query, q Question) (*goldPlan, error) {
	gold, err := newGoldPlan(q)
	if err != nil {
		return nil, &notApplicable{err.Error()}
	}
	plan := rebound(translated, gold)
	if plan == nil {
		return nil, &notApplicable{"the leaves of the plan are not those of the gold plan"}
	}
	return plan, nil
}

// retriever returns where the passages for a question come from.
func (r *runner) retriever(ctx context.Context, q Question, f finding, l *ledger) (retriever.Retriever, error) {
	if r.config.GivenPassages {
		if len(q.Passages) == 0 {
			return nil, errors.New(`the question has no field "passage"`)
		}
		return given(q.Passages), nil
	}
	if f == findSearched {
		return r.seen.retriever(r.parts.Retriever, l), nil
	}
	gold, err := supporting(ctx, q, r.seen.retriever(r.parts.Retriever, &ledger{search: true}))
	if err != nil {
		return nil, err
	}
	return given(gold), nil
}

// lookupDepth is how many passages are looked through for the one that has a title.
const lookupDepth = 20

// supporting finds the supporting passages by their titles.
func supporting(ctx context.Context, q Question, r retriever.Retriever) ([]retriever.Document, error) {
	if len(q.Supporting) == 0 {
		return nil, &notApplicable{"the supporting passages are not known"}
	}
	var gold []retriever.Document
	for _, title := range q.Supporting {
		found, err := r.Retrieve(ctx, title, retriever.WithTopK(lookupDepth))
		if err != nil {
			return nil, err
		}
		// The question tells passages of the same title apart.
		more, err := r.Retrieve(ctx, title+" "+q.Question, retriever.WithTopK(lookupDepth))
		if err != nil {
			return nil, err
		}
		for _, doc := range append(more, found...) {
			known := slices.ContainsFunc(gold, func(g retriever.Document) bool { return g.ID == doc.ID && g.Index == doc.Index })
			if titleKey(doc.Title) == titleKey(title) && !known {
				gold = append(gold, doc)
			}
		}
	}
	if len(gold) == 0 {
		return nil, &notApplicable{"none of the supporting passages is in the index"}
	}
	return gold, nil
}

// given returns a retriever that finds these passages whatever is asked, in this order.
func given(docs []retriever.Document) retriever.Retriever {
	return retriever.Func(func(ctx context.Context, _ string, opts ...retriever.Option) ([]retriever.Document, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return slices.Clone(docs[:min(len(docs), retriever.Apply(opts...).TopK)]), nil
	})
}

// firstPassages lets an answerer read only the first passages of what was retrieved: rankings are measured deeper than they are read.
func firstPassages(a answer.Answerer, top int) answer.Answerer {
	return answer.Func(func(ctx context.Context, req answer.Request) (answer.Answer, error) {
		req.Passages = req.Passages[:min(top, len(req.Passages))]
		return a.Answer(ctx, req)
	})
}

// goldAnswerer answers the questions of gold leaves with their gold answers, and others with a.
func goldAnswerer(answers map[string]string, a answer.Answerer) answer.Answerer {
	return answer.Func(func(ctx context.Context, req answer.Request) (answer.Answer, error) {
		gold, ok := answers[req.Question]
		if !ok {
			return a.Answer(ctx, req)
		}
		value := answer.Value{Text: gold, Confidence: 1}
		if len(req.Passages) > 0 {
			p := req.Passages[0]
			value.Evidence = []answer.Evidence{{ID: p.ID, Index: p.Index, Title: p.Title}}
		}
		return answer.Answer{Text: gold, Values: []answer.Value{value}, Confidence: 1}, nil
	})
}
