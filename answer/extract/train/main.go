// Command train fits the reader's weights on the development data and measures what they reach.
//
//	go run ./answer/extract/train -data ../shared/data -out answer/extract/weights.bin
//
// It cross-validates (all questions of an article, and all leaves of a passage, on one side), fits the calibration on the held-out
// predictions, trains on everything and writes the weights and, beside them, the report weights.md. It uses one thread and fixed seeds:
// the same data gives the same bytes. The passages that a leaf is read with come from the project's own index, built in a temporary
// folder. About half an hour of one core. The embedded weights were made with the defaults.
//
//	-use 1       measures on one part alone: more than twice as fast, with a calibration that is fitted on it
//	-ablate      writes a table of what each group of features gives instead
//	-errors F    lists every wrong answer with its class; with -every the right ones too
//	-keep F      trains the yes/no model alone and takes the rest from the weights file F
//
// Held out, the sets named -top5 and -catalogue are read with the titles of their index, as the product reads; the others without. What is
// measured are the weights in their stored form of six bits each. What the reader takes from words that the question says itself is not among it.
//
// The linear model is trained first; the network (package neural) then reads the sentences and candidates that it finds likely, so that each
// learns apart from the other and the sum of both knows more than either.
//
// Word statistics (document frequency, vectors, kinds of names) are counted over all passages, without their questions.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	data := flag.String("data", "../shared/data", "folder of the development data")
	out := flag.String("out", "", "file to write the weights to; empty for measuring alone")
	folds := flag.Int("folds", 5, "number of parts the data is cut into")
	use := flag.Int("use", 5, "number of parts that are measured on")
	epochs := flag.Int("epochs", 4, "times the examples are gone over")
	rate := flag.Float64("rate", 0.1, "learning rate")
	delta := flag.Float64("delta", 0.05, "what the sums of squared gradients begin with")
	errs := flag.String("errors", "", "file to list the wrong answers in")
	every := flag.Bool("every", false, "list the right answers too, so that two runs can be compared question by question")
	cache := flag.String("cache", "", "folder to keep the counted lexicon in between runs")
	keep := flag.String("keep", "", "weights file to take all from but the yes/no model, which alone is trained")
	ablate := flag.Bool("ablate", false, "measure what each group of features gives")
	sets := flag.String("sets", "", "only measure on these sets")
	flag.Parse()
	begin := time.Now()
	c := config{data: *data, out: *out, folds: *folds, use: *use, epochs: *epochs, rate: float32(*rate), delta: float32(*delta), errorsPath: *errs, everyAnswer: *every, cache: *cache, keep: *keep, ablate: *ablate, sets: *sets, log: func(format string, a ...any) {
		fmt.Fprintf(os.Stderr, "%6.1fs "+format+"\n", append([]any{time.Since(begin).Seconds()}, a...)...)
	}}
	if err := c.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
