//go:build !amd64

package matrix

const vector = false

func lanes(c, a, b *float32, k, aStep, bStep int) {}
