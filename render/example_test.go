package render_test

import (
	"fmt"
	"os"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/render"
)

// A program as a tree: each question, and what its placeholders take.
func ExampleText() {
	p, err := qcompiler.Compile("(Who directed Jaws + Who wrote Jaws) * Which of {director} and {writer} was born first")
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = render.Text(os.Stdout, render.FromProgram(p), render.TextOptions{})
	// Output:
	// dependent
	// ├─ (list)
	// │  ├─ A  Who directed Jaws
	// │  └─ B  Who wrote Jaws
	// └─ C  Which of {director} and {writer} was born first   ← {director} = A; {writer} = B
}

// What is missing in an expression has its place in the tree.
func ExampleFromQuery() {
	q, _ := parser.Parse("Who directed Jaws * ", parser.Options{})
	_ = render.Text(os.Stdout, render.FromQuery(q), render.TextOptions{})
	// Output:
	// dependent
	// ├─ A  Who directed Jaws
	// └─ missing
}

// What a run found out is drawn with the questions it belongs to.
func ExampleGraph_WithNotes() {
	p, err := qcompiler.Compile("Who directed Jaws * When was {director} born")
	if err != nil {
		fmt.Println(err)
		return
	}
	g := render.FromProgram(p).WithNotes(map[string]render.Note{
		"0": {Status: "answered", Answer: "Steven Spielberg", Score: 0.93},
		"1": {Status: "failed"},
	})
	_ = render.Text(os.Stdout, g, render.TextOptions{})
	// Output:
	// dependent
	// ├─ A  Who directed Jaws
	// │     → Steven Spielberg (0.93)
	// └─ B  When was {director} born   ← {director} = A
	//       ✗ failed
}

// Mermaid is what many sites draw a chart from.
func ExampleMermaid() {
	p, err := qcompiler.Compile("Who directed Jaws * When was {director} born")
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = render.Mermaid(os.Stdout, render.FromProgram(p))
	// Output:
	// flowchart TB
	//   n0[\"dependent"/]:::dependent
	//   n1("A · Who directed Jaws"):::atomic
	//   n2("B · When was #123;director#125; born"):::atomic
	//   n0 ---|1| n1
	//   n0 ---|2| n2
	//   n1 ==>|"#123;director#125;"| n2
	//   classDef list fill:#1f4e79,stroke:#1f4e79,color:#ffffff
	//   classDef dependent fill:#f2b134,stroke:#8a5a00,color:#1c2733
	//   classDef atomic fill:#ffffff,stroke:#5b6875,color:#1c2733
	//   classDef missing fill:#fdecec,stroke:#b00020,color:#b00020,stroke-dasharray:4
	//   linkStyle default stroke:#9aa5b1
	//   linkStyle 2 stroke:#b8400e,color:#b8400e
}
