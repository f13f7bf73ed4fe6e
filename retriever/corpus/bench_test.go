package corpus_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// benchInputs holds about a megabyte in each format.
func benchInputs() map[string]string {
	text := strings.Repeat("The lighthouse at the end of the pier was built by an engineer from the town. ", 7)
	var rows, table, md, page strings.Builder
	table.WriteString("id,title,text\n")
	for i := range 1800 {
		row, _ := json.Marshal(map[string]any{"id": fmt.Sprint(i), "title": fmt.Sprint("Pier ", i), "text": text})
		rows.Write(row)
		rows.WriteByte('\n')
		fmt.Fprintf(&table, "%d,Pier %d,\"%s\"\n", i, i, text)
		fmt.Fprintf(&md, "## Pier %d\n\n%s\n\n", i, text)
		fmt.Fprintf(&page, "<h2>Pier %d</h2>\n<p>%s</p>\n", i, text)
	}
	return map[string]string{"a.jsonl": rows.String(), "a.csv": table.String(), "a.md": md.String(), "a.html": page.String(), "a.txt": strings.Repeat(text+"\n\n", 1800)}
}

func BenchmarkReaders(b *testing.B) {
	for name, content := range benchInputs() {
		b.Run(strings.TrimPrefix(name, "a."), func(b *testing.B) {
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				for _, err := range corpus.New(corpus.Options{}).From(context.Background(), name, strings.NewReader(content)) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkTinyRows(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range corpus.New(corpus.Options{}).From(context.Background(), "a.jsonl", &rowsReader{n: 10_000}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(10_000*b.N)/b.Elapsed().Seconds(), "docs/s")
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("The lighthouse at the end of the pier was built by an engineer from the town. ", 13_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		corpus.Split(text, corpus.Chunking{})
	}
}
