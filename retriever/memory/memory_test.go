package memory_test

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

// naive is BM25 as it is written in textbooks, over every document.
func naive(docs []retriever.Document, query string, k1, b float64, analyze memory.Analyzer) []retriever.Document {
	terms := func(texts ...string) (out []string) {
		for _, text := range texts {
			analyze(text, func(t memory.Token) { out = append(out, t.Term) })
		}
		return out
	}
	bags := make([][]string, len(docs))
	total := 0
	df := make(map[string]int)
	for i, d := range docs {
		bags[i] = terms(d.Title, d.Text)
		total += len(bags[i])
		for _, t := range slices.Compact(slices.Sorted(slices.Values(bags[i]))) {
			df[t]++
		}
	}
	average := float64(total) / float64(len(docs))
	var out []retriever.Document
	for i, d := range docs {
		score := 0.0
		for _, t := range terms(query) {
			tf := 0.0
			for _, w := range bags[i] {
				if w == t {
					tf++
				}
			}
			n := float64(df[t])
			idf := math.Log(1 + (float64(len(docs))-n+0.5)/(n+0.5))
			if tf > 0 {
				score += idf * tf * (k1 + 1) / (tf + k1*(1-b+b*float64(len(bags[i]))/average))
			}
		}
		if score > 0 {
			d.Score = score
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b retriever.Document) int {
		if math.Abs(a.Score-b.Score) > 1e-9 {
			return cmp.Compare(b.Score, a.Score)
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return out
}

func randomCorpus(rng *rand.Rand, n int) []retriever.Document {
	word := func() string { return fmt.Sprintf("w%d", int(math.Exp(rng.Float64()*5))) }
	docs := make([]retriever.Document, n)
	for i := range docs {
		var b strings.Builder
		for range rng.IntN(30) {
			b.WriteString(word() + " ")
		}
		docs[i] = retriever.Document{ID: fmt.Sprint("d", rng.Uint32(), "-", i), Title: word(), Text: b.String()}
	}
	return docs
}

func TestEqualsTheTextbook(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 150 {
		docs := randomCorpus(rng, 1+rng.IntN(60))
		cfg := memory.Config{K1: 0.5 + rng.Float64(), B: 0.1 + 0.9*rng.Float64(), Analyzer: memory.Plain}
		x, err := memory.New(docs, cfg)
		require.NoError(t, err)
		var query []string
		for range 1 + rng.IntN(8) {
			query = append(query, fmt.Sprintf("w%d", rng.IntN(40)))
		}
		q := strings.Join(query, " ")
		want := naive(docs, q, cfg.K1, cfg.B, cfg.Analyzer)
		got, err := x.Retrieve(t.Context(), q, retriever.WithTopK(1000))
		require.NoError(t, err)
		require.Len(t, got, len(want))
		for i := range got {
			require.InDelta(t, want[i].Score, got[i].Score, 1e-9)
			if i == 0 || math.Abs(want[i].Score-want[i-1].Score) > 1e-9 && (i+1 == len(want) || math.Abs(want[i].Score-want[i+1].Score) > 1e-9) {
				require.Equal(t, want[i].ID, got[i].ID)
			}
		}
	}
}

func TestAnalyzers(t *testing.T) {
	for name, tc := range map[string]struct {
		analyze memory.Analyzer
		text    string
		want    []string
	}{
		"plain":           {memory.Plain, "The Lighthouse's LAMPS, 1874!", []string{"the", "lighthouse's", "lamps", "1874"}},
		"english":         {memory.English, "The Lighthouse's LAMPS, 1874! Who was burning?", []string{"lighthous", "lamp", "1874", "burn"}},
		"typographic":     {memory.English, "the engineer’s", []string{"engin"}},
		"accents":         {memory.Plain, "Éva e\u0301va Ångström Ёлка", []string{"eva", "eva", "angstrom", "елка"}},
		"full width":      {memory.Plain, "ＡＢＣ１２", []string{"abc12"}},
		"han":             {memory.Plain, "灯塔高。", []string{"灯", "塔", "灯塔", "高", "塔高"}},
		"not across dots": {memory.Plain, "灯，塔", []string{"灯", "塔"}},
		"mixed":           {memory.Plain, "灯塔 lighthouse", []string{"灯", "塔", "灯塔", "lighthouse"}},
		"katakana":        {memory.Plain, "データ", []string{"デ", "ー", "デー", "タ", "ータ"}},
		"korean":          {memory.Plain, "종탑에는 종", []string{"종탑에는", "종"}},
		"vowel signs":     {memory.Plain, "हिन्दी", []string{"हिन्दी"}},
		"signs":           {memory.Plain, "+ - * ?! 😀", nil},
		"invalid":         {memory.Plain, "a\xff b", []string{"a", "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			end := 0
			tc.analyze(tc.text, func(tok memory.Token) {
				got = append(got, tok.Term)
				assert.Less(t, tok.Start, tok.End)
				assert.LessOrEqual(t, tok.End, len(tc.text))
				assert.GreaterOrEqual(t, tok.End, end)
				end = tok.End
			})
			assert.Equal(t, tc.want, got)
		})
	}
}

func FuzzAnalyzers(f *testing.F) {
	f.Add("The lighthouse's 灯塔 データ é\u0301 \xff ไทย")
	f.Fuzz(func(t *testing.T, text string) {
		for _, analyze := range []memory.Analyzer{memory.Plain, memory.English} {
			analyze(text, func(tok memory.Token) {
				if tok.Start < 0 || tok.End <= tok.Start || tok.End > len(text) {
					t.Fatalf("token %+v of %d bytes", tok, len(text))
				}
			})
		}
	})
}

func TestMatches(t *testing.T) {
	x, err := memory.New([]retriever.Document{{ID: "1", Title: "Lamps", Text: "The lamps of the 灯塔 were lamps."}}, memory.Config{})
	require.NoError(t, err)
	docs, err := x.Retrieve(t.Context(), "lamp 灯塔")
	require.NoError(t, err)
	var got []string
	for _, m := range docs[0].Matches {
		got = append(got, docs[0].Text[m.Start:m.End])
	}
	assert.Equal(t, []string{"lamps", "灯塔", "lamps"}, got)
}

func TestNewCopiesAndRefuses(t *testing.T) {
	docs := []retriever.Document{{ID: "1", Text: "lamp", Metadata: map[string]string{"k": "v"}, Score: 9, Index: "x"}}
	x, err := memory.New(docs, memory.Config{})
	require.NoError(t, err)
	before := x.Generation()
	docs[0].Text, docs[0].Metadata["k"] = "changed", "changed"
	d, ok := x.Document("1")
	require.True(t, ok)
	assert.Equal(t, retriever.Document{ID: "1", Text: "lamp", Metadata: map[string]string{"k": "v"}}, d)
	_, ok = x.Document("2")
	assert.False(t, ok)
	assert.Equal(t, 1, x.Len())

	changed, err := memory.New(docs, memory.Config{})
	require.NoError(t, err)
	assert.NotEqual(t, before, changed.Generation())

	var duplicate *memory.DuplicateError
	_, err = memory.New([]retriever.Document{{ID: "1"}, {ID: "2"}, {ID: "1"}}, memory.Config{})
	require.ErrorAs(t, err, &duplicate)
	assert.Equal(t, "1", duplicate.ID)
	for _, cfg := range []memory.Config{{K1: -1}, {B: 2}, {K1: math.NaN()}} {
		_, err = memory.New(nil, cfg)
		assert.Error(t, err)
	}
	boom := errors.New("boom")
	_, err = memory.Read(func(yield func(retriever.Document, error) bool) {
		_ = yield(retriever.Document{ID: "1"}, nil) && yield(retriever.Document{}, boom)
	}, memory.Config{})
	assert.ErrorIs(t, err, boom)
}

func BenchmarkNew(b *testing.B) {
	docs := randomCorpus(rand.New(rand.NewPCG(1, 1)), 5000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := memory.New(docs, memory.Config{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(docs))/b.Elapsed().Seconds(), "docs/s")
}

func BenchmarkRetrieve(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		x, err := memory.New(randomCorpus(rand.New(rand.NewPCG(1, 1)), n), memory.Config{})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := x.Retrieve(b.Context(), "w3 w17 w40 w80 w110 w130"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
