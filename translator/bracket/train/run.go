package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/qcompiler/qcompiler/translator/bracket/internal/laminar"
)

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
	for _, way := range []struct {
		name string
		key  func(*record) string
	}{{"no sub-question shared", byGroup}, {"random folds", byID}} {
		if only != "" && way.name != only {
			continue
		}
		f := split(all, way.name, way.key)
		rankings = append(rankings, f.rankings...)
		if quick {
			continue
		}
		if err := measure(data, f, rows); err != nil {
			return err
		}
	}
	if out != "" {
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
