package render_test

import (
	"io"
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/render"
)

func Benchmark64Leaves(b *testing.B) {
	p, err := qcompiler.Compile(strings.Repeat("Who is the director of Jaws * When was {director} born + ", 31) + "Who wrote Jaws * Where was {writer} born")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("graph", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			render.FromProgram(p)
		}
	})
	g := render.FromProgram(p)
	for _, form := range []struct {
		name  string
		write func(io.Writer, *render.Graph) error
	}{{"text", text(render.TextOptions{})}, {"dot", render.DOT}, {"mermaid", render.Mermaid}, {"json", render.JSON}} {
		b.Run(form.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := form.write(io.Discard, g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
