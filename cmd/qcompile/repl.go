package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/retriever"
)

// session is a conversation: it keeps the index open and remembers the last plan.
type session struct {
	*asking
	a   *app
	cmd *cobra.Command
	in  lineReader

	engine *qcompiler.Engine
	docs   retriever.Retriever
	done   func()

	last   *job // what was asked last; nil at first
	dry    bool // draw plans, and do not run them
	still  bool // draw nothing while somebody types
	next   string
	status int // of the last line that did not go well
}

func newReplCommand(a *app) *cobra.Command {
	s := &session{asking: &asking{}, a: a}
	cmd := &cobra.Command{
		Use:   "repl",
		Short: "Ask question after question, and work on their plans",
		Long: `Repl reads line after line. A question is translated and answered, as by ask; an
expression, which is a line with + or * standing alone or with a {placeholder}, is
drawn and run. The index stays open in between.

Lines that begin with a colon are commands: :help lists them. :edit puts the last
plan on the line, to change it and run it again; :dry on draws the plan of each line
and runs nothing; :why tells why the last answer is what it is.

On a terminal the tree of an expression is drawn below the line as you type, with
what is still wrong with it (not on Windows; :live off ends it). The Tab key completes commands and what they take, and after an opening
brace the placeholders that can be bound there. The arrow keys bring back earlier
lines, from earlier sessions too; Ctrl-R searches in them. They are kept in
$XDG_STATE_HOME/qcompile/history, by default ~/.local/state/qcompile/history; a line
that begins with a space is not. Ctrl-C stops what runs, and Ctrl-D ends the session.

The lines may also come through a pipe. Then the status is that of the last line that
did not go well, as for ask, and 0 where all did.`,
		Example: `  qcompile repl
  qcompile repl -i films.idx
  printf '%s\n' 'Who directed Jaws?' ':plan' | qcompile repl`,
		GroupID: groupAsk,
		Args:    noArgs,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	s.index = addQuestionIndex(cmd)
	s.o = &output{formatFlag: &formatFlag{formats: []format{formatText}, chosen: formatText}, cmd: cmd}
	s.asking.run.add(cmd)
	s.model.add(cmd, true)
	s.limits.addBesideModel(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := s.model.check(cmd); err != nil {
			return err
		}
		a.tokensFlag = expressionTokensFlag
		s.cmd = cmd
		return s.converse(cmd.Context())
	}
	return cmd
}

// errQuit ends a session.
var errQuit = errors.New("quit")

// sessionPrompt stands before each line on a terminal.
const sessionPrompt = "qcompile> "

// converse reads lines until there are no more.
func (s *session) converse(ctx context.Context) error {
	s.in = s.a.lines(s.complete, s.liveTree)
	defer s.in.close()
	defer s.closeIndex()
	if s.in.interactive() {
		fmt.Fprintf(s.a.out, "%s. Ask a question, or type :help. Ctrl-D ends.\n", s.a.version().short())
	}
	for {
		suggestion := s.next
		s.next = ""
		line, err := s.in.next(ctx, suggestion)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, errAborted):
			continue
		case errors.Is(err, io.EOF):
			return s.end()
		case err != nil:
			return err
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		s.in.remember(line)
		err = s.line(ctx, strings.TrimSpace(line))
		if errors.Is(err, errQuit) {
			return s.end()
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		s.tell(err)
	}
}

// sessionStatus ends a session with the status of one of its lines, which has been explained.
type sessionStatus int

func (e sessionStatus) Error() string { return fmt.Sprintf("a line ended with status %d", int(e)) }

// end is how a session ends: on a terminal always well.
func (s *session) end() error {
	if s.in.interactive() || s.status == statusOK {
		return nil
	}
	return sessionStatus(s.status)
}

// line does what a line says, and lets Ctrl-C stop it.
func (s *session) line(ctx context.Context, line string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.a.catching.Store(&stop)
	defer s.a.catching.Store(nil)
	if strings.HasPrefix(line, ":") {
		return s.command(ctx, line)
	}
	j := &job{}
	if looksLikeExpression(line) {
		j.read(expression{text: line, size: len(line)}, s.limits)
	} else {
		question, err := checkQuestion(line, len(line))
		if err != nil {
			return err
		}
		j.question = question
	}
	return s.ask(ctx, j)
}

// ask draws a plan, and runs it unless that is off.
func (s *session) ask(ctx context.Context, j *job) error {
	if err := s.a.accept(s.asking, j); err != nil {
		return err
	}
	s.last = nil
	if s.dry && j.program != nil {
		s.last = j
		return s.a.draw(ctx, s.tree(), render.FromProgram(j.program))
	}
	if err := s.openIndex(ctx); err != nil {
		return err
	}
	if !s.dry {
		err := s.a.runJob(ctx, s.asking, j, s.engine)
		if j.program != nil {
			s.last = j
		}
		return err
	}
	if err := j.plan(s.model.withBudget(ctx), s.engine); err != nil {
		return s.a.askError(ctx, err)
	}
	s.last = j
	return s.a.draw(ctx, s.tree(), render.FromProgram(j.program))
}

// tree is the output of a drawing on the screen.
func (s *session) tree() *output {
	return &output{formatFlag: &formatFlag{formats: []format{formatTree}, chosen: formatTree}, cmd: s.cmd}
}

// openIndex opens what is asked, if it is not open yet.
func (s *session) openIndex(ctx context.Context) error {
	if s.engine != nil {
		return nil
	}
	docs, done, err := s.a.openPassages(ctx, s.index, !s.in.interactive())
	if err != nil {
		return err
	}
	engine, closed, err := s.a.engine(s.asking.run.config(docs, s.all()), &s.model)
	if err != nil {
		done()
		return err
	}
	s.engine, s.docs, s.done = engine, docs, func() { closed(); done() }
	return nil
}

// closeIndex lets go of it; the next question opens it again, under other settings if they were changed.
func (s *session) closeIndex() {
	if s.engine != nil {
		s.done()
		s.engine, s.docs, s.done = nil, nil, nil
	}
}

// tell shows what went wrong with a line.
func (s *session) tell(err error) {
	if err == nil {
		return
	}
	s.status = statusOf(err)
	if said(err) {
		return
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(s.a.err, "stopped")
		s.status = statusInterrupted
		return
	}
	s.a.complain("error", err.Error(), hintOf(err, fileHint(err)))
}
