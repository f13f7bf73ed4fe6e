package eval_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// speedSets are the sets whose questions are asked to measure how fast questions are evaluated.
var speedSets = []string{"2wiki", "2wiki-pool", "musique"}

// speedQuestions is how many are asked.
const speedQuestions = 1000

// BenchmarkRun evaluates a thousand development questions over one index of all their passages: with the plan of the translator alone, and
// with all that the command runs by default.
func BenchmarkRun(b *testing.B) {
	data := filepath.Join("..", "..", "shared", "data")
	var qs []eval.Question
	var corpora []string
	seen := map[string]bool{}
	for _, set := range speedSets {
		file, err := os.Open(filepath.Join(data, set, "questions.jsonl"))
		if err != nil {
			b.Skipf("the development data is not here: %v", err)
		}
		read, err := eval.Read(file)
		require.NoError(b, err)
		require.NoError(b, file.Close())
		for _, q := range read {
			if !seen[q.ID] && len(qs) < speedQuestions {
				seen[q.ID] = true
				qs = append(qs, q)
			}
		}
		corpora = append(corpora, filepath.Join(data, set, "corpus.jsonl"))
	}
	path := filepath.Join(b.TempDir(), "index")
	_, err := bleve.Build(b.Context(), path, numbered(b.Context(), corpora), bleve.WriteOptions{})
	require.NoError(b, err)
	ix, err := bleve.Open(b.Context(), path, bleve.Options{})
	require.NoError(b, err)
	defer ix.Close()
	parts := offlineParts(b, ix.Unmarked(), ix.Titles())
	for name, config := range map[string]eval.Config{
		"decomposed": {Systems: []eval.System{eval.Decomposed}},
		"default": {
			Systems:     []eval.System{eval.Decomposed, eval.Single, eval.GoldPlan, eval.GoldValues},
			FirstErrors: true,
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				began := time.Now()
				_, err := eval.Run(b.Context(), b.TempDir(), qs, parts, config)
				require.NoError(b, err)
				b.ReportMetric(float64(len(qs))/time.Since(began).Seconds(), "questions/s")
			}
		})
	}
}

// numbered reads several corpora whose ids are those of other passages in another corpus.
func numbered(ctx context.Context, files []string) iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		for i, file := range files {
			for doc, err := range corpus.New(corpus.Options{}).Paths(ctx, file) {
				doc.ID = fmt.Sprintf("%d/%s", i, doc.ID)
				if !yield(doc, err) {
					return
				}
			}
		}
	}
}
