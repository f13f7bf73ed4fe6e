package laminar

const seed uint32 = 2166136261

// mix adds a value to a hash.
func mix(h, v uint32) uint32 {
	h ^= v
	h *= 0x9E3779B1
	return h ^ h>>15
}

func hashWord(s string) uint32 {
	h := seed
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
