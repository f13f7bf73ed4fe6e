package compose

import "slices"

// eliminate finds the one thing of "A or B" whose leaf writes it in another way than the question: it is the option that no other leaf is
// about.
func (c *composition) eliminate() {
	if len(c.branches) != 2 {
		return
	}
	about := [2]*mention{}
	first := [2]int{-1, -1}
	for b := range c.branches {
		for _, leaf := range c.branch(b) {
			if leaf < 0 || leaf >= len(c.mentions) {
				continue
			}
			if first[b] < 0 {
				first[b] = leaf
			}
			if about[b] == nil {
				about[b] = c.mentions[leaf]
			}
		}
	}
	known := 0
	if about[0] == nil {
		known = 1
	}
	if about[known] == nil || about[1-known] != nil || first[1-known] < 0 {
		return
	}
	if m, ok := c.otherOption(about[known]); ok {
		c.mentions[first[1-known]] = &m
		c.mask()
	}
}

// snap widens a mention to the whole option of "..., a or b?", in a question without capitals to tell where a name begins and ends.
func (c *composition) snap(m *mention) {
	or := -1
	for i := range c.words {
		if c.isLink(i, "or") {
			if or >= 0 {
				return // which of them parts the options is not known
			}
			or = i
		}
	}
	if or < 0 {
		return
	}
	if m.first > or {
		m.first = or + 1
		polar := c.isPolar()
		for m.last < len(c.words) && !(polar && c.ends(m.last)) && !c.words[m.last].comma {
			m.last++
		}
		return
	}
	comma := m.first
	for comma > 0 && !c.words[comma].comma {
		comma--
	}
	if comma > 0 && m.last <= or {
		m.first, m.last = comma, or
	}
}

// isPolar reports whether the question begins as one for yes or no; then it goes on behind the options: was a or b born first.
func (c *composition) isPolar() bool {
	for _, e := range tables().ask.at(c.words, 0) {
		if e.fields[0] == "polar" {
			return true
		}
	}
	return false
}

// branch returns the leaves of a branch with all that they were found with.
func (c *composition) branch(b int) []int {
	leaves := slices.Clone(c.branches[b])
	for i := 0; i < len(leaves) && len(leaves) < maxLineage; i++ {
		if leaves[i] < 0 || leaves[i] >= len(c.request.Leaves) {
			continue
		}
		for _, f := range c.request.Leaves[leaves[i]] {
			for _, in := range f.Inputs {
				if !slices.Contains(leaves, in.Leaf) {
					leaves = append(leaves, in.Leaf)
				}
			}
		}
	}
	slices.Sort(leaves)
	return leaves
}

// otherOption returns what stands on the other side of the "or" beside a mention.
func (c *composition) otherOption(m *mention) (mention, bool) {
	for i := range c.words {
		if c.masked[i] || !c.isLink(i, "or") {
			continue
		}
		first, last := i+1, i+1
		switch {
		case m.last <= i: // A or B: to the end, or to the words that go on with the question
			for last < len(c.words) && !(last > first && (c.words[last].comma && !c.words[last].upper || c.ends(last))) {
				last++
			}
		case m.first > i: // back to the comma, or to the last word in lower case
			first, last = i, i
			for first > 1 && !(first < last && c.words[first].comma) && !c.masked[first-1] && !(c.ends(first-1) && first < last) {
				first--
			}
		}
		if first >= last || first < m.last && m.first < last {
			continue
		}
		o := mention{first: first, last: last, start: c.words[first].start, end: c.words[last-1].end}
		o.end += closing(c.request.Question[o.start:o.end], c.request.Question[o.end:])
		return o, true
	}
	return mention{}, false
}

// ends reports whether a word in lower case belongs to the question's own machinery, so that no name goes on over it.
func (c *composition) ends(i int) bool {
	w := c.words[i]
	return !w.upper && (verbs[w.text] || len(tables().order.at(c.words, i)) > 0 || len(tables().ask.at(c.words, i)) > 0 || len(tables().link.at(c.words, i)) > 0)
}

func (c *composition) isLink(i int, role string) bool {
	for _, e := range tables().link.at(c.words, i) {
		if e.fields[0] == role {
			return true
		}
	}
	return false
}
