package extract_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/retriever"
)

// hundred is a passage of about a hundred words, made up for the tests.
const hundred = `Orla Penhallow (12 March 1894 – 3 November 1971) was an English engineer and aviator from Saltmere, Cornwall. She was the
second daughter of the shipbuilder Edwin Penhallow and his wife Agnes Trewin. After she had studied at the Royal Technical
College in Glasgow, she joined the Brayford Aircraft Company in 1919, where she designed the engine of the Brayford Tern. In
1926 Penhallow married the botanist Hugo Lindqvist; they had three children. Her book "The Quiet Propeller" won the Harmon
Medal in 1933. She moved to Stockholm in 1946 and died there of a heart attack at the age of 77. The airfield at Saltmere is
named after her.`

func passages(n int) []retriever.Document {
	docs := make([]retriever.Document, n)
	for i := range docs {
		docs[i] = retriever.Document{ID: fmt.Sprint(i), Title: "Orla Penhallow", Text: hundred}
	}
	return docs
}

func BenchmarkRead(b *testing.B) {
	r, err := extract.New(extract.Config{})
	require.NoError(b, err)
	for _, n := range []int{1, 5} {
		b.Run(fmt.Sprintf("passages=%d", n), func(b *testing.B) {
			docs := passages(n)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Read(context.Background(), "Who did Orla Penhallow marry in 1926?", docs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadLong(b *testing.B) {
	r, err := extract.New(extract.Config{MaxPassageBytes: 1 << 20})
	require.NoError(b, err)
	for _, times := range []int{1, 4, 16} {
		b.Run(fmt.Sprintf("words=%d", times*100), func(b *testing.B) {
			docs := passages(1)
			docs[0].Text = strings.Repeat(hundred+"\n", times)
			for b.Loop() {
				if _, err := r.Read(context.Background(), "Who did Orla Penhallow marry in 1926?", docs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := extract.New(extract.Config{}); err != nil {
			b.Fatal(err)
		}
	}
}
