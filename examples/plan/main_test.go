package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
)

func Example_run() {
	if err := run(os.Stdout, example); err != nil {
		panic(err)
	}
	// Output:
	// round 1
	//   ask A: Who directed Jaws
	//   ask B: Who directed Alien
	// round 2
	//   ask C: When was {director1} born
	//     {director1} is the answer of A
	//   ask D: When was {director2} born
	//     {director2} is the answer of B
}

func TestInvalid(t *testing.T) {
	assert.Error(t, run(os.Stdout, "(A"))
}
