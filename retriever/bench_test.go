package retriever_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler/retriever"
)

func names(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("d%03d", (i*37)%n)
	}
	return out
}

func BenchmarkFusion(b *testing.B) {
	f := fuse(b, retriever.FusionConfig{}, fixed(names(100)...), fixed(names(90)...), fixed(names(70)...))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Retrieve(b.Context(), "q"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCacheHit(b *testing.B) {
	c := retriever.NewCache(fixed(names(10)...), retriever.CacheConfig{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Retrieve(b.Context(), "Who was the engineer of the lighthouse?"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCacheHitParallel(b *testing.B) {
	c := retriever.NewCache(fixed(names(10)...), retriever.CacheConfig{})
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := c.Retrieve(b.Context(), "q"); err != nil {
				b.Error(err)
			}
		}
	})
}

func BenchmarkCacheMiss(b *testing.B) {
	c := retriever.NewCache(fixed(names(10)...), retriever.CacheConfig{})
	query := strings.Repeat("q", 60)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		i++
		if _, err := c.Retrieve(b.Context(), fmt.Sprint(query, i)); err != nil {
			b.Fatal(err)
		}
	}
}
