package bleve

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

// naive is standard BM25 as the textbook has it: every passage scored, nothing cached, nothing skipped. Only the
// rounding is ours, since without it passages with equal scores come in the order of their last bits.
type naive struct {
	words    analysis.Analyzer
	language string
	docs     map[string]retriever.Document
}

func newNaive(t testing.TB, language string) *naive {
	words, err := wordAnalyzer(language, registry.NewCache())
	require.NoError(t, err)
	return &naive{words: words, language: language, docs: map[string]retriever.Document{}}
}

func (n *naive) terms(text string) []string {
	var terms []string
	for _, token := range n.words.Analyze([]byte(text)) {
		terms = append(terms, string(token.Term))
	}
	return terms
}

// rank returns the ids of the k best with their scores.
func (n *naive) rank(question string, k int, k1, b, titleWeight float64, filter map[string]string) []retriever.Document {
	type passage struct {
		id     string
		counts map[string]int
		length int
		keys   []string
	}
	var passages []passage
	frequency, titles := map[string]int{}, map[string]int{}
	total := 0
	for id, doc := range n.docs {
		p := passage{id: id, counts: map[string]int{}, keys: titleKeys(doc.Title)}
		for _, term := range n.terms(bodyText(doc)) {
			if p.counts[term]++; p.counts[term] == 1 {
				frequency[term]++
			}
			p.length++
		}
		for _, key := range p.keys {
			titles[key]++
		}
		total += p.length
		passages = append(passages, p)
	}
	average := float64(total) / float64(len(passages))
	weigh := func(df int) float64 {
		return math.Log(1 + (float64(len(passages))-float64(df)+0.5)/(float64(df)+0.5))
	}
	named := map[string]float64{}
	q := parse(n.words, question)
	for _, m := range findTitles(context.Background(), question, maxTitleWords, func(key string) bool { return titles[key] > 0 }) {
		if len(n.terms(m.Key)) > 0 {
			named[m.Key] = max(named[m.Key], q.titleShare(question, n.language, m))
		}
	}
	var ranked []retriever.Document
	for _, p := range passages {
		score := 0.0
		asked := map[string]bool{}
		for _, term := range n.terms(question) {
			if asked[term] { // a word that stands twice counts once
				continue
			}
			asked[term] = true
			tf := float64(p.counts[term])
			score += weigh(frequency[term]) * tf * (k1 + 1) / (tf + k1*(1-b+b*float64(p.length)/average))
		}
		for _, key := range p.keys {
			score += titleWeight * named[key] * weigh(titles[key])
		}
		if score > 0 && passes(n.docs[p.id].Metadata, filter) {
			ranked = append(ranked, retriever.Document{ID: p.id, Score: roundScore(score)})
		}
	}
	slices.SortFunc(ranked, func(a, b retriever.Document) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	return ranked[:min(k, len(ranked))]
}

func passes(metadata, filter map[string]string) bool {
	for key, value := range filter {
		if have, ok := metadata[key]; !ok || have != value {
			return false
		}
	}
	return true
}

// randomDocument makes a passage of few different words, so that scores are close and often equal.
func randomDocument(r *rand.Rand, id string) retriever.Document {
	doc := retriever.Document{ID: id, Text: randomText(r, r.IntN(30)), Metadata: map[string]string{"colour": []string{"red", "green", "blue"}[r.IntN(3)]}}
	if r.IntN(3) > 0 {
		doc.Title = randomText(r, 1+r.IntN(3))
	}
	if r.IntN(8) == 0 {
		doc.Title += " (" + randomText(r, 1) + ")"
	}
	return doc
}

func randomText(r *rand.Rand, words int) string {
	var b strings.Builder
	for range words {
		// The rank of a word is drawn so that some are in most passages and many in one or two.
		rank := int(math.Pow(60, r.Float64()))
		fmt.Fprintf(&b, "w%d ", rank)
		if r.IntN(200) == 0 {
			b.WriteString(strings.Repeat("many ", 300)) // counts that do not fit in a byte
		}
	}
	return strings.TrimSpace(b.String())
}

func source(docs ...retriever.Document) iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}

func build(t testing.TB, path string, docs ...retriever.Document) Report {
	t.Helper()
	report, err := Build(context.Background(), path, source(docs...), WriteOptions{})
	require.NoError(t, err)
	return report
}

func open(t testing.TB, path string, options Options) *Index {
	t.Helper()
	ix, err := Open(context.Background(), path, options)
	require.NoError(t, err)
	t.Cleanup(func() { _ = ix.Close() })
	return ix
}
