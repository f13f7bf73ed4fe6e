package translator_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator"
)

// A translator of one's own: a table of questions that are asked often, and another translator for the rest.
func ExampleFunc() {
	table := map[string]string{
		"who heads the office that pays travel?": "Which office pays travel expenses * Who is the head of {office}",
	}
	whole := translator.Func(func(_ context.Context, question string) (translator.Translation, error) {
		leaf, err := ast.Literal(question)
		if err != nil {
			return translator.Translation{}, err
		}
		return translator.Translation{Question: question, Query: &ast.Query{Root: leaf}, By: "single"}, nil
	})
	own := translator.Func(func(ctx context.Context, question string) (translator.Translation, error) {
		expression, ok := table[strings.ToLower(question)]
		if !ok {
			return whole.Translate(ctx, question)
		}
		query, diags := parser.Parse(expression, parser.Options{})
		if diags.HasErrors() {
			return translator.Translation{}, diags
		}
		return translator.Translation{Question: question, Query: query, Confidence: 1, By: "table"}, nil
	})
	for _, question := range []string{"Who heads the office that pays travel?", "How high is K2?"} {
		t, err := own.Translate(context.Background(), question)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %s\n", t.By, t.Query)
	}
	// Output:
	// table: Which office pays travel expenses * Who is the head of {office}
	// single: How high is K2?
}

func ExampleTitleSet() {
	titles := translator.NewTitleSet(slices.Values([]string{"Titanic (1997 film)", "Schindler's List"}))
	for _, text := range []string{"titanic", "Schindlers List", "Jaws"} {
		fmt.Println(text, titles.Contains(text))
	}
	// Output:
	// titanic true
	// Schindlers List true
	// Jaws false
}
