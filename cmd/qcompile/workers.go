package main

import (
	"fmt"
	"runtime"
	"strconv"

	"github.com/spf13/cobra"
)

// workers is how many things are done at the same time: as many as there are processors, unless a number is given. It is the value of
// --parallel.
type workers struct{ given int }

const mostWorkers = 256

func (w *workers) add(cmd *cobra.Command, about string) {
	cmd.Flags().Var(w, "parallel", about)
	complete(cmd, "parallel", "auto\tas many as there are processors")
}

// String returns the number.
func (w *workers) String() string {
	if w.given == 0 {
		return "auto"
	}
	return strconv.Itoa(w.given)
}

// Type names the value in a usage line.
func (w *workers) Type() string { return "N" }

// Set takes a number in bounds.
func (w *workers) Set(text string) error {
	if text == "auto" {
		w.given = 0
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostWorkers {
		return fmt.Errorf("%q is not auto or a number from 1 to %d", text, mostWorkers)
	}
	w.given = n
	return nil
}

func (w *workers) count() int {
	if w.given > 0 {
		return w.given
	}
	return min(runtime.GOMAXPROCS(0), mostWorkers)
}
