//go:build !amd64

package features

func sumCrossed(weights string, levels *[Levels]float32, hash uint32, keys []uint32, sum float32) float32 {
	return sumCrossedGo(weights, levels, hash, keys, sum)
}
