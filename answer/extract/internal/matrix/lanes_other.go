//go:build !amd64

package matrix

const vector = false

func lanes(c, a, b *float32, k, aStep, bStep int) {}

func lanes2(c, a, b *float32, k, aStep, bStep, cRow, aRow int) {}
