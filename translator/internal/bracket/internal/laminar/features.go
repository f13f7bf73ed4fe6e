package laminar

import "github.com/qcompiler/qcompiler/internal/phrase"

// border stands for what is before the first atom and behind the last.
var border = Atom{Hole: -1, word: mix(seed, 99), class: mix(seed, 98), tag: phrase.Tag(62)}

func (r *Row) at(k int) *Atom {
	if k < 0 || k >= len(r.Atoms) {
		return &border
	}
	return &r.Atoms[k]
}

// view is what the features of all spans of a row share.
type view struct {
	*Row
	wh       uint32   // the first question word
	names    []int32  // prefix counts
	holes    []int32  //
	verbs    []int32  //
	relative []int32  //
	content  []int32  //
	left     []uint32 // hash of the classes before an atom
	right    []uint32 // hash of the classes from an atom on
	step     uint32
}

func newView(r *Row, s *scratch) *view {
	n := len(r.Atoms)
	if cap(s.counts) < 5*(n+1) {
		s.counts, s.hashes = make([]int32, 5*(n+1)), make([]uint32, 2*(n+1))
	}
	counts := s.counts[:5*(n+1)]
	for k := range 5 {
		counts[k*(n+1)] = 0
	}
	s.view = view{}
	v := &s.view
	*v = view{Row: r, names: counts[:n+1], holes: counts[n+1 : 2*n+2], verbs: counts[2*n+2 : 3*n+3], relative: counts[3*n+3 : 4*n+4], content: counts[4*n+4:]}
	hashes := s.hashes[:2*n+2]
	v.left, v.right = hashes[:n+1], hashes[n+1:]
	v.step = uint32(len(r.Brackets))
	v.left[0], v.right[n] = seed, seed
	for k := range r.Atoms {
		a := &r.Atoms[k]
		v.names[k+1] = v.names[k] + one(isName(a.tag))
		v.holes[k+1] = v.holes[k] + one(a.tag == holeTag)
		v.verbs[k+1] = v.verbs[k] + one(isVerb(a.tag))
		v.relative[k+1] = v.relative[k] + one(a.tag == phrase.That || a.tag == phrase.Wh)
		v.content[k+1] = v.content[k] + one(isContent(a.tag) && a.tag != phrase.Prep && a.tag != phrase.Wh)
		if a.tag == phrase.Wh && v.wh == 0 {
			v.wh = a.word
		}
		v.left[k+1] = mix(v.left[k], a.class)
	}
	for k := n - 1; k >= 0; k-- {
		v.right[k] = mix(v.right[k+1], r.Atoms[k].class)
	}
	return v
}

