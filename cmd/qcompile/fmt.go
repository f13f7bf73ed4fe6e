package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

func newFmtCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "fmt {EXPR | -w FILE...}",
		Short: "Print an expression in its canonical form",
		Long: `Fmt prints an expression in the one form that qcompile itself writes: one space
around operators, escapes only where something would read differently without
them. Parentheses stay as they are. The result means the same, always.

With -w the arguments are files. Each that is valid is rewritten, at once or not at
all; one that is not stays as it is, and the status is 3. With --check nothing is
written: the status is 1 where the form is not canonical.`,
		Example: `  qcompile fmt "Who directed Jaws*    +  Who directed Alien"
  qcompile fmt -f question.gq
  qcompile fmt --repair - < reply.txt
  qcompile fmt -w questions/*.gq
  qcompile fmt --check -f question.gq`,
		GroupID: groupExpression,
	}
	cmd.Flags().SortFlags = false
	var write, check bool
	cmd.Flags().BoolVarP(&write, "write", "w", false, "rewrite the files that the arguments name")
	cmd.Flags().BoolVarP(&check, "check", "l", false, "write nothing; status 1 if the form is not canonical")
	o := addFile(cmd)
	f := addFrontend(cmd, &frontend{syntax: true})
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		switch {
		case write && check:
			return usage("leave one of them out", "--write changes files and --check does not")
		case write && (f.file != "" || o.file != ""):
			return usage("write: qcompile fmt -w FILE...", "with --write the arguments are the files")
		case write && len(args) == 0:
			return usage("write: qcompile fmt -w FILE...", "the names of the files are missing")
		case f.repair && (write || check):
			return usage("print what a reply becomes with: qcompile fmt --repair -f FILE", "--repair goes with neither --write nor --check")
		case write && slices.Contains(args, "-"):
			return usage("leave out -w to print the result", "standard input cannot be rewritten")
		case write:
			return nil
		}
		return f.args(cmd, args)
	}
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if write {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if write {
			return a.rewriteAll(cmd.Context(), f, args)
		}
		x, err := a.analyze(cmd.Context(), f, args)
		if err != nil {
			return err
		}
		if err := a.verdict(x); err != nil {
			return err
		}
		canonical := x.Query.String()
		if check {
			return a.checkForm(x.expression, canonical)
		}
		return a.writeString(o, canonical+"\n")
	}
	return cmd
}

// checkForm reports whether an expression is in canonical form. An end of line at the very end, as files have it, does not count.
func (a *app) checkForm(e expression, canonical string) error {
	if strings.TrimSuffix(e.text, "\n") == canonical {
		return nil
	}
	if e.name != "" {
		a.complain(e.name, "not in canonical form", "qcompile fmt -w "+e.name)
	} else {
		a.complain("qcompile fmt", "not in canonical form", "write: "+canonical)
	}
	return errStatus
}

// rewriteAll rewrites every file that can be, and returns the worst of what went wrong.
func (a *app) rewriteAll(ctx context.Context, f *frontend, files []string) error {
	var failed error
	for _, name := range files {
		err := a.rewrite(ctx, f, name)
		switch {
		case err == nil:
			continue
		case ctx.Err() != nil:
			return err
		case errors.Is(err, errInvalid):
			if failed == nil {
				failed = errInvalid
			}
			continue
		}
		a.complain("qcompile", err.Error(), "")
		failed = errStatus
	}
	return failed
}

// rewrite puts a file into canonical form, and leaves it alone where it is already.
func (a *app) rewrite(ctx context.Context, f *frontend, name string) error {
	e, err := a.readInput(ctx, name, f.bytes.value)
	if err != nil {
		return err
	}
	if over := e.oversize(f.bytes.value); over != nil {
		a.diagnose(e, over)
		return errInvalid
	}
	x := f.compile(e)
	if err := a.verdict(x); err != nil {
		return err
	}
	now, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if wanted := []byte(x.Query.String() + "\n"); !bytes.Equal(now, wanted) {
		return writeFile(name, wanted)
	}
	return nil
}
