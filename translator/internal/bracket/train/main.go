// Command train fits the weights of the bracketer and reports what they are worth.
//
//	go run ./translator/internal/bracket/train -data ../shared/data -out translator/internal/bracket
//
// It reads questions with gold decompositions and questions that need none, aligns the gold sub-questions with the question, measures by
// cross-validation, and writes weights.bin and REPORT.md. The same data gives the same bytes.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
)

func main() {
	data := flag.String("data", "../shared/data", "folder of the development data")
	out := flag.String("out", "", "folder to write weights.bin and REPORT.md to; empty: measure only")
	show := flag.Int("show", 0, "print this many alignments")
	quick := flag.Bool("quick", false, "write the weights without measuring")
	probing := flag.Bool("probe", false, "measure quickly, brackets alone, on two folds")
	flag.IntVar(&augmentation.composed, "composed", augmentation.composed, "questions composed")
	flag.IntVar(&settings.Epochs, "epochs", settings.Epochs, "epochs")
	flag.IntVar(&parts, "parts", parts, "folds to measure; fewer than 5 are quicker, and leave sources out")
	only := flag.String("only", "", "measure this way of folding only: \"random folds\" or \"no sub-question shared\"")
	flag.StringVar(&plansTo, "plans", "", "folder to write the predicted plans to")
	flag.Parse()
	if err := run(*data, *out, *show, *quick, *probing, *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func sortStrings(s []string) { slices.Sort(s) }

func sortSpans(s [][2]int) {
	slices.SortFunc(s, func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(b[0], a[0]))
	})
}
