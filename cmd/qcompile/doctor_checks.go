package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/retriever/bleve"

	qcompiler "github.com/qcompiler/qcompiler"
)

// checkSettings looks at the configuration file and the variables.
func (a *app) checkSettings(set settings, file configFile) finding {
	f := finding{Check: "settings", Status: findingOK}
	report := a.effective()
	if len(report.errs) > 0 {
		f.Status, f.Message = findingProblem, strings.Join(report.Problems, "; ")
		f.Do = hintOf(report.errs[0], `"qcompile config --help" tells what may stand there`)
		return f
	}
	switch {
	case !file.found && len(set) == 0:
		f.Message = "the defaults"
	case !file.found:
		f.Message = count(len(set), "setting", "settings") + " from the environment"
	default:
		f.Message = fmt.Sprintf("%s, of which %d from %s", count(len(set), "setting", "settings"), len(file.entries), file.path)
	}
	return f
}

// hintOf is what an error says to do, or otherwise where it says nothing.
func hintOf(err error, otherwise string) string {
	var (
		h   *hinted
		bad *usageError
	)
	switch {
	case errors.As(err, &h) && h.hint != "":
		return h.hint
	case errors.As(err, &bad) && bad.hint != "":
		return bad.hint
	}
	return otherwise
}

// checkIndex reads the whole index, or asks the demo corpus where none is named.
func (a *app) checkIndex(ctx context.Context, flag *indexFlag, set value) finding {
	path := flag.path
	if path == "" {
		path = set.text
	}
	if path == "" {
		return checkDemo(ctx)
	}
	f := finding{Check: "index", Status: findingProblem}
	found, err := bleve.Verify(ctx, path)
	rebuild := fmt.Sprintf("remove the folder and build it again with 'qcompile index build -i %s FILES'", path)
	switch {
	case ctx.Err() != nil:
		f.Status, f.Message, f.Do = findingWarning, path+": could not be checked to the end in time", "give it more with --timeout, or run qcompile index verify -i "+path
	case err != nil:
		err = indexError(err)
		f.Message, f.Do = err.Error(), hintOf(err, rebuild)
	case !found.OK():
		f.Message, f.Do = fmt.Sprintf("%s: index is damaged: %s", path, found.Problems[0]), rebuild
	case found.Documents == 0:
		f.Status, f.Message, f.Do = findingWarning, path+": the index is empty", fmt.Sprintf("add passages with 'qcompile index sync -i %s FILES'", path)
	case found.Interrupted:
		f.Status, f.Message, f.Do = findingWarning, path+": the last change was stopped", "run it again; it goes on from there"
	default:
		f.Status, f.Message = findingOK, fmt.Sprintf("%s: %s, all of it sound", path, passages(found.Documents))
	}
	return f
}

// checkDemo asks the demo corpus one of its own questions.
func checkDemo(ctx context.Context) finding {
	f := finding{Check: "index", Status: findingProblem, Do: "reinstall qcompile; please report it at " + issues}
	corpus, err := demo.Open(ctx, demo.Options{})
	if err != nil {
		f.Message = "the demo corpus cannot be opened: " + err.Error()
		return f
	}
	defer corpus.Close()
	engine, err := qcompiler.New(qcompiler.Config{Retriever: corpus})
	if err != nil {
		f.Message = err.Error()
		return f
	}
	question := demo.Questions()[0]
	result, err := engine.Ask(ctx, question.Question)
	if err != nil {
		f.Message = "the demo corpus cannot be asked: " + err.Error()
		return f
	}
	if !question.Right(result.Answer.Text) {
		f.Message = fmt.Sprintf("the demo corpus gives %q a wrong answer", question.Question)
		return f
	}
	f.Status, f.Message, f.Do = findingOK, "none is named; the demo corpus answers", "to ask your own documents: qcompile index build -i my.idx FILES, then -i my.idx or "+indexVariable
	return f
}

