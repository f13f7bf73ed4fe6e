package corpus

import "hash/maphash"

// seen remembers the ids of a run, by a 64-bit hash, and where each was first read: about 30 bytes an id. That two of a
// million ids collide has a chance of 1 to 40 million.
type seen struct {
	seed  maphash.Seed
	first map[uint64]place
	files []string
}

// place is a file, by number, and a line.
type place struct {
	file uint32
	line uint32
}

func newSeen() *seen { return &seen{seed: maphash.MakeSeed(), first: make(map[uint64]place)} }

// add remembers id, or returns where it was before.
func (s *seen) add(id, file string, line int) (before place, duplicate bool) {
	h := maphash.String(s.seed, id)
	if p, ok := s.first[h]; ok {
		return p, true
	}
	if n := len(s.files); n == 0 || s.files[n-1] != file {
		s.files = append(s.files, file)
	}
	s.first[h] = place{file: uint32(len(s.files) - 1), line: uint32(min(line, 1<<32-1))}
	return place{}, false
}

func (s *seen) file(p place) string { return s.files[p.file] }
