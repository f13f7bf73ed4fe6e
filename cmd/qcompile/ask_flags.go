package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
)

// config is that of an engine that does as the flags say.
func (f *runFlags) config(docs retriever.Retriever, limits qcompiler.Limits) qcompiler.Config {
	return qcompiler.Config{
		Retriever: docs, Limits: limits, TopK: f.topK.value, Policy: executor.Policy(f.policy.value),
		RunLimits: executor.Limits{Fanout: f.fanout.value, Beam: f.beam.value, Parallel: f.parallel.value, Wall: f.timeout.value},
	}
}

// addQuestionIndex adds --index to a command that can do without.
func addQuestionIndex(cmd *cobra.Command) *indexFlag {
	f := addIndex(cmd)
	cmd.Flags().Lookup("index").Usage = "the folder of the `INDEX`; by default the one named by " + indexVariable + ", or else the built-in demo corpus"
	return f
}

// openPassages opens the index a question is about, or the demo corpus where none is named, and says so.
func (a *app) openPassages(ctx context.Context, f *indexFlag, quiet bool) (retriever.Retriever, func(), error) {
	path, err := a.index(f)
	if err == nil {
		ix, err := a.openIndex(ctx, path, f.options)
		if err != nil {
			return nil, nil, err
		}
		if !quiet {
			a.noteInterrupted(ix)
		}
		return ix, func() { _ = ix.Close() }, nil
	}
	if a.corpus != nil {
		return a.corpus(ctx)
	}
	corpus, err := demo.Open(ctx, demo.Options{})
	if err != nil {
		return nil, nil, fmt.Errorf("open the demo corpus: %w", err)
	}
	if !quiet {
		fmt.Fprintln(a.err, "note: no index is named, so this asks the built-in demo corpus; -i INDEX asks yours")
		if reason := corpus.Reason(); reason != nil {
			fmt.Fprintf(a.err, "note: it could not be kept for the next time: %s\n", oneLine(reason.Error()))
		}
	}
	return corpus, func() { _ = corpus.Close() }, nil
}

// choice is one of some words. It is the value of a flag.
type choice struct {
	name, value string
	values      []string
}

// String returns the word.
func (c *choice) String() string { return c.value }

// Type names the value in a usage line.
func (c *choice) Type() string { return c.name }

// Set takes one of the words.
func (c *choice) Set(text string) error {
	if !slices.Contains(c.values, text) {
		if hint := didYouMean(text, "", c.values); hint != "" {
			return fmt.Errorf("%q is not one of %s; %s", text, strings.Join(c.values, ", "), hint)
		}
		return fmt.Errorf("%q is not one of %s", text, strings.Join(c.values, ", "))
	}
	c.value = text
	return nil
}

// limitedTime is a time that something may take. It is the value of a flag.
type limitedTime struct{ value, most time.Duration }

// String returns the time, without parts that are zero.
func (l *limitedTime) String() string {
	text := l.value.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// Type names the value in a usage line.
func (l *limitedTime) Type() string { return "TIME" }

// Set takes a time in bounds.
func (l *limitedTime) Set(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil || d < time.Millisecond || d > l.most {
		return fmt.Errorf("%q is not a time from 1ms to %s, such as 30s or 5m", text, (&limitedTime{value: l.most}).String())
	}
	l.value = d
	return nil
}