// checkModel asks the model for a word, where one is named.
func (a *app) checkModel(ctx context.Context, set settings) finding {
	f := finding{Check: "model", Status: findingProblem}
	var flags modelFlags
	probe := &cobra.Command{}
	flags.add(probe, true)
	for name, v := range set {
		if flag := probe.Flags().Lookup(name); flag != nil {
			if v.check(name, flag.Value) != nil {
				return finding{"model", findingSkipped, "the settings are not valid", ""}
			}
		}
	}
	if flags.url == "" && !flags.used() {
		return finding{"model", findingSkipped, "none is named, and none is needed", ""}
	}
	client, err := a.modelClient(&flags)
	if err != nil {
		f.Message, f.Do = err.Error(), hintOf(err, "set "+modelURLVariable+" and "+modelVariable)
		return f
	}
	defer client.Close()
	const enough = 16
	reply, err := client.Generate(ctx, []llm.Message{{Role: llm.User, Content: "Answer with one word: ready"}}, llm.WithMaxTokens(enough))
	if err != nil {
		f.Message = fmt.Sprintf("%s: %v", flags.name, err)
		f.Do = "see that the server runs and that the address, the name of the model and the key are right; qcompile config shows where they come from"
		return f
	}
	f.Status = findingOK
	f.Message = fmt.Sprintf("%s at %s answers (%d tokens)", flags.name, settingShown("model-url", flags.url), reply.Usage.PromptTokens+reply.Usage.CompletionTokens)
	return f
}

// checkGraphviz draws a plan.
func checkGraphviz(ctx context.Context) finding {
	f := finding{Check: "graphviz", Status: findingOK, Message: "draws SVG and PNG"}
	program, err := qcompiler.Compile("Who directed Jaws * When was {director} born")
	var out bytes.Buffer
	if err == nil {
		err = render.SVG(ctx, &out, render.FromProgram(program))
	}
	var missing *render.NotInstalledError
	switch {
	case errors.As(err, &missing):
		f.Status, f.Message = findingWarning, "its command "+missing.Command+" was not found; there are no SVG and PNG pictures, and all else works"
		f.Do = "apt install graphviz, dnf install graphviz, brew install graphviz or winget install graphviz"
	case err != nil:
		f.Status, f.Message, f.Do = findingWarning, err.Error(), "try: echo 'digraph { a -> b }' | dot -Tsvg"
	}
	return f
}

// checkTerminal tells what the terminal can show.
func (a *app) checkTerminal() finding {
	f := finding{Check: "terminal", Status: findingOK}
	if !a.terminal.out {
		f.Message = "the output goes to no terminal: plain text, without colour"
		return f
	}
	locale := a.locale()
	color := "with colour"
	if !a.colored(true) {
		color = "without colour"
	}
	f.Message = fmt.Sprintf("%d columns, %s", a.terminal.columns, color)
	switch {
	case runtime.GOOS != "windows" && !slices.ContainsFunc([]string{"utf-8", "utf8"}, func(name string) bool { return strings.Contains(strings.ToLower(locale), name) }):
		f.Status, f.Message = findingWarning, fmt.Sprintf("%s; the locale %q does not say UTF-8, so lines of trees may look wrong", f.Message, locale)
		f.Do = "set LANG=C.UTF-8, or that of your language"
	case a.env("TERM") == "dumb":
		f.Status, f.Message, f.Do = findingWarning, f.Message+"; TERM=dumb, so nothing is kept up to date in place", "set TERM to what the terminal is, such as xterm-256color"
	case a.terminal.columns > 0 && a.terminal.columns < leastLiveColumns:
		f.Status, f.Do = findingWarning, fmt.Sprintf("make it at least %d columns wide", leastLiveColumns)
	}
	return f
}

// locale is what says which characters the terminal takes.
func (a *app) locale() string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if text := a.env(name); text != "" {
			return text
		}
	}
	return ""
}

// checkCache writes to the folder where the demo corpus and what models wrote are kept.
func checkCache() finding {
	f := finding{Check: "cache", Status: findingWarning, Do: "set XDG_CACHE_HOME to a folder that can be written to"}
	dir, err := os.UserCacheDir()
	if err == nil {
		dir = filepath.Join(dir, "qcompile")
		err = os.MkdirAll(dir, 0o777)
	}
	if err != nil {
		f.Message = "nothing can be kept for the next time: " + err.Error()
		return f
	}
	probe, err := os.CreateTemp(dir, "doctor-*")
	if err != nil {
		f.Message = "nothing can be kept for the next time: " + err.Error()
		return f
	}
	err = errors.Join(probe.Close(), os.Remove(probe.Name()))
	if err != nil {
		f.Message = err.Error()
		return f
	}
	return finding{"cache", findingOK, dir, ""}
}
