package dataset

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	qcompiler "github.com/qcompiler/qcompiler"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator/model"
)

// SynthConfig is what expressions are made with. Model and Run are needed; a zero value elsewhere means the default.
type SynthConfig struct {
	// Model is the teacher, and Teacher its name in the rows.
	Model   llm.Model
	Teacher string
	// Run runs a plan of a question.
	Run func(ctx context.Context, question string, p *executor.Program) (*executor.Result, error)
	// Prompt is what the teacher is told; the default is that of translator/model.
	Prompt *prompt.Prompt
	// Samples is how many expressions are asked for each question; the default is 4. They are drawn at Temperature, whose default is 0.7.
	Samples     int
	Temperature float64
	// MaxTokens bounds a reply; the default is 512.
	MaxTokens int
	// Parallel is how many questions are under way at the same time; the default is 4.
	Parallel int
	// AnswerOnly keeps only expressions whose plan gives the gold answer; without it, retrieving all supporting passages is enough.
	AnswerOnly bool
}

func (c SynthConfig) withDefaults() (SynthConfig, error) {
	if c.Model == nil || c.Run == nil {
		return c, errors.New("dataset: set Model, which writes expressions, and Run, which runs them")
	}
	if c.Prompt == nil {
		c.Prompt = model.DefaultPrompt()
	}
	if c.Samples < 1 {
		c.Samples = 4
	}
	if c.Temperature <= 0 {
		c.Temperature = 0.7
	}
	if c.MaxTokens < 1 {
		c.MaxTokens = 512
	}
	if c.Parallel < 1 {
		c.Parallel = 4
	}
	return c, nil
}

// Synth asks the teacher for expressions for each question of in and writes to w those whose plan reaches the gold, each with those that
// did not. It goes on where w is. Stopped by ctx or by the budget of the context's meter ([llm.WithMeter]), it keeps what is done; a run
// that goes on asks again only for what is not.
func Synth(ctx context.Context, in *Input, config SynthConfig, w *Writer, progress func(rows int64)) error {
	defer w.Abandon()
	config, err := config.withDefaults()
	if err != nil {
		return err
	}
	work := func(ctx context.Context, job synthJob) (synthesized, error) { return config.row(ctx, job) }
	jobs := func(yield func(synthJob, error) bool) {
		done, row := w.Read(), int64(0)
		for r, err := range in.Rows() {
			var bad *RowError
			if err != nil && !errors.As(err, &bad) {
				yield(synthJob{}, err)
				return
			}
			if row++; row <= done {
				continue
			}
			if !yield(synthJob{r, bad}, nil) {
				return
			}
		}
	}
	for s, err := range inOrder(ctx, config.Parallel, jobs, work) {
		if err != nil {
			return errors.Join(err, w.Flush())
		}
		if err := s.write(w); err != nil {
			return err
		}
		if progress != nil {
			progress(w.Read())
		}
	}
	if ctx.Err() != nil {
		return errors.Join(ctx.Err(), w.Flush())
	}
	return w.Finish()
}

type synthJob struct {
	row Row
	bad *RowError
}

// synthesized is what became of a row.
type synthesized struct {
	row    Row
	drop   *Dropped
	used   llm.Usage
	passed int
}

func (s synthesized) write(w *Writer) error {
	w.Spend("calls", int64(s.used.Calls))
	w.Spend("prompt tokens", int64(s.used.PromptTokens))
	w.Spend("completion tokens", int64(s.used.CompletionTokens))
	if s.drop != nil {
		return w.Drop(s.row.ID, s.drop.Reason, s.drop.Detail)
	}
	return w.Keep(s.row)
}

// row makes one row. An error ends the run.
func (c SynthConfig) row(ctx context.Context, job synthJob) (s synthesized, err error) {
	s.row = job.row
	switch row := job.row; {
	case job.bad != nil:
		s.row.ID, s.drop = job.bad.ID, dropped(BadRow, "%s; %s", job.bad.Reason, job.bad.Hint)
		return s, nil
	case len(row.Question) > MaxQuestion:
		s.drop = dropped(TooLong, "the question has %d bytes, more than %d", len(row.Question), MaxQuestion)
		return s, nil
	case len(row.Answers) == 0 && len(row.Supporting) == 0:
		s.drop = dropped(NoGold, "there is neither an answer nor a supporting passage to check an expression by")
		return s, nil
	}
	replies, err := c.ask(ctx, job.row.Question, &s.used)
	if err != nil {
		return s, err
	}
	if len(replies.texts) == 0 {
		s.drop = dropped(TeacherError, "%s", replies.err)
		return s, nil
	}
	return s, c.judge(ctx, replies.texts, &s)
}

