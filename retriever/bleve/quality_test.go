package bleve

import (
	"bufio"
	"context"
	"encoding/json"
	"iter"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

// dataDir holds public question sets beside the project; they are not part of it.
var dataDir = filepath.Join("..", "..", "..", "shared", "data")

type asking struct {
	ID            string   `json:"id"`
	Question      string   `json:"question"`
	Supporting    []string `json:"supporting"`
	SupportingIDs []string `json:"supporting_ids"`
}

// TestQuality measures the ranking on real questions, as they are, against the least that this project wants of it: recall@5 of
// the supporting titles, and nDCG@10 for claims. Run with -v for the figures.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute: not with -short")
	}
	tests := []struct {
		set     string
		measure func(ids, titles []string, q asking) float64
		least   float64
	}{
		{"2wiki", recall5, 68},
		{"2wiki-pool", recall5, 70.5},
		{"hotpotqa", recall5, 84},
		{"musique", recall5, 57},
		{"scifact", ndcg10, 70},
	}
	for _, test := range tests {
		t.Run(test.set, func(t *testing.T) {
			dir := filepath.Join(dataDir, test.set)
			if _, err := os.Stat(dir); err != nil {
				t.Skipf("the question set is not there: %v", err)
			}
			path := t.TempDir()
			_, err := Build(context.Background(), path, readCorpus(t, filepath.Join(dir, "corpus.jsonl")), WriteOptions{})
			require.NoError(t, err)
			ix := open(t, path, Options{})
			sum, n := 0.0, 0
			for line := range lines(t, filepath.Join(dir, "questions.jsonl")) {
				var q asking
				require.NoError(t, json.Unmarshal(line, &q))
				hits, err := ix.Retrieve(context.Background(), q.Question, retriever.WithTopK(10))
				require.NoError(t, err)
				var ids, titles []string
				for _, h := range hits {
					ids, titles = append(ids, h.ID), append(titles, h.Title)
				}
				sum += test.measure(ids, titles, q)
				n++
			}
			figure := 100 * sum / float64(n)
			t.Logf("%s: %.1f over %d questions, wanted %.1f", test.set, figure, n, test.least)
			require.GreaterOrEqual(t, figure, test.least)
		})
	}
}

// recall5 is the share of the supporting titles among the first five.
func recall5(_, titles []string, q asking) float64 {
	wanted := map[string]bool{}
	for _, title := range q.Supporting {
		wanted[title] = true
	}
	found := map[string]bool{}
	for _, title := range titles[:min(5, len(titles))] {
		if wanted[title] {
			found[title] = true
		}
	}
	return float64(len(found)) / float64(len(wanted))
}

func ndcg10(ids, _ []string, q asking) float64 {
	wanted := map[string]bool{}
	for _, id := range q.SupportingIDs {
		wanted[id] = true
	}
	gain, best := 0.0, 0.0
	for i, id := range ids {
		if wanted[id] {
			gain += 1 / math.Log2(float64(i+2))
		}
	}
	for i := range min(10, len(wanted)) {
		best += 1 / math.Log2(float64(i+2))
	}
	return gain / best
}

func lines(t testing.TB, name string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		f, err := os.Open(name)
		require.NoError(t, err)
		defer func() { _ = f.Close() }()
		s := bufio.NewScanner(f)
		s.Buffer(nil, 64<<20)
		for s.Scan() {
			if !yield(s.Bytes()) {
				return
			}
		}
		require.NoError(t, s.Err())
	}
}

func readCorpus(t testing.TB, name string) iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		for line := range lines(t, name) {
			var doc retriever.Document
			if err := json.Unmarshal(line, &doc); !yield(doc, err) {
				return
			}
		}
	}
}
