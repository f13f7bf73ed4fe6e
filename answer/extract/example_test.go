package extract_test

import (
	"context"
	"fmt"

	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/retriever"
)

func Example() {
	reader, err := extract.New(extract.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	passages := []retriever.Document{
		{ID: "1", Title: "The Silver Ferry", Text: "The Silver Ferry is a 1962 British adventure film directed by Maud Ellery and starring Tom Hask."},
		{ID: "2", Title: "Maud Ellery", Text: "Maud Ellery (born 4 March 1921) was an English film director."},
	}
	for _, question := range []string{"Who directed The Silver Ferry?", "When was Maud Ellery born?"} {
		a, err := reader.Read(context.Background(), question, passages)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(a.Text, "-", a.Values[0].Evidence[0].Title)
	}
	// Output:
	// Maud Ellery - The Silver Ferry
	// 4 March 1921 - Maud Ellery
}
