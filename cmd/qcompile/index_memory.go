package main

import "runtime/debug"

// softMemory is how large the heap of a command that writes an index grows before garbage is collected more often.
const softMemory = 400 << 20

// boundMemory keeps the garbage of a command that writes an index small: Go lets it grow to the size of what is in use, which with rows
// of megabytes is much. What is in use is not bounded by it. Call the function it returns to put things back. A limit that the user has
// set, in GOMEMLIMIT, stays if it is lower.
func boundMemory() (restore func()) {
	before := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(before, softMemory))
	return func() { debug.SetMemoryLimit(before) }
}
