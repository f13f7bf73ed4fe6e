// Command gencorpus writes the made-up corpus that the speed of the index is measured on, as JSON Lines.
//
//	go run ./retriever/bleve/gencorpus -n 1000000 > corpus.jsonl
//	go run ./retriever/bleve/gencorpus -n 1000000 -questions 500 > questions.jsonl
//
// The same -n and -seed give the same output on every machine.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/qcompiler/qcompiler/retriever/bleve/internal/corpusgen"
)

func main() {
	n := flag.Int("n", 100_000, "number of passages of the corpus")
	seed := flag.Uint64("seed", 1, "seed of the corpus")
	questions := flag.Int("questions", 0, "write so many questions about the corpus instead of the corpus")
	flag.Parse()
	if err := run(os.Stdout, corpusgen.Corpus{Size: *n, Seed: *seed}, *questions); err != nil {
		fmt.Fprintln(os.Stderr, "gencorpus:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, c corpusgen.Corpus, questions int) error {
	if c.Size < 1 {
		return fmt.Errorf("-n is %d; it must be at least 1", c.Size)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	enc := json.NewEncoder(out)
	if questions > 0 {
		for i, q := range c.Questions(questions) {
			if err := enc.Encode(map[string]string{"id": strconv.Itoa(i), "question": q}); err != nil {
				return err
			}
		}
		return out.Flush()
	}
	for doc := range c.Passages() {
		if err := enc.Encode(doc); err != nil {
			return err
		}
	}
	return out.Flush()
}
