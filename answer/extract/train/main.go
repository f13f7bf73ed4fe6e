// Command train fits the reader's weights on the development data and measures them.
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
	use := flag.Int("use", 1, "number of parts that are measured on")
	epochs := flag.Int("epochs", 4, "times the examples are gone over")
	rate := flag.Float64("rate", 0.05, "learning rate")
	off := flag.Int("off", 0, "groups of features to leave out, as a sum")
	sets := flag.String("sets", "", "only measure on these sets")
	flag.Parse()
	begin := time.Now()
	c := config{data: *data, out: *out, folds: *folds, use: *use, epochs: *epochs, rate: float32(*rate), off: uint16(*off), sets: *sets, log: func(format string, a ...any) {
		fmt.Fprintf(os.Stderr, "%6.1fs "+format+"\n", append([]any{time.Since(begin).Seconds()}, a...)...)
	}}
	if err := c.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
