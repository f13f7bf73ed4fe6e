package qcompiler_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
)

var (
	unlimited      = qcompiler.Limits{Bytes: 1 << 28, Tokens: 1 << 28, Depth: 1 << 20, Leaves: 1 << 28}
	unlimitedLexer = lexer.Limits{Bytes: unlimited.Bytes, Tokens: unlimited.Tokens, Depth: unlimited.Depth}
)

// expression returns an expression of n leaves: comparisons of two films, each a chain, as in real questions.
func expression(n int) string {
	parts := []string{
		"Who is the director of Jaws", " * When was {director} born", " + Who is the director of Alien", " * When was {director} born", " + Which film is older",
	}
	var out strings.Builder
	for i := range n {
		if i > 0 && i%len(parts) == 0 {
			out.WriteString(" + ")
		}
		out.WriteString(parts[i%len(parts)])
	}
	return out.String()
}

// chain returns an expression of n leaves, each depending on one before it.
func chain(n int) string {
	return "Who directed Jaws" + strings.Repeat(" * What did {director} make", n-1)
}

var sizes = []int{5, 100, 4000}

func perLeaf(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/leaf")
}

func BenchmarkLex(b *testing.B) {
	for _, n := range sizes {
		text := expression(n)
		b.Run(fmt.Sprintf("leaves=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				lexer.Scan(text, unlimitedLexer)
			}
			perLeaf(b, n)
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for _, n := range sizes {
		text := expression(n)
		b.Run(fmt.Sprintf("leaves=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				parser.Parse(text, parser.Options{Limits: unlimitedLexer})
			}
			perLeaf(b, n)
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range sizes {
		q, _ := parser.Parse(expression(n), parser.Options{Limits: unlimitedLexer})
		b.Run(fmt.Sprintf("leaves=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				check.Check(q, check.Options{Leaves: n})
			}
			perLeaf(b, n)
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, shape := range []struct {
		name string
		make func(int) string
	}{{"list", expression}, {"chain", chain}} {
		for _, n := range sizes {
			text := shape.make(n)
			b.Run(fmt.Sprintf("%s/leaves=%d", shape.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := qcompiler.Compile(text, qcompiler.WithLimits(unlimited)); err != nil {
						b.Fatal(err)
					}
				}
				perLeaf(b, n)
			})
		}
	}
}

// BenchmarkYardstick compiles the same expressions with the parser below, which knows no diagnostics, no escapes and no bindings: it is
// what the language costs at the least.
func BenchmarkYardstick(b *testing.B) {
	for _, n := range sizes {
		text := expression(n)
		b.Run(fmt.Sprintf("leaves=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d := descent{text: text}
				if root := d.list(); root == nil || d.at < len(text) {
					b.Fatal("not parsed")
				}
			}
			perLeaf(b, n)
		})
	}
}

// BenchmarkHostile bounds what bad input costs at the default limits and, where it gets past the first of them, with limits raised.
func BenchmarkHostile(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"nested parentheses", strings.Repeat("(", 100_000) + strings.Repeat(")", 100_000)},
		{"open parentheses", strings.Repeat("(", 100_000)},
		{"operators", strings.Repeat("+ ", 1<<19)},
		{"leaves", strings.Repeat("A + ", 100_000) + "A"},
		{"invalid UTF-8", strings.Repeat("\xff ", 1<<19)},
		{"NUL", strings.Repeat("\x00a", 1<<19)},
		{"quotes", strings.Repeat(`"a `, 1<<18)},
		{"braces", strings.Repeat("{a ", 1<<18)},
		{"placeholders", "A * " + strings.Repeat("{a}", 1<<18)},
		{"names", "A * " + manyNames(4000)},
		{"signs in parentheses", "x (" + strings.Repeat(" + ", 1<<18) + ")"},
		{"a 10 MB line", strings.Repeat("x", 10<<20)},
	} {
		for _, limits := range []struct {
			name string
			qcompiler.Limits
		}{{"default", qcompiler.Limits{}}, {"input raised", qcompiler.Limits{Bytes: 1 << 28}}} {
			b.Run(c.name+"/"+limits.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					qcompiler.Analyze(c.text, qcompiler.WithLimits(limits.Limits))
				}
			})
		}
	}
}

// manyNames returns n placeholders of different names.
func manyNames(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "{é%d}", i)
	}
	return out.String()
}

// descent is a minimal hand-written parser of the same grammar, for comparison.
type descent struct {
	text string
	at   int
}

type descentNode struct {
	kind     byte // '+', '*', or 0 for a leaf
	text     string
	names    []string
	children []*descentNode
}

func (d *descent) list() *descentNode { return d.operands('+', d.chain) }

func (d *descent) chain() *descentNode { return d.operands('*', d.atom) }

func (d *descent) operands(sign byte, operand func() *descentNode) *descentNode {
	first := operand()
	if d.at >= len(d.text) || d.text[d.at] != sign {
		return first
	}
	n := &descentNode{kind: sign, children: []*descentNode{first}}
	for d.at < len(d.text) && d.text[d.at] == sign {
		d.at++
		n.children = append(n.children, operand())
	}
	return n
}

func (d *descent) atom() *descentNode {
	for d.at < len(d.text) && d.text[d.at] == ' ' {
		d.at++
	}
	if d.at < len(d.text) && d.text[d.at] == '(' {
		d.at++
		n := d.list()
		d.at++
		for d.at < len(d.text) && d.text[d.at] == ' ' {
			d.at++
		}
		return n
	}
	start := d.at
	n := &descentNode{}
	for d.at < len(d.text) {
		switch c := d.text[d.at]; {
		case c == '{':
			end := strings.IndexByte(d.text[d.at:], '}')
			n.names = append(n.names, d.text[d.at+1:d.at+end])
			d.at += end
		case (c == '+' || c == '*') && d.text[d.at-1] == ' ' && (d.at+1 == len(d.text) || d.text[d.at+1] == ' '), c == ')':
			n.text = strings.TrimSpace(d.text[start:d.at])
			return n
		}
		d.at++
	}
	n.text = d.text[start:]
	return n
}
