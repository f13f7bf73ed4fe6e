package eval_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/translator/offline"
)

func ExampleRun() {
	questions, err := eval.Read(strings.NewReader(`
{"id":"1","question":"When was the director of Jaws born?","answers":["December 18, 1946"],"supporting":["Jaws","Steven Spielberg"]}`))
	if err != nil {
		log.Fatal(err)
	}
	index, err := memory.New([]retriever.Document{
		{ID: "1", Title: "Jaws", Text: "Jaws is a 1975 American film directed by Steven Spielberg."},
		{ID: "2", Title: "Steven Spielberg", Text: "Steven Spielberg (born December 18, 1946) is an American film director."},
	}, memory.Config{})
	if err != nil {
		log.Fatal(err)
	}
	reader, err := extract.New(extract.Config{})
	if err != nil {
		log.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	report, err := eval.Run(context.Background(), dir, questions, eval.Parts{
		Translator: offline.New(offline.Config{}), Retriever: index, Answerer: reader, Binder: compose.NewBinder(), Composer: compose.New(),
	}, eval.Config{
		Systems: []eval.System{eval.Decomposed},
		Clock:   func() time.Time { return time.Time{} }, // so that no time passes
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(report.Summary())
	// Output:
	// system  n     EM     F1    R@5  valid  failed   ms
	//   decomposed  1  100.0  100.0  100.0  100.0       0  0.0
}

func ExampleVerbalize() {
	fmt.Println(eval.Verbalize("Jaws >> director"))
	// Output: Who directed Jaws?
}
