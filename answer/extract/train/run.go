package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/qcompiler/qcompiler/answer/extract/internal/confidence"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/logistic"
	"github.com/qcompiler/qcompiler/answer/extract/internal/weights"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
)

type config struct {
	data, out  string
	folds, use int
	epochs     int
	rate       float32
	delta      float32
	sets       string
	log        func(string, ...any)
	lex        *lexicon.Lexicon
	lexData    string
	gold, top  []*example // leaves with their gold passage, and with what an index returns
	single     []*example
	extra      []*example // for the network alone
	vectors    []float32  // that the network's words begin with
	texts      []features.Passage
	errorsPath string
	// everyAnswer lists right answers too.
	everyAnswer bool
	errors      *os.File
	cache       string
	keep        string // a weights file to take all from but the yes/no model
	kept        weights.File
	ablate      bool
}

func (c *config) run() error {
	if err := c.openErrors(); err != nil {
		return err
	}
	if c.keep == "" {
		if err := c.load(); err != nil {
			return err
		}
	}
	if err := c.lexicon(); err != nil {
		return err
	}
	if c.ablate {
		return c.ablation()
	}
	if c.keep != "" {
		return c.refreshYesNo()
	}
	if err := c.countVectors(); err != nil {
		return err
	}
	records := c.crossValidate(0)
	calibration := c.calibrate(records)
	yes, accuracy, always, err := c.yesNo()
	if err != nil {
		return err
	}
	report := c.report(records, accuracy, always)
	fmt.Fprint(os.Stderr, report)
	if c.out == "" {
		return nil
	}
	l := newLearner(c.lex, 0)
	l.train(c.trainable(), c.options())
	l.pack()
	l.net = c.network(l, -1)
	if err := os.WriteFile(strings.TrimSuffix(c.out, filepath.Ext(c.out))+".md", []byte(report), 0o644); err != nil {
		return err
	}
	return c.save(l, records, calibration, yes)
}

// groupNames name the groups of features in the order of their bits.
var groupNames = []string{"passage rank and title", "cover of the question", "words before and after", "the candidate's own words", "nearness to the question's words", "clusters and vectors", "coreference and coordination", "relation table", "names and places in the sentence"}

// ablation measures what each group of features gives, by leaving it out, and writes a table.
func (c *config) ablation() error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What each group of features gives\n\nMade by `go run ./answer/extract/train -ablate`; do not edit. Exact match of the linear model alone on %d of %d folds\nwith a group left out, trained on a sixth of the other folds for two epochs.\n\n| left out | squad | nq | 2wiki | 2wiki-top5 | musique | musique-top5 |\n|---|---|---|---|---|---|---|\n", max(c.use, 1), c.folds)
	for bit := range len(groupNames) + 1 {
		off, name := features.Group(0), "nothing"
		if bit > 0 {
			off, name = 1<<(bit-1), groupNames[bit-1]
		}
		sums := tallies(c.crossValidate(off), func(r record) string { return r.set })
		fmt.Fprintf(&b, "| %s", name)
		for _, set := range []string{"squad", "nq", "2wiki", "2wiki-top5", "musique", "musique-top5"} {
			if t := sums[set]; t != nil {
				fmt.Fprintf(&b, " | %.1f", 100*t.em/t.n)
			} else {
				b.WriteString(" | -")
			}
		}
		b.WriteString(" |\n")
	}
	if c.out == "" {
		fmt.Fprint(os.Stderr, b.String())
		return nil
	}
	return os.WriteFile(c.out, []byte(b.String()), 0o644)
}

// leafWeight is what a leaf of a plan counts: there are few of them, and they are what the reader is for.
const leafWeight = 2

