// Custom-reader shows how to bring a reader of one's own: what turns the passages found for one question into values. This one knows the
// form of some documents, data sheets whose lines are "field: value", and reads the field that the question names; everything else it leaves
// to the reader that is built in.
package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

const example = "What is the motor of the Kestrel 4 * What is the voltage of {motor}"

func main() {
	if err := run(context.Background(), os.Stdout, cmp.Or(strings.Join(os.Args[1:], " "), example)); err != nil {
		fmt.Fprintln(os.Stderr, "custom-reader:", err)
		os.Exit(1)
	}
}

// sheets are the documents.
var sheets = []retriever.Document{
	{ID: "k4", Title: "Kestrel 4", Text: "type: drill\nmotor: M220\nweight: 1.4 kg"},
	{ID: "k5", Title: "Kestrel 5", Text: "type: drill\nmotor: M400\nweight: 2.1 kg"},
	{ID: "m220", Title: "M220", Text: "type: electric motor\nvoltage: 18 V\nmaker: Halden Works"},
	{ID: "m400", Title: "M400", Text: "type: electric motor\nvoltage: 36 V\nmaker: Halden Works"},
	{ID: "hw", Title: "Halden Works", Text: "Halden Works is a maker of electric motors. It was founded in 1951 by Ines Halden."},
}

// sheetReader reads data sheets, and asks next where the passages are none or have not what is asked for.
type sheetReader struct{ next answer.Answerer }

// Answer finds, in the first passage whose title the question names, the field it asks for.
func (r sheetReader) Answer(ctx context.Context, req answer.Request) (answer.Answer, error) {
	question := " " + strings.ToLower(strings.TrimRight(req.Question, "? ")) + " "
	for _, p := range req.Passages {
		if !strings.Contains(question, " "+strings.ToLower(p.Title)+" ") {
			continue
		}
		start := 0
		for line := range strings.Lines(p.Text) {
			field, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if ok && strings.Contains(question, " "+strings.ToLower(field)+" ") {
				at := start + strings.Index(line, value)
				v := answer.Value{Text: value, Confidence: 1, Evidence: []answer.Evidence{{
					ID: p.ID, Index: p.Index, Title: p.Title,
					Span:     retriever.Range{Start: at, End: at + len(value)},
					Sentence: retriever.Range{Start: start, End: at + len(value)},
					Quote:    p.Text[start : at+len(value)],
				}}}
				return answer.Answer{Text: value, Values: []answer.Value{v}, Confidence: 1}, nil
			}
			start += len(line)
		}
	}
	return r.next.Answer(ctx, req)
}

func run(ctx context.Context, w io.Writer, expression string) error {
	index, err := memory.New(sheets, memory.Config{})
	if err != nil {
		return err
	}
	builtIn, err := extract.New(extract.Config{})
	if err != nil {
		return err
	}
	engine, err := qcompiler.New(qcompiler.Config{Retriever: index, Answerer: sheetReader{builtIn}})
	if err != nil {
		return err
	}
	program, err := engine.Compile(expression)
	if err != nil {
		return err
	}
	result, err := engine.Run(ctx, program)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "answer: %s (%s)\n", result.Answer.Text, result.Status)
	for i, c := range result.Citations {
		fmt.Fprintf(w, "  [%d] %s: %s\n", i+1, c.Title, c.Quote)
	}
	return nil
}
