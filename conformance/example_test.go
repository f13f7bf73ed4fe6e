package conformance_test

import (
	"fmt"

	"github.com/qcompiler/qcompiler/conformance"
)

// An outcome in the form in which cases state it.
func ExampleObserve() {
	const input = "Who directed Jaws * When was {directer} born"
	sections := conformance.Observe(ours{}, input, conformance.Options{}).Sections(input)
	fmt.Println(sections[conformance.Tree])
	fmt.Println(sections[conformance.Bindings])
	fmt.Println(sections[conformance.Diagnostics])
	// Output:
	// dependent 0-44
	//   atomic 0-17 "Who directed Jaws"
	//   atomic 20-44 "When was " {directer} " born"
	// A 0
	// B 1 <- A
	//   {directer} step: A
	// warning placeholder-guessed 29-39
	//   Who directed Jaws * When was «{directer}» born
}
