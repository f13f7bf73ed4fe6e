package executor

import "runtime"

// stackRoom is about what the stack of a look-up takes in the end.
const stackRoom = 8 << 10

// growStack makes the stack of a new goroutine as large as a look-up needs it, while there is hardly anything on it. Otherwise it would
// be doubled, and all that is on it copied, once and again on the way down into a retriever.
//
//go:noinline
func growStack() {
	var room [stackRoom]byte
	runtime.KeepAlive(&room)
}
