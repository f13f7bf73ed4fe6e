package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	modelanswer "github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/llm/prompt"
	modeltranslator "github.com/qcompiler/qcompiler/translator/model"
)

// namedPrompt is a prompt a user can print, change and pass back.
type namedPrompt struct {
	name, about string
	prompt      *prompt.Prompt
}

// The names of the prompts.
const (
	promptTranslate  = "translate"
	promptShort      = "translate-short"
	promptAgain      = "translate-again"
	promptAgainShort = "translate-again-short"
	promptAnswer     = "answer"
	promptBind       = "bind"
	promptCompose    = "compose"
)

func defaultPrompts() []namedPrompt {
	return []namedPrompt{
		{promptTranslate, "asks for an expression; .Grammar teaches the language", modeltranslator.DefaultPrompt()},
		{promptShort, "the same in half the tokens, where the server holds to the grammar", modeltranslator.ShortPrompt()},
		{promptAgain, "sends the diagnostics of a bad expression back", modeltranslator.DefaultAgain()},
		{promptAgainShort, "the same where the server holds to the grammar", modeltranslator.ShortAgain()},
		{promptAnswer, "has passages read", modelanswer.AnswerPrompt()},
		{promptBind, "fits an answer into a placeholder", modelanswer.BindPrompt()},
		{promptCompose, "composes the answer from what was found", modelanswer.ComposePrompt()},
	}
}

func promptNames() []string {
	var names []string
	for _, p := range defaultPrompts() {
		names = append(names, p.name)
	}
	return names
}

// promptCompletions offers the names of the prompts, and files behind one.
func promptCompletions(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if strings.Contains(typed, "=") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var out []cobra.Completion
	for _, p := range defaultPrompts() {
		out = append(out, cobra.CompletionWithDesc(p.name+"=", p.about))
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

func newPromptsCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prompts [NAME]",
		Short: "List the prompts that models get, or print one to change it",
		Long: `Prompts prints the template of a prompt. Change it and pass it with --prompt
NAME=FILE to ask, translate or eval; a model that was trained on a prompt of its own
is driven that way. Without a name it lists them.

Templates have the form of Go's text/template, without methods. Their functions are
and, or, not, eq, ne, lt, le, gt, ge, len, index, print and printf.

A template has a block "user" and, if wanted, a block "system". What a question or
a passage holds is filled in as data and never read as a template.`,
		Example: `  qcompile prompts
  qcompile prompts translate > mine.tmpl
  qcompile translate --translator model --prompt translate=mine.tmpl "Who directed Jaws?"`,
		GroupID: groupLanguage,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("without a name, all are listed", "one prompt at a time, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			if len(args) == 0 {
				for _, p := range defaultPrompts() {
					out = append(out, cobra.CompletionWithDesc(p.name, p.about))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
	}
	o := addOutput(cmd, formatText)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := a.resolve(o); err != nil {
			return err
		}
		if len(args) == 0 {
			var out strings.Builder
			for _, p := range defaultPrompts() {
				fmt.Fprintf(&out, "%-21s  %s  %s\n", p.name, p.prompt.Version(), p.about)
			}
			return a.writeString(o, out.String())
		}
		for _, p := range defaultPrompts() {
			if p.name == args[0] {
				return a.writeString(o, p.prompt.String())
			}
		}
		hint := didYouMean(args[0], "", promptNames())
		if hint == "" {
			hint = `"qcompile prompts" lists them all`
		}
		return &hinted{err: fmt.Errorf("there is no prompt %q", args[0]), hint: hint}
	}
	return cmd
}

// promptFiles are prompts of a user's own. It is the value of --prompt.
type promptFiles struct{ given map[string]*prompt.Prompt }

// largestPrompt is the largest file of a prompt, in bytes.
const largestPrompt = 1 << 20

// String is empty: the default is none.
func (f *promptFiles) String() string { return "" }

// Type names the value in a usage line.
func (f *promptFiles) Type() string { return "NAME=FILE" }

// Set reads one prompt.
func (f *promptFiles) Set(text string) error {
	name, file, ok := strings.Cut(text, "=")
	switch {
	case !ok || file == "":
		return fmt.Errorf("%q is not of the form NAME=FILE, such as translate=mine.tmpl", text)
	case name == promptShort || name == promptAgainShort:
		return fmt.Errorf("pass it as %s=%s: a prompt of your own is used with any server", strings.TrimSuffix(name, "-short"), file)
	case !slices.Contains(promptNames(), name):
		return fmt.Errorf("there is no prompt %q; they are %s", name, strings.Join(slices.DeleteFunc(promptNames(), func(n string) bool { return strings.HasSuffix(n, "-short") }), ", "))
	case f.given[name] != nil:
		return fmt.Errorf("the prompt %s is given twice", name)
	}
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, largestPrompt+1))
	if err != nil {
		return err
	}
	p, err := prompt.Parse(name, string(data))
	if err != nil {
		return err
	}
	if f.given == nil {
		f.given = map[string]*prompt.Prompt{}
	}
	f.given[name] = p
	return nil
}

// prompt returns a prompt of the user's own, nil where the default is to be used.
func (f *promptFiles) prompt(name string) *prompt.Prompt { return f.given[name] }
