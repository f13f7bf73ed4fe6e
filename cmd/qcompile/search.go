package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
)

// searching is what a search is told.
type searching struct {
	index    *indexFlag
	o        *output
	most     bounded
	filter   filterFlag
	minScore ranged
	explain  bool
	ranking  rankingFlags
	in, out  string
	workers  workers
	quiet    bool
}

func newSearchCommand(a *app) *cobra.Command {
	s := &searching{most: bounded{retriever.DefaultTopK, bleve.MaxTopK}}
	cmd := &cobra.Command{
		Use:   "search QUERY -i INDEX",
		Short: "Find the passages of an index that bear on a question",
		Long: `Search prints the passages that bear on a question, best first: rank, score, title
and id, and the part of the text where most of the words of the question stand,
marked. Nothing in a question is syntax: it is cut into words, and that is all.
With - the question is read from standard input.

--in searches for many questions. Each line of the file is a JSON object with an id
and a question; other fields are passed over. --out gets one line for each, in the
same order: {"id":..,"retrieved":[{"id":..,"title":..,"score":..}]}. The file is
replaced when all is done, or not at all. Both may be -, the standard streams.

The score is BM25 over title and text, plus a bonus where the title of a passage
stands in the question, less of one that is a word of a longer name there; --explain
shows how it came about. The status is 5 if nothing is found.`,
		Example: `  qcompile search "Who directed Jaws" -i films.idx
  qcompile search "silent films" -k 3 --filter country=France --explain -i films.idx
  qcompile search "silent films" -i films.idx --format json | jq -r '.retrieved[].title'
  qcompile search --in questions.jsonl --out found.jsonl -k 5 -i films.idx
  export QCOMPILE_INDEX=films.idx; qcompile search "Who directed Jaws"`,
		GroupID: groupIndex,
		Args:    s.args,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	s.index = addIndex(cmd)
	flags.VarP(&s.most, "top", "k", "the most passages to find for a question")
	flags.Var(&s.filter, "filter", "find only passages whose metadata has this `KEY=VALUE`; may be given several times, all must hold")
	flags.Var(&s.minScore, "min-score", "find only passages that score so much or more")
	flags.BoolVar(&s.explain, "explain", false, "show how each score came about")
	s.o = addOutput(cmd, formatText, formatJSON)
	flags.StringVar(&s.in, "in", "", "search for all the questions in `FILE`, one JSON object a line")
	flags.StringVar(&s.out, "out", "", "write what was found for them to `FILE`, at once or not at all; standard output if not given")
	s.workers.add(cmd, "how many of them to search for at the same time; auto means as many as there are processors")
	flags.BoolVarP(&s.quiet, "quiet", "q", false, "with --in: no progress and no summary")
	s.ranking.add(cmd)
	for _, name := range []string{"top", "filter", "min-score"} {
		complete(cmd, name)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.resolve(s.o); err != nil {
			return err
		}
		path, err := a.index(s.index)
		if err != nil {
			return err
		}
		if s.in != "" {
			return a.searchMany(cmd.Context(), s, path)
		}
		question, err := a.question(cmd.Context(), args)
		if err != nil {
			return err
		}
		return a.searchOne(cmd.Context(), s, path, question)
	}
	return cmd
}

// args checks what cannot go together.
func (s *searching) args(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) > 1:
		return usage(`quote it: qcompile search "Who directed Jaws" -i INDEX`, "a question is one argument, and there are %d", len(args))
	case s.in != "" && len(args) > 0:
		return usage("leave one of them out", "there is a question, and a file of questions, %s", s.in)
	case s.in == "" && s.out != "":
		return usage("for one question, write -o FILE", "--out is for the questions of --in")
	case s.in == "" && len(args) == 0:
		return usage("write it in quotes, - to read it from standard input, or --in FILE for many", "the question is missing")
	}
	for _, name := range []string{"explain", "format", "output"} {
		if s.in != "" && cmd.Flags().Changed(name) {
			return usage("what --out gets has one form; search for a single question to see more", "--%s does not go with --in", name)
		}
	}
	return nil
}

// question returns the question of a command line.
func (a *app) question(ctx context.Context, args []string) (string, error) {
	e := expression{text: args[0], size: len(args[0])}
	if args[0] == "-" {
		var err error
		if e, err = a.readInput(ctx, "", lexer.DefaultBytes); err != nil {
			return "", err
		}
	}
	return checkQuestion(e.text, e.size)
}

// checkQuestion refuses a question that there is nothing to find for, or that is none.
func checkQuestion(text string, size int) (string, error) {
	if size > lexer.DefaultBytes {
		return "", &hinted{
			err:  fmt.Errorf("the question is longer than %s", sizeText(lexer.DefaultBytes)),
			hint: "ask for less at once, or search for many questions with --in FILE",
		}
	}
	if text = strings.TrimSpace(text); text == "" {
		return "", usage("ask something, such as \"Who directed Jaws\"", "the question is empty")
	}
	return text, nil
}

// request is what the index is asked for.
func (s *searching) request(question string) bleve.Request {
	return bleve.Request{
		Question: question, TopK: s.most.value, MinScore: s.minScore.value, Filter: s.filter.pairs, Explain: s.explain, NoMatches: s.in != "",
	}
}

