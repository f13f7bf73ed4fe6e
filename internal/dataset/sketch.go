package dataset

// sketch counts words with a fixed amount of memory: a count-min sketch (Cormode and Muthukrishnan 2005). It never counts too few.
type sketch struct {
	rows [sketchRows][]uint32
}

const (
	sketchRows  = 4
	sketchWidth = 1 << 18
)

func newSketch() *sketch {
	s := &sketch{}
	for i := range s.rows {
		s.rows[i] = make([]uint32, sketchWidth)
	}
	return s
}

// addAll counts words by their hashes.
func (s *sketch) addAll(words []uint64) {
	for _, h := range words {
		for i := range s.rows {
			if cell := &s.rows[i][mix(h+uint64(i))%sketchWidth]; *cell < 1<<32-1 {
				*cell++
			}
		}
	}
}

func (s *sketch) count(h uint64) uint32 {
	least := ^uint32(0)
	for i := range s.rows {
		least = min(least, s.rows[i][mix(h+uint64(i))%sketchWidth])
	}
	return least
}
