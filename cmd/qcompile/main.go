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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	return run(ctx, newApp(), os.Args[1:])
}
