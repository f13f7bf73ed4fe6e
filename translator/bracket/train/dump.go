package main

import (
	"fmt"
	"io"

	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/phrase"
)

// dump writes the plans of all families for a question, a line each: who proposed it, its score, and whether it is right.
func dump(w io.Writer, set string, r *record, titles translator.Titles, families []phrase.Family) {
	q := phrase.New(r.Question, phrase.Options{Titles: titles})
	fmt.Fprintf(w, "Q\t%s\t%s\n", set, r.Type)
	for _, f := range families {
		for _, p := range f(q) {
			right, _ := judge(r, p.Query)
			fmt.Fprintf(w, "P\t%s\t%.4f\t%v\t%s\n", p.By, p.Score, right, p.Query.Letters())
		}
	}
}
