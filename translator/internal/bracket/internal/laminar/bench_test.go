package laminar

import (
	"os"
	"testing"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

func BenchmarkSearch(b *testing.B) {
	data, err := os.ReadFile("../../weights.bin")
	if err != nil {
		b.Fatal(err)
	}
	m, _, err := Decode(data)
	if err != nil {
		b.Fatal(err)
	}
	q := phrase.New("Who is the current head of the company that made the camera with which the photographer who was born in the capital of the country took the picture of Ann Lee?", phrase.Options{})
	row := NewRow(q)
	for name, w := range map[string]int{"all": 0, "48": 48, "32": 32, "20": 20} {
		m := m.Narrow(w)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.Search(row)
			}
		})
	}
}
