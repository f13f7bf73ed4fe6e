package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/weights"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
)

type config struct {
	data, out   string
	folds, use  int
	epochs      int
	rate        float32
	off         uint16
	sets        string
	log         func(string, ...any)
	lex         *lexicon.Lexicon
	lexData     string
	gold, top   []*example // leaves with their gold passage, and with what an index returns
	single      []*example
	texts       []features.Passage
	top5Weights float32
}

func (c *config) run() error {
	if err := c.load(); err != nil {
		return err
	}
	if err := c.lexicon(); err != nil {
		return err
	}
	if c.out != "" {
		var train []*example
		for _, list := range [][]*example{c.single, c.gold, c.top} {
			for _, e := range list {
				if e.weight > 0 {
					train = append(train, e)
				}
			}
		}
		l := newLearner(c.lex, 0)
		l.train(train, options{epochs: c.epochs, rate: c.rate, seed: 1})
		return c.save(l)
	}
	for fold := range c.use {
		var train, test []*example
		for _, list := range [][]*example{c.single, c.gold, c.top} {
			for _, e := range list {
				if int(e.group%uint32(c.folds)) == fold {
					test = append(test, e)
				} else if e.weight > 0 {
					train = append(train, e)
				}
			}
		}
		l := newLearner(c.lex, features.Group(c.off))
		l.train(train, options{epochs: c.epochs, rate: c.rate, seed: 1})
		c.log("fold %d: trained on %d", fold, len(train))
		c.measure(l, test)
	}
	return nil
}

type tally struct {
	n, em, f1, reach float64
}

func (c *config) measure(l *learner, test []*example) {
	sums := map[string]*tally{}
	dump, _ := os.Create("/tmp/reader/errors.txt")
	defer dump.Close()
	for _, e := range test {
		if c.sets != "" && !strings.Contains(c.sets, e.set) || strings.HasPrefix(e.set, "rel") || e.set == "train-part" || e.set == "triples" {
			continue
		}
		add := func(set string, question string) {
			t := sums[set]
			if t == nil {
				t = &tally{}
				sums[set] = t
			}
			p := l.predict(e, question)
			t.n++
			t.em += p.em
			t.f1 += p.f1
			if p.reachable {
				t.reach++
			}
			if p.em == 0 {
				fmt.Fprintf(dump, "%s\tQ: %s\tGOLD: %s\tGOT: %s\t%.2f reach=%v f1=%.2f title=%s\n", set, question, strings.Join(e.answers, " / "), p.text, p.mass, p.reachable, p.f1, e.passages[0].Title)
			}
		}
		add(e.set, e.questions[0])
		if len(e.questions) > 1 {
			add(e.set+"-phrased", e.questions[1])
		}
	}
	for _, name := range []string{"squad", "nq", "2wiki", "2wiki-phrased", "2wiki-top5", "2wiki-top5-phrased", "musique", "musique-phrased", "musique-top5", "squadshifts"} {
		if t := sums[name]; t != nil {
			c.log("%-20s n=%5.0f EM %.1f F1 %.1f reach %.1f", name, t.n, 100*t.em/t.n, 100*t.f1/t.n, 100*t.reach/t.n)
		}
	}
}

func (c *config) load() error {
	for _, f := range []struct {
		file, set string
		weight    float32
	}{
		{"squad/questions.jsonl", "squad", 1}, {"nq/questions.jsonl", "nq", 1},
		{"reading/squad-train-part.jsonl", "train-part", 1}, {"reading/squadshifts-wiki.jsonl", "squadshifts", 1},
		{"relations/redocred.jsonl", "rel-redocred", 0.5}, {"relations/fewrel.jsonl", "rel-fewrel", 0.5}, {"relations/google-re.jsonl", "rel-google", 0.5},
	} {
		list, err := single(c.data, f.file, f.set, f.weight)
		if err != nil {
			return err
		}
		for i := range list {
			c.single = append(c.single, &list[i])
			c.texts = append(c.texts, list[i].passages[0])
		}
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
		n := 0
		for _, e := range leafExamples(rows, col, f.set) {
			key := e.questions[0]
			if seen[f.set+key] {
				continue
			}
			seen[f.set+key] = true
			seen[key] = true
			c.gold = append(c.gold, &e)
			t := e
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
	cache := "/tmp/reader/lexicon.bin"
	if b, err := os.ReadFile(cache); err == nil {
		c.lexData = string(b)
	} else {
		entries := buildLexicon(c.texts)
		c.lexData = string(lexicon.Encode(entries))
		if err := os.WriteFile(cache, []byte(c.lexData), 0o644); err != nil {
			return err
		}
	}
	var err error
	c.lex, err = lexicon.New(c.lexData)
	if err == nil {
		c.log("%d words in the lexicon", c.lex.Len())
	}
	return err
}

// save writes the weights file.
func (c *config) save(l *learner) error {
	w := make([]float32, len(l.w))
	for i := range w {
		w[i] = l.w[i][0]
	}
	stored, scale := features.Quantise(w)
	f := weights.File{"model": stored, "lexicon": c.lexData, "numbers": weights.Floats([]float32{scale}), "calibration": weights.Floats([]float32{1, 0})}
	b := f.Encode()
	c.log("%d bytes of weights to %s", len(b), c.out)
	return os.WriteFile(c.out, b, 0o644)
}

// index builds the project's own index over docs in a temporary folder, so that what is trained on is what will be read.
func index(docs []retriever.Document) (retriever.Retriever, func(), error) {
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
