package answer_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// A reader that finds a year, with the place it stands at.
func ExampleFunc() {
	year := answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
		for _, p := range req.Passages {
			at := strings.Index(p.Text, "19")
			if at < 0 || at+4 > len(p.Text) {
				continue
			}
			v := answer.Value{Text: p.Text[at : at+4], Kind: answer.Date, Confidence: 0.5, Evidence: []answer.Evidence{{
				ID: p.ID, Title: p.Title, Span: retriever.Range{Start: at, End: at + 4}, Quote: p.Text,
			}}}
			return answer.Answer{Text: v.Text, Values: []answer.Value{v}, Confidence: v.Confidence}, nil
		}
		return answer.Answer{}, nil // nothing found is no error
	})
	a, err := year.Answer(context.Background(), answer.Request{
		Question: "When was Jaws released",
		Passages: []retriever.Document{{ID: "1", Title: "Jaws (film)", Text: "Jaws is a film of 1975."}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Text, a.Values[0].Evidence[0].Title, a.Values[0].Evidence[0].Span)
	// Output: 1975 Jaws (film) {18 22}
}

// A binder that fills in upper case what goes into a placeholder for a code.
func ExampleBindFunc() {
	bind := answer.BindFunc(func(_ context.Context, req answer.BindRequest) ([]answer.Value, error) {
		v := req.Value
		if req.Placeholder == "code" {
			v.Text = strings.ToUpper(v.Text)
		}
		return []answer.Value{v}, nil
	})
	values, err := bind.Bind(context.Background(), answer.BindRequest{Placeholder: "code", Value: answer.Value{Text: "k2"}})
	fmt.Println(values[0].Text, err)
	// Output: K2 <nil>
}
