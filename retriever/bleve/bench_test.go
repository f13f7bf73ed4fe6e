package bleve

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	bleveindex "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve/internal/corpusgen"
)

// benchSize is the number of passages of the benchmarks; QCOMPILER_BENCH_PASSAGES sets it.
func benchSize(b *testing.B) int {
	text := os.Getenv("QCOMPILER_BENCH_PASSAGES")
	if text == "" {
		return 100_000
	}
	n, err := strconv.Atoi(text)
	require.NoError(b, err)
	return n
}

// benchCorpus makes the corpus and its index, or takes the index that an earlier run has left in QCOMPILER_BENCH_DIR.
func benchCorpus(b *testing.B) (corpusgen.Corpus, string) {
	corpus := corpusgen.Corpus{Size: benchSize(b), Seed: 1}
	dir := os.Getenv("QCOMPILER_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	path := filepath.Join(dir, fmt.Sprintf("index-%d", corpus.Size))
	ix, err := Open(context.Background(), path, Options{})
	if err == nil && ix.manifest.Documents == uint64(corpus.Size) {
		require.NoError(b, ix.Close())
		return corpus, path
	}
	began := time.Now()
	report, err := Build(context.Background(), path, corpus.Passages(), WriteOptions{})
	require.NoError(b, err)
	fmt.Printf("built %d passages in %v, peak memory of the process %d MB\n", report.Documents, time.Since(began), peakMB())
	return corpus, path
}

// peakMB is the largest resident size of the process so far, files mapped into memory included; 0 where the system does not tell.
func peakMB() int {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		var kb int
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kb); err == nil {
			return kb >> 10
		}
	}
	return 0
}

const benchQuestions = 200

// BenchmarkSearch asks the same questions of this package, of a Bleve match query over the same index, and of bare arrays in
// memory, in turn, and reports mean and 95th percentile of each. Ours reads the passages and marks the words; the others only rank.
func BenchmarkSearch(b *testing.B) {
	corpus, path := benchCorpus(b)
	questions := corpus.Questions(benchQuestions)
	for _, cores := range []int{1, 2} {
		b.Run(fmt.Sprintf("passages=%d/cores=%d", corpus.Size, cores), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			ctx := context.Background()
			ix, err := Open(ctx, path, Options{})
			require.NoError(b, err)
			defer func() { _ = ix.Close() }()
			byBleve := openByBleve(b, ix)
			bare := newArrays(b, ix, questions)
			var own, match, array samples
			ask := func(record bool) {
				for _, q := range questions {
					own.time(record, func() {
						_, err := ix.Search(ctx, Request{Question: q})
						require.NoError(b, err)
					})
					match.time(record, func() {
						request := bleveindex.NewSearchRequestOptions(matchQuery(q), 10, 0, false)
						_, err := byBleve.SearchInContext(ctx, request)
						require.NoError(b, err)
					})
					array.time(record, func() {
						bare.search(parse(ix.words, q).words, 10)
					})
				}
			}
			ask(false) // all three warm
			for b.Loop() {
				ask(true)
			}
			b.ReportMetric(own.mean(), "own-mean-ms")
			b.ReportMetric(own.percentile(95), "own-p95-ms")
			b.ReportMetric(match.mean(), "match-mean-ms")
			b.ReportMetric(match.percentile(95), "match-p95-ms")
			b.ReportMetric(array.mean(), "arrays-mean-ms")
			b.ReportMetric(array.percentile(95), "arrays-p95-ms")
			b.ReportMetric(match.mean()/own.mean(), "mean-ratio")
			b.ReportMetric(match.percentile(95)/own.percentile(95), "p95-ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func matchQuery(question string) *query.MatchQuery {
	q := bleveindex.NewMatchQuery(question)
	q.SetField(fieldBody)
	return q
}

// samples are times in milliseconds.
type samples []float64

func (s *samples) time(record bool, f func()) {
	began := time.Now()
	f()
	if record {
		*s = append(*s, float64(time.Since(began))/float64(time.Millisecond))
	}
}

func (s samples) mean() float64 {
	sum := 0.0
	for _, x := range s {
		sum += x
	}
	return sum / float64(len(s))
}

func (s samples) percentile(p int) float64 {
	sorted := slices.Sorted(slices.Values(s))
	return sorted[min(len(sorted)-1, len(sorted)*p/100)]
}

// BenchmarkBuild builds the same index with this package and with bare Bleve, in turn: the same mapping and analyzer, the same
// sizes of batches, no manifest, no titles, no lengths.
func BenchmarkBuild(b *testing.B) {
	corpus := corpusgen.Corpus{Size: min(benchSize(b), 50_000), Seed: 1}
	var docs []retriever.Document
	for doc := range corpus.Passages() {
		docs = append(docs, doc)
	}
	var own, bare samples
	for b.Loop() {
		dir := b.TempDir()
		own.time(true, func() {
			_, err := Build(context.Background(), filepath.Join(dir, "own"), source(docs...), WriteOptions{})
			require.NoError(b, err)
		})
		bare.time(true, func() { buildBare(b, filepath.Join(dir, "bare"), docs) })
		require.NoError(b, os.RemoveAll(dir))
	}
	rate := func(s samples) float64 { return float64(len(docs)) / s.mean() * 1000 }
	b.ReportMetric(rate(own), "own-docs/s")
	b.ReportMetric(rate(bare), "bare-docs/s")
	b.ReportMetric(rate(own)/rate(bare), "ratio")
	b.ReportMetric(0, "ns/op")
}

func buildBare(b *testing.B, path string, docs []retriever.Document) {
	ix, err := bleveindex.NewUsing(path, newMapping(DefaultLanguage), scorch.Name, scorch.Name, nil)
	require.NoError(b, err)
	batch := ix.NewBatch()
	size := 0
	for _, doc := range docs {
		record := map[string]any{fieldBody: bodyText(doc), fieldKey: titleKeys(doc.Title), fieldRecord: doc.Title + doc.Text}
		require.NoError(b, batch.Index(doc.ID, record))
		if size += len(doc.Title) + len(doc.Text); size >= 1<<20 {
			require.NoError(b, ix.Batch(batch))
			batch.Reset()
			size = 0
		}
	}
	require.NoError(b, ix.Batch(batch))
	require.NoError(b, ix.Close())
}

// BenchmarkOpen opens an index and answers a first question.
func BenchmarkOpen(b *testing.B) {
	corpus, path := benchCorpus(b)
	questions := corpus.Questions(benchQuestions)
	i := 0
	for b.Loop() {
		ix, err := Open(context.Background(), path, Options{})
		require.NoError(b, err)
		_, err = ix.Retrieve(context.Background(), questions[i%len(questions)])
		require.NoError(b, err)
		require.NoError(b, ix.Close())
		i++
	}
}
