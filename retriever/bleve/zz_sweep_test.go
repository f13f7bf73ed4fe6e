package bleve

import (
	"context"
	"encoding/json"
	"fmt"
	"github.com/qcompiler/qcompiler/retriever"
	"os"
	"path/filepath"
	"testing"
)

func TestZZSweep(t *testing.T) {
	sets := []string{"2wiki", "2wiki-pool", "hotpotqa", "musique", "scifact"}
	type ent struct {
		path string
		qs   []question
	}
	ents := map[string]ent{}
	for _, s := range sets {
		p := filepath.Join(os.TempDir(), "sweep-"+s)
		os.RemoveAll(p)
		_, err := Build(context.Background(), p, readCorpus(t, filepath.Join(dataDir, s, "corpus.jsonl")), WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var qs []question
		for l := range lines(t, filepath.Join(dataDir, s, "questions.jsonl")) {
			var q question
			json.Unmarshal(l, &q)
			qs = append(qs, q)
		}
		ents[s] = ent{p, qs}
	}
	for _, k1 := range []float64{0.9, 1.0, 1.1, 1.2} {
		for _, b := range []float64{0.5, 0.6, 0.7, 0.75} {
			for _, tw := range []float64{1, 1.5} {
				fmt.Printf("k1 %.1f b %.2f t %.1f:", k1, b, tw)
				for _, s := range sets {
					ix, err := Open(context.Background(), ents[s].path, Options{Ranking: Ranking{K1: k1, B: &b, Title: &tw}})
					if err != nil {
						t.Fatal(err)
					}
					sum := 0.0
					for _, q := range ents[s].qs {
						hits, _ := ix.Retrieve(context.Background(), q.Question, retriever.WithTopK(10))
						var ids, titles []string
						for _, h := range hits {
							ids = append(ids, h.ID)
							titles = append(titles, h.Title)
						}
						if s == "scifact" {
							sum += ndcg10(ids, titles, q)
						} else {
							sum += recall5(ids, titles, q)
						}
					}
					fmt.Printf(" %s %.2f", s, 100*sum/float64(len(ents[s].qs)))
					ix.Close()
				}
				fmt.Println()
			}
		}
	}
}
