package offline_test

import (
	"context"
	"testing"

	"github.com/qcompiler/qcompiler/translator/offline"
)

func BenchmarkTranslate(b *testing.B) {
	tr := offline.New(offline.Config{})
	for name, question := range map[string]string{
		"one leaf":   "What is the name of the treaty that ended the war?",
		"comparison": "Is the mayor of Berlin older than the mayor of Paris?",
		"30 words":   "Who is the current head of the company that made the camera with which the photographer who was born in the capital of the country took the picture of Ann Lee?",
	} {
		if _, err := tr.Translate(context.Background(), question); err != nil { // unpacks the weights
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := tr.Translate(context.Background(), question); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
