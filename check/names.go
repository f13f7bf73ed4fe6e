package check

import "slices"

// usedNames finds where a name was used before: rule 3. Most queries never get there, so the table is made when one first does.
type usedNames struct {
	refs map[string][]useRef
	// covered is how many leaves the table holds.
	covered int
}

// find returns the use of the name in the nearest leaf in scope.
func (n *usedNames) find(table *Bindings, folded string, around *chain) (useRef, bool) {
	if n.refs == nil {
		n.refs = make(map[string][]useRef)
	}
	// The last leaf is the one that asks; it is not in its own scope.
	for ; n.covered < len(table.Leaves)-1; n.covered++ {
		for i := range table.Leaves[n.covered].Uses {
			u := &table.Leaves[n.covered].Uses[i]
			if _, number := leafNumber(u.folded); u.How != Independent && !number {
				n.refs[u.folded] = append(n.refs[u.folded], useRef{n.covered, i})
			}
		}
	}
	refs := n.refs[folded]
	if len(refs) == 0 {
		return useRef{}, false
	}
	for c := range around.scope {
		first, end := c.leaves()
		i, _ := slices.BinarySearchFunc(refs, end, func(r useRef, end int) int { return r.leaf - end })
		if i > 0 && refs[i-1].leaf >= first {
			return refs[i-1], true
		}
	}
	return useRef{}, false
}
