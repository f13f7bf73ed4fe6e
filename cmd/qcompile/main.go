// Qcompile compiles complex questions: it shows what an expression means, whether it makes sense, and the plan it becomes.
//
// Run qcompile --help to see where to start.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(start()) }

// start runs the command in the environment of this process.
func start() int {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	a := newApp()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for s := range signals {
			if s == os.Interrupt && a.interrupted() {
				continue
			}
			signal.Stop(signals) // a second Ctrl-C ends the process at once
			stop()
			return
		}
	}()
	return run(ctx, a, os.Args[1:])
}
