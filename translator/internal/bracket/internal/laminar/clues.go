package laminar

import "github.com/qcompiler/qcompiler/internal/phrase"

// clues finds the features of whole analyses that tell what is left in each leaf: how it begins and ends, what its placeholders stand
// beside, and which words that could open a sub-question were left inside. They speak of kinds of words and hardly of words, so they hold for
// questions about anything.
type clues struct {
	row   *Row
	holes []Atom // of the brackets
	leaf  []Atom
	whole Row // the leaf as a row of its own
	on    []uint16
}

func (c *clues) add(hash uint32) { c.on = append(c.on, uint16(hash>>7&(rankHashed-1))) }

func (c *clues) add1(template, x uint32) { c.add(mix(key(template), x)) }

func (c *clues) add2(template, x, y uint32) { c.add(mix(mix(key(template), x), y)) }

func (c *clues) add3(template, x, y, z uint32) { c.add(mix(mix(mix(key(template), x), y), z)) }

func (c *clues) add4(template, x, y, z, w uint32) {
	c.add(mix(mix(mix(mix(key(template), x), y), z), w))
}

// of returns the features of an analysis of the row. They are valid until the next call.
func (c *clues) of(r *Row, a *Analysis) []uint16 {
	c.on = c.on[:0]
	c.holes = c.holes[:0]
	markers := 0
	for k := range a.Brackets {
		b := &a.Brackets[k]
		leaf := c.atoms(a, b.Start, b.End, b.Inner)
		c.whole.Atoms = leaf
		kind := c.whole.holeKind(0, len(leaf))
		c.holes = append(c.holes, Atom{Hole: k, Start: b.Start, End: b.End, tag: holeTag, kind: kind, word: mix(seed+3, 0), class: mix(seed+3, uint32(kind))})
		markers += c.inside(leaf, 1)
		c.bracket(leaf, r, b)
	}
	leaf := c.atoms(a, 0, r.end(), a.Top)
	markers += c.inside(leaf, 0)
	form := hashWord(a.Form)
	c.add1(240, form)
	c.add2(241, form, uint32(min(markers, 6)))
	c.add2(242, uint32(len(a.Brackets)), uint32(min(markers, 6)))
	return c.on
}

// atoms returns tokens start to end-1 with a hole in the place of each bracket inside.
func (c *clues) atoms(a *Analysis, start, end int, inner []int) []Atom {
	c.leaf = c.leaf[:0]
	for k := start; k < end && k < len(c.row.Atoms); {
		at := -1
		for _, b := range inner {
			if a.Brackets[b].Start == k {
				at = b
			}
		}
		if at >= 0 {
			c.leaf = append(c.leaf, c.holes[at])
			k = a.Brackets[at].End
			continue
		}
		c.leaf = append(c.leaf, c.row.Atoms[k])
		k++
	}
	return c.leaf
}

func atomAt(leaf []Atom, k int) *Atom {
	if k < 0 || k >= len(leaf) {
		return &border
	}
	return &leaf[k]
}

// inside adds what stands in a leaf. It returns how many words there are that could open a sub-question.
func (c *clues) inside(leaf []Atom, nested uint32) int {
	n := len(leaf)
	names, holes, verbs, rels, content := int32(0), int32(0), int32(0), int32(0), int32(0)
	markers := 0
	tags := seed
	for k := range leaf {
		a, prev, next := &leaf[k], atomAt(leaf, k-1), atomAt(leaf, k+1)
		tags = mix(tags, uint32(a.tag))
		names += one(isName(a.tag))
		holes += one(a.tag == holeTag)
		verbs += one(a.tag == phrase.Aux || a.tag == phrase.Verb || a.tag == phrase.Past)
		content += one(isContent(a.tag) && a.tag != phrase.Prep && a.tag != phrase.Wh)
		switch {
		case a.tag == holeTag:
			c.add3(207, prev.class, a.class, nested)
			c.add3(208, next.class, a.class, nested)
			c.add3(209, prev.class, next.class, nested)
			c.add3(210, uint32(prev.tag), uint32(next.tag), uint32(atomAt(leaf, k+2).tag))
		case (a.tag == phrase.That || a.tag == phrase.Wh) && k > 0:
			rels++
			markers++
			c.add4(220, prev.class, a.word, next.class, nested)
			c.add3(221, a.word, uint32(prev.tag), uint32(next.tag))
			c.add4(229, a.word, uint32(next.tag), uint32(atomAt(leaf, k+2).tag), uint32(atomAt(leaf, k+3).tag))
		case a.tag == phrase.Poss:
			markers++
			c.add3(222, uint32(prev.tag), next.class, nested)
			c.add3(223, uint32(prev.tag), uint32(next.tag), uint32(atomAt(leaf, k+2).tag))
		case a.word == ofWord:
			if isName(next.tag) || next.tag == holeTag {
				markers++
			}
			c.add3(224, prev.class, uint32(next.tag), nested)
		case a.tag == phrase.Prep && k > 0:
			c.add4(225, a.word, uint32(prev.tag), uint32(next.tag), nested)
		case (a.tag == phrase.Past || a.tag == phrase.Ing) && (prev.tag == phrase.Noun || prev.tag == phrase.Plural):
			markers++
			c.add4(226, prev.class, a.class, uint32(next.tag), nested)
		case a.tag == phrase.Conj && k > 0:
			c.add4(227, a.word, uint32(prev.tag), uint32(next.tag), nested)
		case isName(a.tag) && (next.tag == phrase.Noun || next.tag == phrase.Plural):
			c.add3(228, next.class, uint32(atomAt(leaf, k+2).tag), nested)
		}
	}
	c.add3(200, atomAt(leaf, 0).class, uint32(atomAt(leaf, 1).tag), nested)
	c.add3(201, atomAt(leaf, n-1).class, uint32(atomAt(leaf, n-2).tag), nested)
	c.add4(205, cap3(names), cap3(holes), bucket(int32(n)), nested)
	c.add3(206, cap3(verbs), cap3(rels), nested)
	c.add4(211, cap3(verbs), cap3(rels), cap3(names+holes), nested)
	c.add3(212, bucket(content), cap3(names+holes), nested)
	if n <= 6 {
		c.add2(213, tags, nested)
	}
	return markers
}

// bracket adds what stands around a bracket and what kind it is.
func (c *clues) bracket(leaf []Atom, r *Row, b *Bracket) {
	n := len(leaf)
	before, after := r.at(b.Start-1), r.at(b.End)
	first, last := atomAt(leaf, 0), atomAt(leaf, n-1)
	c.add2(202, before.class, first.class)
	c.add2(203, last.class, after.class)
	c.add3(204, uint32(last.tag), after.class, uint32(r.at(b.End+1).tag))
	c.add4(214, uint32(before.tag), uint32(first.tag), uint32(last.tag), uint32(after.tag))
	c.whole.Atoms = leaf
	h := c.whole.head(0, n)
	if h < 0 {
		c.add2(230, uint32(first.tag), uint32(n))
		return
	}
	head := &leaf[h]
	opener, then := atomAt(leaf, h+1), atomAt(leaf, h+2)
	c.add3(231, head.class, opener.class, uint32(then.tag))
	c.add3(232, head.class, before.class, after.class)
	c.add1(233, head.word)
	c.add3(234, uint32(opener.tag), uint32(then.tag), after.class)
	c.add3(235, head.class, opener.class, after.class)
}
