//go:build !amd64

package matrix

const vector = false

func lanes(c, a, b *float32, k, aStep, bStep int) {}

func lanes2(c, a, b *float32, k, aStep, bStep, cRow, aRow int) {}

func gate(sum, x, y *float32, n int) {}

func scale(out, x, scales, gain *float32, n int) {}
