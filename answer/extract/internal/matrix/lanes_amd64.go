package matrix

import "golang.org/x/sys/cpu"

var vector = cpu.X86.HasAVX

// lanes is lanesGo with steps in bytes, in AVX instructions: it multiplies and adds apart, so that it rounds as plain Go does.
//
//go:noescape
func lanes(c, a, b *float32, k, aStep, bStep int)
