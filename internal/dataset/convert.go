package dataset

import (
	"fmt"

	"github.com/qcompiler/qcompiler/eval"
)

// ConvertOptions say how examples become rows.
type ConvertOptions struct {
	// Source is the name that rows get, such as "musique".
	Source string
	// Numbered leaves the placeholders as {#1}; without it they are named after the relation where the source has triples, as in
	// {director}, as long as the name means the same leaf.
	Numbered bool
	// Templates adds for each decomposition of triples a second row, whose question is worded by a template of ours.
	Templates bool
}

// Dropped is the error of a row that is left out: which is what a stage is for, and no failure.
type Dropped struct {
	Reason Reason
	Detail string
}

func (d *Dropped) Error() string { return d.Detail }

func dropped(reason Reason, format string, args ...any) *Dropped {
	return &Dropped{reason, fmt.Sprintf(format, args...)}
}

// Convert makes rows of an example: one, or two where templates are asked for. Its error is a [*Dropped] that says why there is none.
func Convert(e Example, opts ConvertOptions) ([]Row, error) {
	switch {
	case e.Unanswerable:
		return nil, dropped(NoAnswer, "the data set made this question so that it has no answer")
	case len(e.Question) > MaxQuestion:
		return nil, dropped(TooLong, "the question has %d bytes, more than %d", len(e.Question), MaxQuestion)
	case len(e.Leaves) == 0 && e.Expression == "":
		return nil, dropped(NoGold, "there is no decomposition")
	}
	query, err := eval.GoldQuery(e.question())
	if err != nil {
		return nil, dropped(InvalidGold, "%s", err)
	}
	row := Row{
		ID: e.ID, Question: e.Question, Source: opts.Source, Type: e.Type, Domain: e.Domain, Answers: e.Answers, Supporting: e.Supporting,
	}
	var leaves []Leaf // that give placeholders their names
	if !opts.Numbered {
		leaves = e.Leaves
	}
	program, err := named(query, leaves)
	if err != nil {
		return nil, dropped(InvalidGold, "%s", &expressionError{err})
	}
	row.setExpression(program)
	if row.Domain == "" {
		row.Domain = questionDomain(row.Question)
	}
	rows := []Row{row}
	if question := Worded(e.Leaves); opts.Templates && question != "" && fold(question) != fold(e.Question) {
		own := row
		own.ID, own.Question, own.Own = row.ID+"-own", question, true
		rows = append(rows, own)
	}
	return rows, nil
}