func (a *app) searchOne(ctx context.Context, s *searching, path, question string) error {
	ix, err := a.openIndex(ctx, path, bleve.Options{Ranking: s.ranking.ranking()})
	if err != nil {
		return err
	}
	defer ix.Close()
	a.noteInterrupted(ix)
	collecting, warnings := retriever.CollectWarnings(ctx)
	hits, err := ix.Search(collecting, s.request(question))
	if err != nil {
		return indexError(err)
	}
	for _, warning := range warnings.All() {
		a.note(warning)
	}
	if s.o.chosen.name == formatJSON.name {
		err = a.writeJSON(s.o, newFound(ix, question, hits))
	} else if len(hits) > 0 {
		toTerminal := a.terminal.out && (s.o.file == "" || s.o.file == "-")
		err = a.writeString(s.o, drawHits(hits, a.hitStyle(toTerminal)))
	}
	if err != nil {
		return err
	}
	if len(hits) == 0 {
		return a.nothing(s)
	}
	return nil
}

// noteInterrupted tells of an index that is not all that it was to be.
func (a *app) noteInterrupted(ix *bleve.Index) {
	if stats, err := ix.Stats(); err == nil && stats.Interrupted {
		fmt.Fprintf(a.err, "note: the last change to %s was stopped; what it had written is searched, and running it again goes on from there\n",
			oneLine(ix.Path()))
	}
}

// note tells of a search that did less than it was asked for.
func (a *app) note(warning error) {
	warning = indexError(warning)
	fmt.Fprintf(a.err, "note: %s\n", oneLine(warning.Error()))
	var h *hinted
	if errors.As(warning, &h) && h.hint != "" {
		fmt.Fprintf(a.err, "  hint: %s\n", oneLine(h.hint))
	}
}

// nothing tells that nothing was found, and why that may be.
func (a *app) nothing(s *searching) error {
	hint := "no passage has a word of the question; ask in other words"
	switch {
	case len(s.filter.pairs) > 0 && s.minScore.value > 0:
		hint = "search without --filter or with a lower --min-score"
	case len(s.filter.pairs) > 0:
		hint = "search without --filter; keys and values are compared as they are, letter by letter"
	case s.minScore.value > 0:
		hint = "search with a lower --min-score"
	}
	a.complain("qcompile", "nothing found", hint)
	return errNothing
}

// filterFlag is the value of --filter.
type filterFlag struct{ pairs map[string]string }

// String returns nothing: there is no default.
func (f *filterFlag) String() string { return "" }

// Type names the value in a usage line.
func (f *filterFlag) Type() string { return "KEY=VALUE" }

// Set takes one pair.
func (f *filterFlag) Set(text string) error {
	key, value, ok := strings.Cut(text, "=")
	if !ok || key == "" {
		return fmt.Errorf("%q is not KEY=VALUE, such as country=France", text)
	}
	if before, twice := f.pairs[key]; twice && before != value {
		return fmt.Errorf("%s cannot be both %q and %q", key, before, value)
	}
	if f.pairs == nil {
		f.pairs = map[string]string{}
	}
	f.pairs[key] = value
	return nil
}

// ranged is a number with bounds. It is the value of flags that take a fraction.
type ranged struct {
	value, least, most float64
	given              bool
}

// String returns the number.
func (r *ranged) String() string { return strconv.FormatFloat(r.value, 'g', -1, 64) }

// Type names the value in a usage line.
func (r *ranged) Type() string { return "X" }

// Set takes a number in bounds.
func (r *ranged) Set(text string) error {
	x, err := strconv.ParseFloat(text, 64)
	inBounds := r.least == r.most || x >= r.least && x <= r.most
	if err != nil && !errors.Is(err, strconv.ErrRange) || !inBounds || x != x {
		if r.least == r.most {
			return fmt.Errorf("%q is not a number", text)
		}
		return fmt.Errorf("%q is not a number from %g to %g", text, r.least, r.most)
	}
	r.value, r.given = x, true
	return nil
}

// rankingFlags are the parameters of the ranking.
type rankingFlags struct{ k1, b, title ranged }

func (f *rankingFlags) add(cmd *cobra.Command) {
	f.k1 = ranged{value: bleve.DefaultK1, least: 0.01, most: 100}
	f.b = ranged{value: bleve.DefaultB, least: 0, most: 1}
	f.title = ranged{value: bleve.DefaultTitle, least: 0, most: 100}
	cmd.Flags().Var(&f.k1, "k1", "BM25: how soon more occurrences of a word stop to count")
	cmd.Flags().Var(&f.b, "b", "BM25: how much long passages are held back, 0 to 1")
	cmd.Flags().Var(&f.title, "title-weight", "the bonus for a passage whose title stands in the question; 0 for none")
	for _, name := range []string{"k1", "b", "title-weight"} {
		complete(cmd, name)
	}
}

// given tells of the parameters that were given, nothing where none was.
func (f *rankingFlags) given() string {
	if !f.k1.given && !f.b.given && !f.title.given {
		return ""
	}
	return fmt.Sprintf("k1 %s, b %s, title weight %s", &f.k1, &f.b, &f.title)
}

func (f *rankingFlags) ranking() bleve.Ranking {
	return bleve.Ranking{K1: f.k1.value, B: &f.b.value, Title: &f.title.value}
}
