package executor

// origin is one value of one leaf that something was made from.
type origin struct {
	// leaf is the number of the leaf, run the number of its run within a hypothesis, and value that of the value of the run.
	leaf, run, value int
	// part is the text that a binder took out of the value, where it took several; empty for the value as a whole.
	part string
	// confidence is that of what was taken.
	confidence float64
}

// agrees reports whether two origins in the same leaf can both be true of one thing.
func (o origin) agrees(p origin) bool {
	return o.run == p.run && o.value == p.value && (o.part == p.part || o.part == "" || p.part == "")
}

// lineage is all the values something was made from, directly or not: at most one of each leaf, by rising number of the leaf.
type lineage []origin

// merge returns what was made from both. It fails where a leaf would have two values.
func (l lineage) merge(m lineage) (lineage, bool) {
	switch {
	case len(l) == 0:
		return m, true
	case len(m) == 0:
		return l, true
	}
	out := make(lineage, 0, len(l)+len(m))
	for len(l) > 0 && len(m) > 0 {
		switch a, b := l[0], m[0]; {
		case a.leaf < b.leaf:
			out, l = append(out, a), l[1:]
		case a.leaf > b.leaf:
			out, m = append(out, b), m[1:]
		case !a.agrees(b):
			return nil, false
		default:
			if a.part == "" {
				a.part = b.part
			}
			a.confidence = min(a.confidence, b.confidence)
			out, l, m = append(out, a), l[1:], m[1:]
		}
	}
	return append(append(out, l...), m...), true
}

// joint returns the product of the confidences of all values.
func (l lineage) joint() float64 {
	product := 1.0
	for _, o := range l {
		product *= o.confidence
	}
	return product
}