func (c *config) load() error {
	for _, f := range []struct {
		file, set string
		weight    float32
	}{
		{"squad/questions.jsonl", "squad", 1},
		{"squad/unanswerable.jsonl", "unanswerable", 0},
		{"nq/questions.jsonl", "nq", 1},
		{"reading/squad-train-part.jsonl", "train-part", 1},
		{"reading/squadshifts-wiki.jsonl", "squadshifts", 1},
		{"relations/redocred.jsonl", "rel-redocred", 0.7},
		{"relations/fewrel.jsonl", "rel-fewrel", 0.7},
		{"relations/google-re.jsonl", "rel-google", 0.7},
	} {
		list, err := single(c.data, f.file, f.set, f.weight)
		if err != nil {
			return err
		}
		for i := range list {
			if strings.HasPrefix(f.set, "rel") {
				list[i].turn = 1 + i%2
			}
			c.single = append(c.single, &list[i])
			c.texts = append(c.texts, list[i].passages[0])
		}
	}
	list, err := single(c.data, "reading/qamr.jsonl", "qamr", 0.5)
	if err != nil {
		return err
	}
	for i := 0; i < len(list); i += 2 {
		c.extra = append(c.extra, &list[i])
	}
	seen := map[string]bool{}
	corpora := map[string]*corpus{}
	for _, f := range []struct{ folder, set string }{{"2wiki", "2wiki"}, {"2wiki-pool", "2wiki"}, {"musique", "musique"}} {
		rows, err := readRows(filepath.Join(c.data, f.folder, "questions.jsonl"))
		if err != nil {
			return err
		}
		col, err := newCorpus(filepath.Join(c.data, f.folder, "corpus.jsonl"))
		if err != nil {
			return err
		}
		corpora[f.folder] = col
		ix, done, err := index(col.docs)
		if err != nil {
			return err
		}
		defer done()
		col.titles = ix.Titles()
		n := 0
		for _, e := range leafExamples(rows, col, f.set) {
			e.weight = leafWeight
			key := e.questions[0]
			if seen[f.set+key] {
				continue
			}
			seen[f.set+key] = true
			seen[key] = true
			e.turn, e.titles = 2, col.titles
			c.gold = append(c.gold, &e)
			t := e
			t.turn = 1
			t.set += "-top5"
			docs, err := ix.Retrieve(context.Background(), e.questions[0], retriever.WithTopK(5))
			if err != nil {
				return err
			}
			t.passages = nil
			for _, d := range docs {
				t.passages = append(t.passages, features.Passage{Title: d.Title, Text: d.Text})
			}
			c.top = append(c.top, &t)
			n++
		}
		c.log("%s: %d leaves of %d questions", f.folder, n, len(rows))
	}
	for _, folder := range []string{"hotpotqa", "nq", "squad"} {
		col, err := newCorpus(filepath.Join(c.data, folder, "corpus.jsonl"))
		if err != nil {
			return err
		}
		corpora[folder] = col
	}
	for _, folder := range []string{"2wiki", "2wiki-pool", "musique", "hotpotqa", "nq", "squad"} {
		for _, d := range corpora[folder].docs {
			c.texts = append(c.texts, features.Passage{Title: d.Title, Text: d.Text})
		}
	}
	for _, f := range []string{"decomposition/2wiki.jsonl", "decomposition/musique.jsonl"} {
		rows, err := readRows(filepath.Join(c.data, f))
		if err != nil {
			return err
		}
		n := 0
		for _, folder := range []string{"2wiki", "2wiki-pool", "musique", "hotpotqa"} {
			for _, e := range triples(rows, corpora[folder], "triples", 1, seen) {
				c.single = append(c.single, &e)
				n++
			}
		}
		c.log("%s: %d triples with a passage", f, n)
	}
	c.texts = unique(c.texts)
	c.log("%d single-passage examples, %d leaves, %d texts", len(c.single), len(c.gold), len(c.texts))
	return nil
}

func unique(list []features.Passage) []features.Passage {
	seen := map[string]bool{}
	out := list[:0]
	for _, p := range list {
		if !seen[p.Text] {
			seen[p.Text] = true
			out = append(out, p)
		}
	}
	return out
}

func (c *config) lexicon() error {
	if c.keep != "" {
		b, err := os.ReadFile(c.keep)
		if err != nil {
			return err
		}
		if c.kept, err = weights.Decode(string(b)); err != nil {
			return err
		}
		c.lex, err = lexicon.New(c.kept["lexicon"])
		return err
	}
	kept := filepath.Join(c.cache, "lexicon.bin")
	b, err := os.ReadFile(kept)
	if c.cache == "" || err != nil {
		b = lexicon.Encode(buildLexicon(c.texts))
		if c.cache != "" {
			if err := os.WriteFile(kept, b, 0o644); err != nil {
				return err
			}
		}
	}
	c.lexData = string(b)
	c.lex, err = lexicon.New(c.lexData)
	if err == nil {
		c.log("%d words in the lexicon", c.lex.Len())
	}
	return err
}

// refreshYesNo writes the weights file that was kept with a new yes/no model.
func (c *config) refreshYesNo() error {
	yes, accuracy, always, err := c.yesNo()
	if err != nil {
		return err
	}
	c.log("yes/no questions: %.1f%% right, always yes %.1f%%", 100*accuracy, 100*always)
	if c.out == "" {
		return nil
	}
	c.kept["yesno"] = weights.Floats(yes)
	delete(c.kept, "numbers")
	return os.WriteFile(c.out, c.kept.Encode(), 0o644)
}

// save writes the weights file.
func (c *config) save(l *learner, records []record, calibration confidence.Model, yes logistic.Model) error {
	thresholds := make([]float32, 0, len(confidence.Keeps))
	for _, keep := range confidence.Keeps {
		thresholds = append(thresholds, float32(keeping(records, keep)))
	}
	f := weights.File{
		"thresholds": weights.Floats(thresholds),
		"model":      l.stored, "lexicon": c.lexData, "yesno": weights.Floats(yes),
		"levels": weights.Floats(l.levels[:]), "calibration": weights.Floats(calibration.Stored()),
	}
	net := l.net.Weights.Store()
	f["network"], f["network-words"], f["network-suffixes"] = weights.Floats(net.Dense), net.Words, net.Suffixes
	f["network-scales"] = weights.Floats([]float32{net.WordsScale, net.SuffixesScale})
	b := f.Encode()
	c.log("%d bytes of weights to %s", len(b), c.out)
	return os.WriteFile(c.out, b, 0o644)
}

// index builds the project's own index over docs in a temporary folder, so that what is trained on is what will be read.
func index(docs []retriever.Document) (*bleve.Index, func(), error) {
	dir, err := os.MkdirTemp("", "extract-train")
	if err != nil {
		return nil, nil, err
	}
	done := func() { _ = os.RemoveAll(dir) }
	path := filepath.Join(dir, "index")
	all := func(yield func(retriever.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
	if _, err := bleve.Build(context.Background(), path, all, bleve.WriteOptions{}); err != nil {
		done()
		return nil, nil, err
	}
	ix, err := bleve.Open(context.Background(), path, bleve.Options{})
	if err != nil {
		done()
		return nil, nil, err
	}
	return ix, func() { _ = ix.Close(); done() }, nil
}
