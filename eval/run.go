package eval

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Run answers the questions with each system and writes, in the folder dir, predictions.jsonl with a line for each question by the main
// system, predictions-NAME.jsonl for each other one, first-errors.jsonl, and when all is done scores.jsonl, report.json, report.md and report.html.
//
// Lines are written in the order of the questions, each as soon as those before it are there. If ctx ends, or the process is killed,
// running again with the same settings goes on after the last whole line; with other settings it is a [*SettingsError]. The report is the
// same however often a run was stopped, but for the times. A question that fails is part of the report, not an error.
func Run(ctx context.Context, dir string, questions []Question, parts Parts, config Config) (*Report, error) {
	config = config.withDefaults()
	if err := config.validate(parts); err != nil {
		return nil, err
	}
	store, done, err := openStore(dir, questions, config)
	if err != nil {
		return nil, err
	}
	e := &evaluation{
		runner: runner{parts, config, newMemo(config.Clock)}, questions: questions, store: store,
		table: table{systems: config.Systems, scores: map[System][]scored{}},
	}
	for i := range done {
		e.score(questions[i], &done[i])
		e.add(done[i])
	}
	err = e.run(ctx, len(done))
	if closed := store.close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	return e.finish(dir, questions)
}

// finish makes the report and writes what comes at the end.
func (e *evaluation) finish(dir string, questions []Question) (*Report, error) {
	report := e.table.report(e.config.settings(), len(questions))
	if err := e.table.writeScores(dir, questions); err != nil {
		return nil, err
	}
	predictions, err := readPredictions(filepath.Join(dir, predictionsFile))
	if err != nil {
		return nil, err
	}
	page, err := e.table.html(&report, questions, predictions)
	if err != nil {
		return nil, err
	}
	if err := writeFile(filepath.Join(dir, "report.html"), page); err != nil {
		return nil, err
	}
	return &report, writeReport(dir, &report)
}

func writeReport(dir string, report *Report) error {
	data, err := report.JSON()
	if err != nil {
		return fmt.Errorf("report.json: %w", err)
	}
	if err := writeFile(filepath.Join(dir, "report.json"), data); err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, "report.md"), []byte(report.Markdown()))
}

// writeFile replaces a file as a whole.
func writeFile(name string, data []byte) error {
	temporary := name + ".new"
	if err := os.WriteFile(temporary, data, 0o666); err != nil {
		return err
	}
	return os.Rename(temporary, name)
}

// evaluation is a run under way.
type evaluation struct {
	runner
	questions []Question
	store     *store
	table     table
}

// answers are what all systems made of one question.
type answers struct {
	predictions []Prediction // in the order of the systems
	scores      []scored     // of them
	stage       Stage
}

// score measures the answers to a question.
func (e *evaluation) score(q Question, a *answers) {
	a.scores = make([]scored, len(a.predictions))
	for i := range a.predictions {
		a.scores[i] = score(q, &a.predictions[i], !e.config.GivenPassages)
	}
}

// add counts the answers to the next question.
func (e *evaluation) add(a answers) {
	for i, system := range e.config.Systems {
		e.table.scores[system] = append(e.table.scores[system], a.scores[i])
	}
	if e.config.FirstErrors {
		e.table.stages = append(e.table.stages, a.stage)
	}
}

// run answers the questions from number start on, several at a time, and writes them in order.
func (e *evaluation) run(ctx context.Context, start int) error {
	type job struct {
		number  int
		answers answers
		err     error
		done    chan struct{}
	}
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()
	todo := make(chan *job)
	order := make(chan *job, 4*e.config.Parallel) // how far the fastest may be ahead of the slowest
	workers.Go(func() {
		defer close(order)
		defer close(todo)
		for i := start; i < len(e.questions); i++ {
			j := &job{number: i, done: make(chan struct{})}
			for _, queue := range []chan<- *job{order, todo} {
				select {
				case queue <- j:
				case <-ctx.Done():
					return
				}
			}
		}
	})
	for range e.config.Parallel {
		workers.Go(func() {
			for j := range todo {
				if j.answers, j.err = e.answer(ctx, e.questions[j.number]); j.err == nil {
					e.score(e.questions[j.number], &j.answers)
				}
				close(j.done)
			}
		})
	}
	for j := range order {
		select {
		case <-j.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if j.err != nil {
			return j.err
		}
		if err := e.store.write(j.answers); err != nil {
			return err
		}
		e.add(j.answers)
		if e.config.Progress != nil {
			e.config.Progress(j.number+1, len(e.questions))
		}
	}
	return ctx.Err()
}

// answer runs all systems on a question. The error is that of the context.
func (e *evaluation) answer(ctx context.Context, q Question) (answers, error) {
	var a answers
	known := map[stages]outcome{}
	for _, system := range e.config.Systems {
		began := e.config.Clock()
		out, err := e.runner.run(ctx, q, systemStages[system], false)
		if err != nil {
			return a, err
		}
		known[systemStages[system]] = out
		a.predictions = append(a.predictions, out.prediction(q, (e.config.Clock().Sub(began)+out.owed).Round(time.Microsecond), e.config.Budget.Price))
	}
	if !e.config.FirstErrors {
		return a, nil
	}
	var err error
	a.stage, err = e.firstError(ctx, q, systemStages[e.config.Systems[0]], known)
	return a, err
}
