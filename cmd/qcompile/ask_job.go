package main

import (
	"context"
	"errors"
	"os"
	"strings"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/source"
	"github.com/qcompiler/qcompiler/translator"
)

// job is what is to be asked.
type job struct {
	// question is empty where only an expression was given.
	question string
	// analysis is that of the expression; nil where the question is to be translated.
	*analysis
	// header is how many bytes of a plan file stand before the expression, and file the whole of it.
	header int
	file   expression

	translation *translator.Translation
	planned     qcompiler.Plan // what was translated, empty where nothing was
	program     *executor.Program
}

// newJob reads and compiles what the command was given.
func (a *app) newJob(ctx context.Context, s *asking, args []string) (*job, error) {
	j := &job{}
	if len(args) == 1 {
		question, err := a.question(ctx, args)
		if err != nil {
			return nil, err
		}
		j.question = question
	}
	if s.expr == "" {
		return j, nil
	}
	e, err := a.readPlan(ctx, s)
	if err != nil {
		return nil, err
	}
	j.read(e, s.limits)
	return j, nil
}

// read compiles an expression, or a plan file. Its question counts where there is none yet.
func (j *job) read(e expression, l limits) {
	f := frontend{limits: l}
	if over := e.oversize(l.bytes.value); over != nil {
		x := f.broken(e, nil, over)
		j.analysis, j.file = &x, e
		return
	}
	question, header := splitPlan(e.text)
	if j.question == "" {
		j.question = question
	}
	text := strings.TrimRight(e.text[header:], " \t\r\n")
	x := f.compile(expression{text: text, name: e.name, size: len(text)})
	j.analysis, j.file, j.header, j.program = &x, e, header, x.Program
}

// readPlan reads the value of --expr.
func (a *app) readPlan(ctx context.Context, s *asking) (expression, error) {
	file, isFile := strings.CutPrefix(s.expr, "@")
	switch {
	case s.expr == "-" || s.expr == "@-":
		return a.readInput(ctx, "", s.bytes.value)
	case isFile && file == "":
		return expression{}, usage("write --expr @plan.q", "the name of the file is missing after @")
	case isFile:
		return a.readInput(ctx, file, s.bytes.value)
	}
	if info, err := os.Stat(s.expr); err == nil && info.Mode().IsRegular() && !strings.ContainsAny(s.expr, " {") {
		return expression{}, usage("to run the plan in it, write --expr @"+s.expr, "--expr takes an expression, and %s is a file", s.expr)
	}
	return expression{text: s.expr, size: len(s.expr)}, nil
}

// planQuestion begins the line of a plan file that holds the question.
const planQuestion = "# question:"

// splitPlan returns the question of a plan file, if it names one, and how long the comments before the expression are. A comment is a
// line before the expression that begins with # and a space, or is # alone; "#1 hit of 1999" is a question.
func splitPlan(text string) (question string, header int) {
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(trimmed, planQuestion):
			if question == "" {
				question = strings.TrimSpace(strings.TrimPrefix(trimmed, planQuestion))
			}
		case trimmed == "" || trimmed == "#" || strings.HasPrefix(trimmed, "# "):
		default:
			return question, header + len(line) - len(strings.TrimLeft(line, " \t"))
		}
		header += len(line)
	}
	return question, header
}

// planFile is the form of a plan that a person edits, in a file of that name if it has one.
func planFile(question, expression, name string) string {
	if name == "" || name == "-" {
		name = "FILE"
	}
	return planQuestion + " " + strings.Join(strings.Fields(source.Printable(question)), " ") + "\n" +
		"# run it with: qcompile ask --expr @" + name + "\n" + expression + "\n"
}

// plan translates the question where that is to be done.
func (j *job) plan(ctx context.Context, engine *qcompiler.Engine) error {
	if j.program != nil {
		return nil
	}
	p, err := engine.Plan(ctx, j.question)
	if err != nil {
		return err
	}
	j.translation, j.program, j.planned = &p.Translation, p.Program, p
	return nil
}

// refuse shows what is wrong with an expression.
func (a *app) refuse(s *asking, j *job) error {
	switch s.o.chosen.name {
	case formatJSON.name:
		return errors.Join(a.writeJSON(s.o, j.resultJSON(&executor.Result{
			Version: executor.ResultVersion, Question: j.question, Expression: j.expression.text, Status: answer.Failed,
			Leaves: []executor.LeafResult{}, Citations: []executor.Citation{}, Retrieved: []retriever.Document{}, Warnings: source.List{},
		})), errInvalid)
	case formatNDJSON.name:
		plan := executor.InvalidPlan(j.expression.text, j.Diagnostics)
		return errors.Join(a.writeJSON(s.o, executor.Event{Kind: eventInvalid, Plan: &plan}), errInvalid)
	}
	a.diagnose(j.file, shifted(j.Diagnostics, j.header))
	return errInvalid
}

// eventInvalid is the only event of an expression that cannot be run.
const eventInvalid executor.EventKind = "invalid"

// shifted returns diagnostics of a text for one that has so many bytes before it.
func shifted(diags source.List, by int) source.List {
	out := make(source.List, len(diags))
	for i, d := range diags {
		d.Span.Start, d.Span.End = d.Span.Start+by, d.Span.End+by
		related := make([]source.Related, len(d.Related))
		for k, r := range d.Related {
			r.Span.Start, r.Span.End = r.Span.Start+by, r.Span.End+by
			related[k] = r
		}
		d.Related = related
		out[i] = d
	}
	return out
}
