package features

// sumCrossed is sumCrossedGo in half as many instructions, so that the processor waits for twice as many weights at a time.
//
//go:noescape
func sumCrossed(weights string, levels *[Levels]float32, hash uint32, keys []uint32, sum float32) float32