func one(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// bucket folds a count into few values.
func bucket(n int32) uint32 {
	switch {
	case n <= 4:
		return uint32(n)
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	}
	return 8
}

func cap3(n int32) uint32 { return uint32(min(n, 3)) }

// features is a list of hashed features; a template is a number and its values.
type features []uint32

// key begins the hash of a feature. Templates are constants, so it costs nothing.
func key(template uint32) uint32 { return mix(seed, template*2654435761) }

// The functions below are one for each number of values: a search hashes some 50,000 features, and a list of values would double the time.

func hash1(template, a uint32) uint32 { return mix(key(template), a) }

func hash2(template, a, b uint32) uint32 { return mix(mix(key(template), a), b) }

func hash3(template, a, b, c uint32) uint32 { return mix(mix(mix(key(template), a), b), c) }

func hash4(template, a, b, c, d uint32) uint32 { return mix(mix(mix(mix(key(template), a), b), c), d) }

// leftEdge appends the features of a bracket's left edge, before atom i.
func (v *view) leftEdge(f *features, i int) {
	a, b, c, d := v.at(i-2), v.at(i-1), v.at(i), v.at(i+1)
	*f = append(*f,
		hash2(1, b.word, c.word),
		hash2(2, a.word, b.word),
		hash2(3, c.word, d.word),
		hash4(4, uint32(a.tag), uint32(b.tag), uint32(c.tag), uint32(d.tag)),
		hash1(5, b.word),
		hash1(6, c.word),
		hash2(7, b.class, c.class),
		hash3(8, b.class, c.class, d.class),
		hash3(9, a.class, b.class, c.class),
		hash2(10, uint32(b.tag), uint32(c.tag)),
		hash1(11, v.left[i]),
		hash4(12, uint32(b.tag), uint32(c.tag), d.class, v.at(i+2).class),
	)
}

// rightEdge appends the features of a bracket's right edge, before atom j.
func (v *view) rightEdge(f *features, j int) {
	a, b, c, d := v.at(j-2), v.at(j-1), v.at(j), v.at(j+1)
	*f = append(*f,
		hash2(21, b.word, c.word),
		hash2(22, c.word, d.word),
		hash2(23, a.word, b.word),
		hash4(24, uint32(a.tag), uint32(b.tag), uint32(c.tag), uint32(d.tag)),
		hash1(25, b.word),
		hash1(26, c.word),
		hash2(27, b.class, c.class),
		hash3(28, a.class, b.class, c.class),
		hash3(29, b.class, c.class, d.class),
		hash2(30, uint32(b.tag), uint32(c.tag)),
		hash1(31, v.right[min(j, len(v.Atoms))]),
		hash4(32, uint32(b.tag), c.class, d.class, v.at(j+2).class),
	)
}

// span appends the features of the span i to j-1 as a whole.
func (v *view) span(f *features, i, j int) {
	before, first, last, after := v.at(i-1), v.at(i), v.at(j-1), v.at(j)
	n := len(v.Atoms)
	names, namesOut := v.names[j]-v.names[i], v.names[n]-(v.names[j]-v.names[i])
	holes, holesOut := v.holes[j]-v.holes[i], v.holes[n]-(v.holes[j]-v.holes[i])
	verbs, verbsOut := v.verbs[j]-v.verbs[i], v.verbs[n]-(v.verbs[j]-v.verbs[i])
	rels, relsOut := v.relative[j]-v.relative[i], v.relative[n]-(v.relative[j]-v.relative[i])
	content, contentOut := v.content[j]-v.content[i], v.content[n]-(v.content[j]-v.content[i])
	length := bucket(int32(j - i))
	atEnd := uint32(one(j == n))
	nested := uint32(0) // 1 around the bracket taken last, 2 apart from it
	if v.last >= 0 {
		nested = 2
		if i <= v.last && v.last < j {
			nested = 1
		}
	}

	*f = append(*f,
		hash2(40, before.word, after.word),
		hash4(41, uint32(before.tag), uint32(first.tag), uint32(last.tag), uint32(after.tag)),
		hash2(42, first.word, last.word),
		hash2(43, before.class, after.class),
		hash2(44, first.class, last.class),
		hash4(45, first.class, last.class, before.class, after.class),
		hash2(46, length, atEnd),
		hash4(47, cap3(names), cap3(namesOut), cap3(holes), cap3(holesOut)),
		hash3(48, cap3(names), cap3(holes), nested),
		hash3(49, cap3(verbs), cap3(rels), uint32(first.tag)),
		hash4(50, cap3(verbs), cap3(verbsOut), cap3(rels), cap3(relsOut)),
		hash2(51, bucket(content), cap3(names+holes)),
		hash3(52, bucket(contentOut), cap3(namesOut+holesOut), nested),
		hash2(53, bucket(contentOut), v.wh),
		hash4(54, nested, v.step, cap3(names), cap3(namesOut)),
		hash4(55, nested, cap3(holes), atEnd, uint32(after.tag)),
		hash4(56, uint32(before.tag), uint32(after.tag), atEnd, cap3(names+holes)),
		hash2(57, v.left[i], after.class),
		hash2(58, v.left[i], v.right[j]),
		hash3(59, v.wh, before.class, first.class),
	)

	// the span's own skeleton
	tags, skeleton := seed, seed
	for k := i; k < j; k++ {
		a := &v.Atoms[k]
		tags = mix(tags, uint32(a.tag))
		skeleton = mix(skeleton, a.class)
	}
	*f = append(*f,
		hash1(60, tags),
		hash1(61, skeleton),
		hash3(62, tags, uint32(before.tag), uint32(after.tag)),
	)

	// the head noun
	if h := v.head(i, j); h >= 0 {
		head := &v.Atoms[h]
		then := v.at(h + 1)
		if h+1 >= j {
			then = &border
		}
		*f = append(*f,
			hash1(70, head.word),
			hash1(71, head.class),
			hash2(72, head.word, before.word),
			hash2(73, head.class, before.class),
			hash2(74, head.class, then.class),
			hash2(75, head.word, then.word),
			hash2(76, head.class, after.class),
			hash4(77, head.class, then.class, cap3(names), cap3(holes)),
			hash3(78, head.class, v.wh, before.class),
			hash4(79, head.class, then.class, last.class, after.class),
			hash3(80, uint32(h-i), uint32(then.tag), uint32(first.tag)),
		)
	} else {
		*f = append(*f, hash2(81, uint32(first.tag), length))
	}
	// the first relative inside, and what follows it; the last verb inside, and what follows the span
	for k := i; k < j; k++ {
		if a := &v.Atoms[k]; a.tag == phrase.That || a.tag == phrase.Wh {
			*f = append(*f,
				hash3(82, a.word, v.at(k+1).class, v.at(k+2).class),
				hash4(83, a.word, uint32(min(k-i, 3)), last.class, after.class),
				hash4(84, a.word, cap3(verbs), uint32(after.tag), atEnd),
			)
			break
		}
	}
	for k := j - 1; k >= i; k-- {
		if a := &v.Atoms[k]; isVerb(a.tag) && a.tag != phrase.Aux {
			*f = append(*f,
				hash2(85, a.word, after.word),
				hash3(86, a.class, after.class, uint32(min(j-1-k, 4))),
				hash3(87, a.word, uint32(min(j-1-k, 4)), atEnd),
			)
			break
		}
	}
	// holes inside: what stands beside them
	for k := i; k < j; k++ {
		if v.Atoms[k].tag == holeTag {
			a := &v.Atoms[k]
			*f = append(*f,
				hash3(88, v.at(k-1).class, a.class, v.at(k+1).class),
				hash4(89, v.at(k-2).class, v.at(k-1).class, a.class, uint32(one(k == j-1))),
				hash3(90, a.class, first.class, last.class),
			)
		}
	}
	// a conjunction at the edge, or between names inside
	conj := uint32(0)
	for k := i; k < j; k++ {
		if v.Atoms[k].tag == phrase.Conj {
			conj++
		}
	}
	*f = append(*f,
		hash4(91, min(conj, 2), cap3(names+holes), uint32(before.tag), uint32(after.tag)),
		hash4(92, min(conj, 2), cap3(holes), cap3(holesOut), cap3(namesOut)),
	)
}

// biasTemplate is the feature that every stop has.
const biasTemplate = 100

// stop appends the features of stopping at this row.
func (v *view) stop(f *features) {
	n := len(v.Atoms)
	names, holes, verbs, rels, content := v.names[n], v.holes[n], v.verbs[n], v.relative[n], v.content[n]
	*f = append(*f,
		key(biasTemplate),
		hash3(101, v.step, cap3(names), cap3(holes)),
		hash4(102, cap3(names), cap3(holes), cap3(verbs), cap3(rels)),
		hash2(103, bucket(content), cap3(names+holes)),
		hash2(104, bucket(content), v.step),
		hash1(105, v.left[n]),
		hash4(106, v.wh, cap3(names), cap3(holes), bucket(content)),
		hash2(107, bucket(int32(n)), v.step),
		hash3(108, cap3(rels), cap3(verbs), v.step),
	)
	tags := seed
	of, possessives, conj, nouns, commas := int32(0), int32(0), int32(0), int32(0), int32(0)
	for k := range v.Atoms {
		a, next := &v.Atoms[k], v.at(k+1)
		tags = mix(tags, uint32(a.tag))
		*f = append(*f,
			hash2(109, a.word, next.word),
			hash3(110, a.class, next.class, v.at(k+2).class),
			hash1(111, a.word),
			hash2(112, a.class, next.class),
		)
		switch {
		case a.word == ofWord:
			of++
		case a.tag == phrase.Poss:
			possessives++
		case a.tag == phrase.Conj:
			conj++
		case a.tag == phrase.Noun || a.tag == phrase.Plural:
			nouns++
		case a.tag == phrase.Mark:
			commas++
		}
		if a.tag == holeTag {
			*f = append(*f,
				hash4(113, v.at(k-1).class, a.class, next.class, v.step),
				hash4(114, v.at(k-2).class, v.at(k-1).class, a.class, uint32(one(k == n-1))),
			)
		}
	}
	*f = append(*f,
		hash1(115, tags),
		hash4(116, cap3(of), cap3(possessives), cap3(names), cap3(holes)),
		hash3(117, cap3(conj), cap3(names), cap3(holes)),
		hash4(118, cap3(nouns), cap3(names), cap3(rels), cap3(holes)),
		hash2(119, cap3(commas), v.step),
		hash4(120, cap3(of+possessives), cap3(rels), cap3(verbs), cap3(names+holes)),
		hash3(121, v.wh, v.step, cap3(rels)),
	)
}

var ofWord = hashWord("of")
