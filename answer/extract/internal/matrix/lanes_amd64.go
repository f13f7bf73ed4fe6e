package matrix

import "golang.org/x/sys/cpu"

var vector = cpu.X86.HasAVX

// lanes is lanesGo with steps in bytes, in AVX instructions: it multiplies and adds apart, so that it rounds as plain Go does.
//
//go:noescape
func lanes(c, a, b *float32, k, aStep, bStep int)

// lanes2 is lanes for two rows of c, which stand cRow apart, of two rows of a, which stand aRow apart: they share what is read of b.
//
//go:noescape
func lanes2(c, a, b *float32, k, aStep, bStep, cRow, aRow int)

// gate is gateGo for n rows.
//
//go:noescape
func gate(sum, x, y *float32, n int)

// scale is scaleGo for n rows.
//
//go:noescape
func scale(out, x, scales, gain *float32, n int)
