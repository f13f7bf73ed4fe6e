package offline_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/offline"
)

// dataDir holds public question sets beside the project; they are not part of it.
var dataDir = filepath.Join("..", "..", "..", "shared", "data")

type goldLeaf struct {
	ID        string   `json:"id"`
	Question  string   `json:"question"`
	Answer    string   `json:"answer"`
	DependsOn []string `json:"depends_on"`
}

type goldQuestion struct {
	ID         string     `json:"id"`
	Question   string     `json:"question"`
	Supporting []string   `json:"supporting"`
	Leaves     []goldLeaf `json:"leaves"`
}

// TestRecall measures plans with gold values in their placeholders: how many of the supporting titles are among the first five passages,
// the leaves' passages taken in turn. Where the shape is not the gold one nothing is filled in. The weights that ship were fitted on these
// questions; for figures on unseen ones let training write its plans (-plans DIR) and name the file in QCOMPILER_PLANS.
func TestRecall(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute: not with -short")
	}
	unseen := plansFrom(t, os.Getenv("QCOMPILER_PLANS"))
	for _, test := range []struct {
		set   string
		least float64
	}{{"2wiki", 96}, {"2wiki-pool", 97}, {"musique", 79.5}} {
		t.Run(test.set, func(t *testing.T) {
			dir := filepath.Join(dataDir, test.set)
			if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
				t.Skipf("the question set is not there: %v", err)
			}
			ix, titles := index(t, dir)
			tr := offline.New(offline.Config{Titles: titles})
			var planned, asIs, gold float64
			n := 0
			for _, q := range read[goldQuestion](t, filepath.Join(dir, "questions.jsonl")) {
				if len(q.Leaves) == 0 {
					continue
				}
				n++
				var tree *ast.Query
				if expression, ok := unseen[q.ID]; ok {
					tree, _ = parser.Parse(expression, parser.Options{})
				} else {
					got, err := tr.Translate(context.Background(), q.Question)
					require.NoError(t, err)
					tree = got.Query
				}
				planned += recall(t, ix, q.Supporting, filled(tree, q.Leaves))
				asIs += recall(t, ix, q.Supporting, []string{q.Question})
				gold += recall(t, ix, q.Supporting, goldTexts(q.Leaves))
			}
			t.Logf("%s: recall@5 of %d questions: %.1f (question as it is %.1f, gold plan %.1f)", test.set, n, 100*planned/float64(n), 100*asIs/float64(n), 100*gold/float64(n))
			assert.GreaterOrEqual(t, 100*planned/float64(n), test.least)
		})
	}
}

func plansFrom(t *testing.T, path string) map[string]string {
	out := make(map[string]string)
	if path == "" {
		return out
	}
	for _, p := range read[struct {
		ID         string `json:"id"`
		Expression string `json:"expression"`
	}](t, path) {
		out[p.ID] = p.Expression
	}
	return out
}

func read[T any](t *testing.T, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	var out []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var v T
		if json.Unmarshal(lines.Bytes(), &v) == nil {
			out = append(out, v)
		}
	}
	return out
}

// index builds an index of a set's corpus; the titles are the translator's catalogue.
func index(t *testing.T, dir string) (*bleve.Index, translator.Titles) {
	t.Helper()
	docs := read[retriever.Document](t, filepath.Join(dir, "corpus.jsonl"))
	path := t.TempDir()
	_, err := bleve.Build(context.Background(), path, sequence(docs), bleve.WriteOptions{})
	require.NoError(t, err)
	ix, err := bleve.Open(context.Background(), path, bleve.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { ix.Close() })
	return ix, translator.NewTitleSet(func(yield func(string) bool) {
		for _, d := range docs {
			if !yield(d.Title) {
				return
			}
		}
	})
}

func sequence(docs []retriever.Document) iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// recall is the share of the titles among the first five passages, the texts' passages taken in turn.
func recall(t *testing.T, ix *bleve.Index, titles, texts []string) float64 {
	t.Helper()
	lists := make([][]retriever.Document, len(texts))
	for i, text := range texts {
		var err error
		lists[i], err = ix.Retrieve(context.Background(), text, retriever.WithTopK(10))
		require.NoError(t, err)
	}
	found := make(map[string]bool)
	seen := make(map[string]bool)
	for rank := 0; rank < 10 && len(seen) < 5; rank++ {
		for _, list := range lists {
			if rank < len(list) && len(seen) < 5 && !seen[list[rank].ID] {
				seen[list[rank].ID] = true
				found[translator.TitleKey(list[rank].Title)] = true
			}
		}
	}
	hits := 0
	for _, title := range titles {
		if found[translator.TitleKey(title)] {
			hits++
		}
	}
	return float64(hits) / float64(max(len(titles), 1))
}

// filled returns the leaves of a plan with the gold answers in their placeholders, which are left out where the shape is another.
func filled(tree *ast.Query, gold []goldLeaf) []string {
	table, _ := check.Check(tree, check.Options{})
	pairs := pairing(table, gold)
	var out []string
	for i := range table.Leaves {
		var text strings.Builder
		producer := make(map[string]int)
		for _, use := range table.Leaves[i].Uses {
			if len(use.Producers) > 0 {
				producer[use.Name] = use.Producers[0]
			}
		}
		for _, s := range table.Leaves[i].Node.Segments {
			switch at, ok := producer[s.Text]; {
			case !s.Placeholder:
				text.WriteString(s.Text)
			case ok && pairs != nil:
				text.WriteString(gold[pairs[at]].Answer)
			}
		}
		out = append(out, text.String())
	}
	return out
}

// pairing returns the gold leaf for each leaf, the one with the most words in common of those that fit; nil where the graphs differ.
func pairing(table *check.Bindings, gold []goldLeaf) []int {
	if len(table.Leaves) != len(gold) {
		return nil
	}
	number := make(map[string]int)
	for i, l := range gold {
		number[l.ID] = i
	}
	var best []int
	bestScore := -1
	pairs := make([]int, len(gold))
	taken := make([]bool, len(gold))
	var from func(i, score int)
	from = func(i, score int) {
		if i == len(gold) {
			if score > bestScore {
				best, bestScore = slices.Clone(pairs), score
			}
			return
		}
		for k := range gold {
			if taken[k] || len(gold[k].DependsOn) != len(table.Leaves[i].Depends) {
				continue
			}
			fits := true
			for _, d := range table.Leaves[i].Depends {
				fits = fits && slices.ContainsFunc(gold[k].DependsOn, func(id string) bool { return number[id] == pairs[d] })
			}
			if fits {
				pairs[i], taken[k] = k, true
				from(i+1, score+common(table.Leaves[i].Node.Text(), gold[k].Question))
				taken[k] = false
			}
		}
	}
	from(0, 0)
	return best
}

func common(a, b string) int {
	n := 0
	have := strings.Fields(translator.TitleKey(a))
	for w := range strings.FieldsSeq(translator.TitleKey(b)) {
		if slices.Contains(have, w) {
			n++
		}
	}
	return n
}

// goldTexts returns the gold sub-questions with the gold answers in place of references.
func goldTexts(gold []goldLeaf) []string {
	var out []string
	for _, l := range gold {
		text := strings.ReplaceAll(l.Question, ">>", " ")
		for k := range gold {
			text = strings.ReplaceAll(text, "#"+string(rune('1'+k)), gold[k].Answer)
		}
		out = append(out, text)
	}
	return out
}
