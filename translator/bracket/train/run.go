package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func run(data, out string, show int, quick, probing bool) error {
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
	if out != "" {
		if err := write(all, out); err != nil {
			return err
		}
	}
	if quick {
		return nil
	}
	if probing {
		probe(all)
		return nil
	}
	for _, f := range []*folds{split(all, "random folds", byID), split(all, "no sub-question shared", byGroup)} {
		if err := measure(data, f, rows); err != nil {
			return err
		}
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
func write(all []*sample, folder string) error {
	data, err := fitted(all, func(*sample) bool { return true }).Encode()
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "weights: %d bytes\n", len(data))
	return os.WriteFile(filepath.Join(folder, "weights.bin"), data, 0o644)
}
