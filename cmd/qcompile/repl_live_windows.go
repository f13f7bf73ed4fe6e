package main

import "github.com/peterh/liner"

// newLineState makes the editor. It reads the keys of a console by itself, so that nothing can be drawn between them.
func newLineState(d *liveDrawing) *liner.State {
	state := liner.NewLiner()
	state.SetWordCompleter(liner.WordCompleter(d.complete))
	return state
}
