package compose_test

import (
	"context"
	"fmt"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
)

func ExampleComposer() {
	leaf := func(n int, question, value string) []answer.Finding {
		return []answer.Finding{{
			Leaf: n, Template: question, Question: question, Status: answer.Answered,
			Values: []answer.Value{{Text: value, Kind: answer.Date, Confidence: .9}},
		}}
	}
	a, err := compose.New().Compose(context.Background(), answer.ComposeRequest{
		Question: "Which film came out first, Jaws or Alien?",
		Tree:     answer.Node{Kind: answer.List, Children: []answer.Node{{Kind: answer.Leaf, Leaf: 0}, {Kind: answer.Leaf, Leaf: 1}}},
		Leaves:   [][]answer.Finding{leaf(0, "When did Jaws come out", "20 June 1975"), leaf(1, "When did Alien come out", "1979")},
	})
	fmt.Println(a.Text, a.Operation, err)
	fmt.Println(a.Reason)
	// Output:
	// Jaws compare <nil>
	// Jaws by first (Jaws: 20 June 1975; Alien: 1979)
}

func ExampleBinder() {
	values, err := compose.NewBinder().Bind(context.Background(), answer.BindRequest{
		Placeholder: "country", Asked: "Where was Steven Spielberg born", Value: answer.Value{Text: "Cincinnati, Ohio, U.S.", Kind: answer.Place, Confidence: .9},
	})
	fmt.Println(values[0].Text, err)
	// Output: U.S. <nil>
}
