package bleve

import (
	"context"
	"fmt"
	"github.com/qcompiler/qcompiler/retriever/bleve/internal/corpusgen"
	"testing"
)

func TestZZDf(t *testing.T) {
	ix, err := Open(context.Background(), "/tmp/qcbench/index-100000", Options{})
	if err != nil {
		t.Fatal(err)
	}
	tot := 0.0
	qs := corpusgen.Corpus{Size: 100000, Seed: 1}.Questions(200)
	for i, q := range qs {
		for _, c := range ix.clauses(q, ix.titles.has) {
			tm, _ := ix.snap.term(context.Background(), c.id.field, c.id.text, 1)
			tot += float64(tm.documents)
			if i < 6 {
				fmt.Print(c.id.text, ":", tm.documents, " ")
			}
		}
		if i < 6 {
			fmt.Println()
		}
	}
	fmt.Println("sum df per question", tot/200, "avglen", float64(ix.snap.tokens)/float64(ix.snap.live))
	for i, s := range ix.snap.segments {
		fmt.Print(i, ":", s.size, " ")
	}
}
