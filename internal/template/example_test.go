package template_test

import (
	"os"

	"github.com/qcompiler/qcompiler/internal/template"
)

func Example() {
	t := template.Must(template.Parse("answer", "{{range .Leaves}}{{.ID}} {{.Text}}\n{{else}}nothing\n{{end}}"))
	type leaf struct{ ID, Text string }
	_ = t.Execute(os.Stdout, map[string][]leaf{"Leaves": {{"A", "Who directed Jaws"}, {"B", "When was {director} born"}}})
	// Output:
	// A Who directed Jaws
	// B When was {director} born
}
