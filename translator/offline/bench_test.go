package offline_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/offline"
)

// measured are questions of some kinds, with the most allocations that translating one may take: a sixth more than it takes.
var measured = []struct {
	name, question string
	allocations    float64
}{
	{"one leaf", "What is the name of the treaty that ended the war?", 135},
	{"comparison", "Is the mayor of Berlin older than the mayor of Paris?", 765},
	{"30 words", "Who is the current head of the company that made the camera with which the photographer who was born in the capital of the country took the picture of Ann Lee?", 810},
}

// translating returns a function that translates a question. The weights are unpacked.
func translating(t testing.TB, question string) func() {
	tr := offline.New(offline.Config{})
	translate := func() (translator.Translation, error) { return tr.Translate(context.Background(), question) }
	_, err := translate()
	require.NoError(t, err)
	return func() {
		if _, err := translate(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAllocations(t *testing.T) {
	for _, m := range measured {
		t.Run(m.name, func(t *testing.T) {
			assert.LessOrEqual(t, testing.AllocsPerRun(20, translating(t, m.question)), m.allocations)
		})
	}
}

func BenchmarkTranslate(b *testing.B) {
	for _, m := range measured {
		b.Run(m.name, func(b *testing.B) {
			translate := translating(b, m.question)
			b.ReportAllocs()
			for b.Loop() {
				translate()
			}
		})
	}
}