// replies are what the teacher wrote, and why it wrote nothing where it did not.
type replies struct {
	texts []string
	err   error
}

// ask asks for all samples. A failure that would be that of the next question too is an error.
func (c SynthConfig) ask(ctx context.Context, question string, used *llm.Usage) (replies, error) {
	var r replies
	messages, err := c.Prompt.Messages(model.PromptData(question))
	if err != nil {
		return r, err
	}
	for i := range c.Samples {
		resp, err := c.Model.Generate(
			ctx, messages, llm.WithTemperature(c.Temperature), llm.WithSeed(int64(i)+1), llm.WithMaxTokens(c.MaxTokens),
			llm.WithVersion("synth", c.Prompt.Version()),
		)
		var over *llm.BudgetError
		switch {
		case err == nil:
			*used = used.Add(resp.Usage)
			r.texts = append(r.texts, resp.Text)
		case ctx.Err() != nil:
			return r, ctx.Err()
		case errors.As(err, &over), errors.Is(err, llm.ErrOpen), !llm.Temporary(err):
			return r, fmt.Errorf("ask the teacher: %w", err)
		default:
			r.err = err
		}
	}
	return r, nil
}

// judge runs what is valid and sorts the expressions by what they earned.
func (c SynthConfig) judge(ctx context.Context, texts []string, s *synthesized) error {
	var all []Candidate
	known := map[string]int{}
	counts := make([]int, 0, len(texts))
	for _, text := range texts {
		candidate, program := read(text)
		if i, again := known[candidate.Expression]; again {
			counts[i]++
			continue
		}
		if program != nil {
			result, err := c.Run(ctx, s.row.Question, program)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var over *llm.BudgetError
			switch {
			case errors.As(err, &over):
				return err
			case err != nil:
				candidate.Verdict, candidate.Reward, candidate.Reason = Wrong, rewardValid, "it could not be run: "+err.Error()
			default:
				candidate.Verdict, candidate.Reward, candidate.Reason = Reward(result, s.row)
			}
		}
		known[candidate.Expression] = len(all)
		all, counts = append(all, candidate), append(counts, 1)
	}
	reached := func(x Candidate) bool { return x.Verdict == Right || x.Verdict == Passages && !c.AnswerOnly }
	for i, x := range all {
		if reached(x) {
			s.passed += counts[i]
		}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int {
		switch {
		case a.Reward > b.Reward:
			return -1
		case a.Reward < b.Reward:
			return 1
		}
		return 0
	})
	best := all[0]
	switch {
	case best.Verdict == Invalid:
		s.drop = dropped(NoValid, "none of %d expressions is valid; the first: %s", len(texts), best.Reason)
		return nil
	case !reached(best):
		s.drop = dropped(NotReached, "none of %d expressions reaches the gold; the best: %s", len(texts), best.Reason)
		return nil
	}
	rate := float64(s.passed) / float64(len(texts))
	s.row.Expression, s.row.Teacher, s.row.PassRate, s.row.Reward = best.Expression, c.Teacher, &rate, best.Reward
	s.row.Rejected = slices.DeleteFunc(all, reached)
	if s.row.Domain == "" {
		s.row.Domain = questionDomain(s.row.Question)
	}
	_, err := s.row.compile()
	return err
}

// mostReply bounds what is kept of an invalid reply, in bytes.
const mostReply = 4000

// read makes a candidate of a reply. What a model writes around an expression is taken away; nothing else is mended, for what is learned
// from has to be right as it was written.
func read(text string) (Candidate, *executor.Program) {
	text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
	repaired := parser.Repair(text, parser.Options{})
	expression := text
	if repaired.Changed && strings.Contains(text, repaired.Expression) && repaired.Expression != "" {
		expression = repaired.Expression // it stands in the reply as it is
	}
	p, err := qcompiler.Compile(expression)
	if err != nil {
		return Candidate{Expression: shorten(text, mostReply), Verdict: Invalid, Reason: shorten(err.Error(), 400)}, nil
	}
	return Candidate{Expression: p.String()}, p
}
