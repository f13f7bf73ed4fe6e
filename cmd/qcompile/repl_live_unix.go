//go:build !windows

package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/peterh/liner"
)

// newLineState makes the editor, with its keys going through the drawing.
func newLineState(d *liveDrawing) *liner.State {
	keys, editor, err := os.Pipe()
	if err != nil {
		return liner.NewLiner()
	}
	stdin := os.Stdin
	os.Stdin = keys // for as long as the editor looks where its keys come from; modes it sets on the terminal itself
	state := liner.NewLiner()
	os.Stdin = stdin
	state.SetWordCompleter(liner.WordCompleter(d.completions))
	resized := make(chan os.Signal, 1)
	signal.Notify(resized, syscall.SIGWINCH)
	go func() { // ends with the input, as does the editor's own reading
		defer signal.Stop(resized)
		d.pump(stdin, editor, resized)
	}()
	return state
}
