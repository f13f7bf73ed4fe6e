package features

// Titles is a set of names, such as the titles of an index. Its method must be safe to call at any time.
type Titles interface {
	Contains(text string) bool
}

// How a candidate stands to the catalogue of names.
const (
	noCatalogue uint8 = iota
	notTitle          // it is not there
	isTitle           // it is one of the names
	cutTitle          // it is not there, and a part of a longer name that is
	innerTitle        // it is one, and a part of a longer one
	overTitle         // it is not there, and holds one that is
)

// catalogue looks the names of a sentence up, from candidate first on, and says how each candidate stands to what is found: a name that the
// index has a passage of is one thing, whatever stands beside it.
func (s *Set) catalogue(d *Doc, st *Sentence, first int) {
	if s.Titles == nil || s.Off&GroupSpan != 0 {
		return
	}
	s.spans = s.spans[:0]
	for k := first; k < len(s.Candidates); k++ {
		c := &s.Candidates[k]
		c.titled = notTitle
		if !c.Type.IsName() || !d.bounded(int(c.Start), int(c.End)) {
			continue
		}
		from, to, _ := d.Bytes(int(c.Start), int(c.End))
		if s.Titles.Contains(d.Source(int(c.Start))[from:to]) {
			c.titled = isTitle
			s.spans = append(s.spans, [2]int32{c.Start, c.End})
		}
	}
	if len(s.spans) == 0 {
		return
	}
	for k := first; k < len(s.Candidates); k++ {
		c := &s.Candidates[k]
		for _, t := range s.spans {
			switch {
			case t[0] == c.Start && t[1] == c.End || t[0] >= c.End || t[1] <= c.Start:
			case t[0] <= c.Start && t[1] >= c.End:
				if c.titled == isTitle || c.titled == innerTitle {
					c.titled = innerTitle
				} else {
					c.titled = cutTitle
				}
			case c.titled == notTitle && t[0] >= c.Start && t[1] <= c.End:
				c.titled = overTitle
			}
		}
	}
}

// bounded reports whether both ends of a run are words that names begin and end with.
func (d *Doc) bounded(i, j int) bool {
	a, b := &d.Tokens[i], &d.Tokens[j-1]
	return a.IsName() && (b.IsName() || b.IsNumeric())
}
