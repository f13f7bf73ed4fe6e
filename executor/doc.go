// Package executor holds compiled queries.
//
// A [Program] is a checked query made ready to run: its leaves in reading order, each with the leaves it depends on. It is immutable,
// safe for concurrent use, and holds no client and no secret, so it can be compiled once, kept, printed, drawn and run many times.
package executor
