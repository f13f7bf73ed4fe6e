package laminar

import (
	"math"
	"slices"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// A Ranker looks at whole plans once more. The model takes one step at a time and was trained on questions whose parts it may have seen;
// the ranker weighs what is left over as a whole: whether every sub-question has a name or a hole to hang on, how much is left in one leaf,
// whether the rules for chains see the same shape, how leaves begin and end. Its features speak of kinds of words and it is fitted with strong
// penalties on what the model found in questions that it had not seen, so it carries over to questions of other kinds.
type Ranker struct {
	Weights [rankSize]float32
}

// Hint is what the rules for chains propose for a question.
type Hint struct {
	// Form is the shape, as in [Analysis]; empty with Score 0 where they propose nothing.
	Form  string
	Score float64
}

// Places in the vector of features.
const (
	rankProb     = iota             // logarithm of the probability of the shape
	rankOwn                         // and of the brackets
	rankLinear                      // the probability of the shape itself
	rankTop                         // the best shape
	rankLeaves                      // 5: number of leaves
	rankSurplus  = rankLeaves + 5   // 7: leaves less names
	rankRelation = rankSurplus + 7  // 7: leaves less relatives, possessives and "of"s
	rankAnchor   = rankRelation + 7 // 3: leaves with nothing to look up
	rankNames    = rankAnchor + 3   // 3: leaves with two names and more
	rankMixed    = rankNames + 3    // 3: leaves with a hole and a name
	rankRelative = rankMixed + 3    // 4: relatives left inside leaves
	rankOwner    = rankRelative + 4 // 3: possessives left
	rankOf       = rankOwner + 3    // 4: "of"s left before names or holes
	rankVerbs    = rankOf + 4       // 4: leaves with two verbs and more
	rankRoot     = rankVerbs + 4    // 5: content of the last leaf
	rankShort    = rankRoot + 5     // 3: brackets with one content word
	rankLong     = rankShort + 3    // 3: leaves with more than five
	rankStart    = rankLong + 3     // 6: what brackets begin with
	rankAfter    = rankStart + 6    // 8: what stands behind them
	rankBefore   = rankAfter + 8    // 6: what stands before them
	rankJoin     = rankBefore + 6   // 4: kinds of joins
	rankHint     = rankJoin + 4     // 10: what the rules say
	rankMany     = rankHint + 10    // 4: several sentences
	rankForm     = rankMany + 4     // 8: the shape
	rankLower    = rankForm + 8     // 3: more than one leaf, in lower case
	rankDense    = rankLower + 3
	rankSize     = rankDense + rankHashed
)

// rankHashed is how many weights the features of leaves share; see [rankVector.clues].
const rankHashed = 1 << 13

// rankVector are the features of an analysis: values, and numbers of those that are there or not.
type rankVector struct {
	dense [rankDense]float32
	on    []uint16
}

// forms are the shapes that people ask for; the first place is for all others.
var forms = []string{"?", "", "()", "(())", "()()", "((()))", "(()())", "(())()"}

func clampAt(v *rankVector, base, size, n int) { v.dense[base+min(max(n, 0), size-1)]++ }

// fill makes the vector that of one analysis of a row.
func (v *rankVector) fill(r *Row, a *Analysis, first bool, hint Hint, c *clues) {
	v.dense = [rankDense]float32{}
	v.dense[rankProb] = float32(math.Log(a.Shape + 1e-4))
	v.dense[rankOwn] = float32(math.Log(a.Prob+1e-5)) / 2
	v.dense[rankLinear] = float32(a.Shape)
	if first {
		v.dense[rankTop] = 1
	}
	leaves := len(a.Brackets) + 1
	names, relations, stops := 0, 0, 0
	for k := range r.Atoms {
		switch t := r.Atoms[k].tag; {
		case isName(t):
			names++
		case t == phrase.That, t == phrase.Poss, r.Atoms[k].word == ofWord, t == phrase.Wh && k > 0:
			relations++
		case t == phrase.Mark && r.Atoms[k].word == fullStop:
			stops++
		}
	}
	clampAt(v, rankLeaves, 5, leaves-1)
	clampAt(v, rankSurplus, 7, leaves-names+3)
	clampAt(v, rankRelation, 7, leaves-1-relations+3)
	if r.Lower && leaves > 1 {
		clampAt(v, rankLower, 3, leaves-2)
	}
	v.dense[rankForm+max(slices.Index(forms, a.Form), 0)]++
	if stops > 0 {
		clampAt(v, rankMany, 4, leaves-1)
	}
	v.hint(a, leaves, hint)

	whole := Bracket{Start: 0, End: r.end(), Inner: a.Top}
	v.leaf(r, a, &whole, true)
	for k := range a.Brackets {
		v.leaf(r, a, &a.Brackets[k], false)
		v.edges(r, &a.Brackets[k])
	}
	v.on = c.of(r, a)
}

func (r *Row) end() int {
	if len(r.Atoms) == 0 {
		return 0
	}
	return r.Atoms[len(r.Atoms)-1].End
}

func (v *rankVector) hint(a *Analysis, leaves int, hint Hint) {
	level := 0
	switch {
	case hint.Score >= 0.75:
		level = 2
	case hint.Score >= 0.65:
		level = 1
	}
	theirs := 1
	for _, c := range hint.Form {
		if c == '(' {
			theirs++
		}
	}
	switch {
	case hint.Score == 0 && leaves > 1:
		v.dense[rankHint]++
	case hint.Score == 0:
		v.dense[rankHint+1]++
	case hint.Form == a.Form:
		v.dense[rankHint+2+level]++
	case leaves < theirs:
		v.dense[rankHint+5+min(level, 1)]++
	case leaves > theirs:
		v.dense[rankHint+7+min(level, 1)]++
	default:
		v.dense[rankHint+9]++
	}
}

// leaf adds what is left in one leaf once the brackets inside are holes.
func (v *rankVector) leaf(r *Row, a *Analysis, b *Bracket, root bool) {
	names, holes, relatives, owners, ofs, verbs, content := 0, len(b.Inner), 0, 0, 0, 0, 0
	inner := func(token int) bool {
		for _, k := range b.Inner {
			if a.Brackets[k].Start <= token && token < a.Brackets[k].End {
				return true
			}
		}
		return false
	}
	first := true
	for k := b.Start; k < b.End; k++ { // the row holds the tokens of the question, one by one
		atom := &r.Atoms[k]
		if inner(k) {
			continue
		}
		switch t := atom.tag; {
		case isName(t):
			names++
		case (t == phrase.That || t == phrase.Wh) && !first:
			relatives++
		case t == phrase.Poss:
			owners++
		case atom.word == ofWord:
			ofs++
		}
		if isVerb(atom.tag) && atom.tag != phrase.Aux {
			verbs++
		}
		if isContent(atom.tag) && atom.tag != phrase.Prep && atom.tag != phrase.Wh {
			content++
		}
		first = false
	}
	if names+holes == 0 {
		clampAt(v, rankAnchor, 3, content/2)
	}
	if names >= 2 {
		clampAt(v, rankNames, 3, names-2)
	}
	if holes > 0 && names > 0 {
		clampAt(v, rankMixed, 3, names-1)
	}
	if relatives > 0 {
		clampAt(v, rankRelative, 4, relatives-1)
	}
	if owners > 0 {
		clampAt(v, rankOwner, 3, min(verbs, 2))
	}
	if ofs > 0 {
		clampAt(v, rankOf, 4, min(ofs-1, 1)*2+min(verbs, 1))
	}
	if verbs >= 2 {
		clampAt(v, rankVerbs, 4, verbs-2)
	}
	if root {
		clampAt(v, rankRoot, 5, content)
		if holes >= 2 {
			clampAt(v, rankJoin, 4, min(names, 1)+2*min(relatives, 1))
		}
	} else {
		if content <= 1 {
			clampAt(v, rankShort, 3, names+holes)
		}
		if holes >= 2 {
			v.dense[rankJoin+3]++
		}
	}
	if content > 5 {
		clampAt(v, rankLong, 3, content-6)
	}
}

// edges adds what stands at the edges of a bracket.
func (v *rankVector) edges(r *Row, b *Bracket) {
	i, j, ok := r.Locate(b.Start, b.End)
	if !ok {
		return
	}
	start := 5
	switch r.Atoms[i].tag {
	case phrase.Det:
		start = 0
	case phrase.Wh:
		start = 1
	case phrase.Entity:
		start = 2
	case phrase.Noun, phrase.Plural, phrase.Adj, phrase.Degree:
		start = 3
	case phrase.Verb, phrase.Past, phrase.Ing, phrase.Prep:
		start = 4
	}
	v.dense[rankStart+start]++
	after := 7
	if j == len(r.Atoms) {
		after = 6
	} else {
		switch r.Atoms[j].tag {
		case phrase.Verb, phrase.Past:
			after = 0
		case phrase.Aux:
			after = 1
		case phrase.Prep:
			after = 2
		case phrase.Poss:
			after = 3
		case phrase.Noun, phrase.Plural, phrase.Adj:
			after = 4
		case phrase.Mark, phrase.Conj:
			after = 5
		}
	}
	v.dense[rankAfter+after]++
	before := 5
	if i > 0 {
		switch r.Atoms[i-1].tag {
		case phrase.Prep:
			before = 0
		case phrase.Aux:
			before = 1
		case phrase.Verb, phrase.Past, phrase.Ing:
			before = 2
		case phrase.Det, phrase.Adj, phrase.Noun, phrase.Plural:
			before = 3
		case phrase.Mark, phrase.Conj:
			before = 4
		}
	}
	v.dense[rankBefore+before]++
}

// Rank returns the analyses with Prob and Shape as the ranker sees them, the best of each shape, best first.
func (k *Ranker) Rank(r *Row, found []Analysis, hint Hint) []Analysis {
	scores := make([]float64, 0, maxBrackets*beamWidth+1)
	top := math.Inf(-1)
	all := candidates(r, found, hint, func(v *rankVector) {
		s := k.score(v)
		scores = append(scores, s)
		top = max(top, s)
	})
	total := 0.0
	for i := range scores {
		scores[i] = math.Exp(scores[i] - top)
		total += scores[i]
	}
	for i := range all {
		all[i].Prob, all[i].Shape, all[i].Others = scores[i]/total, 0, nil
	}
	return byShape(all)
}

// candidates returns the analyses one after the other, whatever their shape, and calls visit with the features of each, which it must not keep.
func candidates(r *Row, found []Analysis, hint Hint, visit func(*rankVector)) []Analysis {
	all := make([]Analysis, 0, maxBrackets*beamWidth+1)
	c := clues{row: r, holes: make([]Atom, 0, maxBrackets), leaf: make([]Atom, 0, len(r.Atoms)), on: make([]uint16, 0, 8*len(r.Atoms))}
	var v rankVector
	for i := range found[:min(len(found), maxRanked)] {
		shape := &found[i]
		v.fill(r, shape, i == 0, hint, &c)
		visit(&v)
		all = append(all, *shape)
		for _, other := range shape.Others {
			other.Shape = shape.Shape
			v.fill(r, &other, i == 0, hint, &c)
			visit(&v)
			all = append(all, other)
		}
	}
	return all
}

// maxRanked is the most shapes that are looked at.
const maxRanked = 10

func (k *Ranker) score(v *rankVector) float64 {
	var s float64
	for i, x := range v.dense {
		if x != 0 {
			s += float64(k.Weights[i]) * float64(x)
		}
	}
	for _, i := range v.on {
		s += float64(k.Weights[rankDense+int(i)])
	}
	return s
}
