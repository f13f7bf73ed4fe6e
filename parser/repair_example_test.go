package parser_test

import (
	"fmt"
	"os"

	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

func ExampleRepair() {
	const reply = "Sure! Here is the expression:\n\nWho directed Jaws → When was {{director}} born"
	r := parser.Repair(reply, parser.Options{})
	fmt.Println(r.Expression)
	fmt.Println()
	if err := source.Draw(os.Stdout, reply, r.Diagnostics, source.DrawOptions{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Who directed Jaws * When was {director} born
	//
	// note[repair-label]: took off what stands before the expression
	//   1 | Sure! Here is the expression:
	//     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...
	//   hint: nothing to do; ask for the expression alone to do without this
	//
	// warning[repair-operator]: read "→" as *
	//   3 | Who directed Jaws → When was {{director}} born
	//     |                  ^^^
	//   hint: see that this is what was meant
	//
	// warning[repair-placeholder]: took doubled braces for one pair
	//   3 | Who directed Jaws → When was {{director}} born
	//     |                              ^^^^^^^^^^^^
	//   hint: see that this is what was meant
}

func ExampleRepair_refusal() {
	const reply = "I'm sorry, I can't help with that."
	r := parser.Repair(reply, parser.Options{})
	if err := source.Draw(os.Stdout, reply, r.Diagnostics, source.DrawOptions{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// error[repair-no-expression]: there is no expression here: the model declined or asked back
	//   1 | I'm sorry, I can't help with that.
	//     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	//   hint: ask again for an expression such as: Who directed Jaws * When was {director} born
}
