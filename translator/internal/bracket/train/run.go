package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
)

// preface begins the report.
const preface = `# What the bracketer is worth

Made by ` + "`go run ./translator/internal/bracket/train`" + `. The default translator, rules and brackets together, on questions that the model has not
seen: the data is cut into five parts, and each part is translated with a model and a ranker made from the four others. Random folds
cut between questions; many of them share a sub-question with one in another part. In the other table no question shares a sub-question
with one that the model has seen. A plan is right when its graph of dependencies is that of the gold plan; for nq and squad when it is one
leaf; for the comparisons of hotpotqa when it is a list of two. "structure only" are questions that have no corpus, hence no titles to
know names by.
`

func run(data, out string, show int, quick, probing bool, only string) error {
	titles, err := catalogue(data, corpora...)
	if err != nil {
		return err
	}
	rows, err := load(data)
	if err != nil {
		return err
	}
	all := samples(rows, titles)
	aligned, trees := 0, 0
	for _, s := range all {
		if s.form != "" {
			trees++
			if s.example != nil {
				aligned++
			}
		}
	}
	fmt.Fprintf(os.Stderr, "%d questions, %d with a tree, %d of them aligned\n", len(all), trees, aligned)
	if show > 0 {
		showAlignments(all, show)
		return nil
	}
	if probing {
		probe(all)
		return nil
	}
	var rankings []laminar.Ranking
	var report bytes.Buffer
	report.WriteString(preface)
	for _, way := range []struct {
		name string
		key  func(*record) string
	}{{"no sub-question shared", byGroup}, {"random folds", byID}} {
		if only != "" && way.name != only {
			continue
		}
		f := split(all, titles, way.name, way.key)
		rankings = append(rankings, f.rankings...)
		if quick {
			continue
		}
		if err := measure(data, f, rows, io.MultiWriter(os.Stdout, &report)); err != nil {
			return err
		}
	}
	if out != "" {
		if !quick && parts == foldCount && only == "" {
			if err := os.WriteFile(filepath.Join(out, "REPORT.md"), report.Bytes(), 0o644); err != nil {
				return err
			}
		}
		return write(all, laminar.FitRanker(rankings, rankEpochs), out)
	}
	return nil
}

func showAlignments(all []*sample, n int) {
	for i, s := range all {
		if s.item == nil || len(s.item.tree.kids) == 0 || i%37 != 0 || s.record.source != "musique" && i%5 != 0 {
			continue
		}
		if n--; n < 0 {
			return
		}
		fmt.Printf("%s %s %v\n", s.record.Type, s.record.Question, s.example != nil)
		for k, l := range s.record.Leaves {
			if sp, ok := s.item.spans[k]; ok {
				fmt.Printf("    %-60s [%s]\n", l.Question, s.item.question.Text(sp[0], sp[1]))
			} else {
				fmt.Printf("    %-60s -\n", l.Question)
			}
		}
	}
}

// write fits the model on everything and writes its weights.
func write(all []*sample, ranker *laminar.Ranker, folder string) error {
	data, err := laminar.Encode(fitted(all, func(*sample) bool { return true }), ranker)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "weights: %d bytes\n", len(data))
	return os.WriteFile(filepath.Join(folder, "weights.bin"), data, 0o644)
}
