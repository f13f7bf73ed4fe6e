package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// finding is what a check of the set-up found.
type finding struct {
	Check   string        `json:"check"`
	Status  findingStatus `json:"status"`
	Message string        `json:"message"`
	// Do says what to do about it, where there is something to do.
	Do string `json:"do,omitempty"`
}

// findingStatus says how a check ended.
type findingStatus string

// The ends of a check. What is only a warning keeps nothing from working that does not ask for it.
const (
	findingOK      findingStatus = "ok"
	findingWarning findingStatus = "warning"
	findingProblem findingStatus = "problem"
	findingSkipped findingStatus = "skipped"
)

// doctoring is what doctor is told.
type doctoring struct {
	index   *indexFlag
	o       *output
	strict  bool
	timeout limitedTime
}

// defaultDoctorTimeout bounds each check.
const defaultDoctorTimeout = time.Minute

func newDoctorCommand(a *app) *cobra.Command {
	s := &doctoring{timeout: limitedTime{defaultDoctorTimeout, longestRun}}
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the set-up, and say what to do about what is wrong",
		Long: `Doctor looks at what the commands need: the settings, the index, the language model
where one is named, Graphviz, the terminal, and the folder where things are kept for
the next time. For each it says whether it is well and, if not, what to do.

The index is read to the end, as by index verify; without one, the demo corpus is
asked a question. The model is asked for a single word, which costs as much as that
does; where no model is named, nothing is sent anywhere.

The status is 0 if all is well and 1 if something is wrong. A warning, such as
Graphviz missing, without which there are no SVG and PNG pictures, leaves it at 0;
with --strict it does not.`,
		Example: `  qcompile doctor
  qcompile doctor -i films.idx
  qcompile doctor --format json | jq -r '.checks[] | select(.do) | .do'`,
		GroupID:     groupTool,
		Args:        noArgs,
		Annotations: map[string]string{ownSettings: "yes"},
	}
	cmd.Flags().SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	s.index = addQuestionIndex(cmd)
	s.o = addOutput(cmd, formatText, formatJSON)
	cmd.Flags().BoolVar(&s.strict, "strict", false, "make a warning count as something wrong")
	cmd.Flags().Var(&s.timeout, "timeout", "the longest time for each check, such as 30s or 5m")
	complete(cmd, "timeout")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.resolve(s.o); err != nil {
			return err
		}
		return a.doctor(cmd.Context(), s)
	}
	return cmd
}

// diagnosis is the result of all checks.
type diagnosis struct {
	Version int       `json:"version"`
	Program string    `json:"program"`
	OK      bool      `json:"ok"`
	Checks  []finding `json:"checks"`
}

func (a *app) doctor(ctx context.Context, s *doctoring) error {
	d := diagnosis{Version: 1, Program: a.version().line(), OK: true}
	set, file := a.settings()
	for _, check := range []func(context.Context) finding{
		func(context.Context) finding { return a.checkSettings(set, file) },
		func(ctx context.Context) finding { return a.checkIndex(ctx, s.index, set["index"]) },
		func(ctx context.Context) finding { return a.checkModel(ctx, set) },
		checkGraphviz,
		func(context.Context) finding { return a.checkTerminal() },
		func(context.Context) finding { return checkCache() },
	} {
		limited, cancel := context.WithTimeout(ctx, s.timeout.value)
		found := check(limited)
		cancel()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		d.Checks = append(d.Checks, found)
		if found.Status == findingProblem || s.strict && found.Status == findingWarning {
			d.OK = false
		}
	}
	err := a.writeDiagnosis(s.o, d)
	if err == nil && !d.OK {
		return errStatus
	}
	return err
}

// findingColors are the escape sequences of the ends of a check.
var findingColors = map[findingStatus]string{
	findingOK: "\x1b[32m", findingWarning: "\x1b[33m", findingProblem: "\x1b[1;31m", findingSkipped: "\x1b[2m",
}

// findingMargin is how many columns stand before what a check says.
const findingMargin = 19

// hang makes text fit beside the names of the checks.
func (a *app) hang(text string, toTerminal bool) string {
	text = oneLine(text)
	if !toTerminal || a.terminal.columns == 0 {
		return text
	}
	return strings.ReplaceAll(wrap(text, max(a.terminal.columns-findingMargin, 30)), "\n", "\n"+strings.Repeat(" ", findingMargin))
}

func (a *app) writeDiagnosis(o *output, d diagnosis) error {
	if o.chosen.name == formatJSON.name {
		return a.writeJSON(o, d)
	}
	toTerminal := a.terminal.out && (o.file == "" || o.file == "-")
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n\n", d.Program)
	for _, f := range d.Checks {
		mark, reset := "", ""
		if a.colored(toTerminal) {
			mark, reset = findingColors[f.Status], "\x1b[0m"
		}
		fmt.Fprintf(&out, "%s%-7s%s  %-8s  %s\n", mark, f.Status, reset, f.Check, a.hang(f.Message, toTerminal))
		if f.Do != "" {
			fmt.Fprintf(&out, "%*s%s\n", findingMargin, "", a.hang("do: "+f.Do, toTerminal))
		}
	}
	if d.OK {
		out.WriteString("\nAll is well.\n")
	} else {
		out.WriteString("\nSomething is wrong; the lines with \"do:\" say what helps.\n")
	}
	return a.writeString(o, out.String())
}
