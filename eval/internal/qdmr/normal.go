package qdmr

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// Bounds of the normal form: a step of many words becomes as many nodes.
const (
	maxNormalNodes = 1024
	maxRounds      = 64
)

// NormalExactMatch is 1 where the normal forms of two decompositions are the same, else 0.
func NormalExactMatch(prediction, gold Decomposition) float64 {
	p, err := Normalize(prediction)
	if err != nil {
		return ExactMatch(prediction, gold)
	}
	g, err := Normalize(gold)
	if err != nil {
		return ExactMatch(prediction, gold)
	}
	return indicator(slices.Equal(p, g))
}

// Normalize returns the normal form of a decomposition, in which it does not matter into how many steps what is said of a noun is split and
// in what order the steps stand: "flights from oslo" and "flights; #1 from oslo" have the same. Words are lemmas, determiners are dropped,
// runs of nouns and what is said of a reference become steps of their own, compounds are split word by word, steps that say the same are
// one, and the steps stand by depth and then by the alphabet.
func Normalize(d Decomposition) (Decomposition, error) {
	words := 0
	n := &normal{}
	for _, step := range d {
		doc := tokens(step)
		if words += len(doc); words > MaxTokens || len(d) > MaxNodes {
			return nil, ErrTooLarge
		}
		n.docs = append(n.docs, doc)
	}
	for i := 0; i < len(n.docs); i++ { // steps that are added are gone over too
		for range maxRounds {
			if len(n.docs) > maxNormalNodes {
				return nil, ErrTooLarge
			}
			if !n.apply(i) {
				break
			}
		}
	}
	return n.ordered()
}

// normal is a decomposition on the way to its normal form: the words of each step.
type normal struct{ docs [][]token }

// apply runs the rules on a step until one changes it.
func (n *normal) apply(i int) bool {
	for _, rule := range []func(int) bool{n.dropDeterminers, n.extractNouns, n.extractReferenceWithPreposition, n.splitCompound, n.extractAdjectives} {
		if rule(i) {
			return true
		}
	}
	return false
}

// dropDeterminers drops determiners, and "that" where it is not the subject of "be": "cube that is blue" keeps it.
func (n *normal) dropDeterminers(i int) bool {
	doc := n.docs[i]
	var keep []token
	for k, t := range doc {
		beBefore := k > 0 && doc[k-1].lemma == "be"
		beAfter := k+1 < len(doc) && doc[k+1].lemma == "be"
		drop := t.tag == phrase.Det && !t.ref && !(beBefore && k+1 == len(doc)) || t.tag == phrase.That && !beAfter
		if !drop {
			keep = append(keep, t)
		}
	}
	if len(keep) == len(doc) || len(keep) == 0 {
		return false
	}
	n.docs[i] = keep
	return true
}

// extractNouns makes a step of each run of nouns that is not the whole step.
func (n *normal) extractNouns(i int) bool {
	doc := n.docs[i]
	var spans [][2]int
	for k := 0; k < len(doc); k++ {
		if !doc[k].noun() {
			continue
		}
		first := k
		for k+1 < len(doc) && doc[k+1].noun() {
			k++
		}
		if first < k || !doc[first].ref {
			spans = append(spans, [2]int{first, k + 1})
		}
	}
	return n.extract(i, spans)
}

// extractReferenceWithPreposition makes a step of "#1 from oslo" in "#1 from oslo to paris".
func (n *normal) extractReferenceWithPreposition(i int) bool {
	doc := n.docs[i]
	if len(doc) < 3 || !doc[0].ref || doc[1].tag != phrase.Prep {
		return false
	}
	end := 3
	for end < len(doc) && doc[end].noun() {
		end++
	}
	return n.extract(i, [][2]int{{0, end}})
}

// splitCompound makes of "gold metal ball" the steps "gold #2", "metal #3" and "ball".
func (n *normal) splitCompound(i int) bool {
	doc := n.docs[i]
	if len(doc) < 2 {
		return false
	}
	for k, t := range doc {
		if !t.noun() || t.ref && k+1 < len(doc) {
			return false
		}
	}
	return n.extract(i, [][2]int{{1, len(doc)}})
}

// extractAdjectives makes a step of "blue #1", and of "#1 that is blue", in a longer one.
func (n *normal) extractAdjectives(i int) bool {
	doc := n.docs[i]
	var spans [][2]int
	for k, t := range doc {
		switch {
		case t.tag != phrase.Adj && !t.noun() || t.ref:
		case t.tag == phrase.Adj && k+1 < len(doc) && doc[k+1].ref:
			spans = append(spans, [2]int{k, k + 2})
		case k > 1 && doc[k-1].lemma == "be" && doc[k-2].ref:
			spans = append(spans, [2]int{k - 2, k + 1})
		case k > 2 && doc[k-1].lemma == "be" && doc[k-2].tag == phrase.That && doc[k-3].ref:
			spans = append(spans, [2]int{k - 3, k + 1})
		}
	}
	return n.extract(i, spans)
}

// extract makes a step of each span, with a reference to it in its place. Spans that overlap the one before, that are the whole step or
// that are a reference already stay.
func (n *normal) extract(i int, spans [][2]int) bool {
	doc := n.docs[i]
	var out []token
	last := 0
	for _, s := range spans {
		if s[0] < last || s[1] > len(doc) || s[0] == 0 && s[1] == len(doc) || s[1]-s[0] == 1 && doc[s[0]].ref {
			continue
		}
		out = append(out, doc[last:s[0]]...)
		n.docs = append(n.docs, slices.Clone(doc[s[0]:s[1]]))
		out = append(out, token{lemma: fmt.Sprintf("@@%d@@", len(n.docs)), ref: true, tag: phrase.Plural})
		last = s[1]
	}
	if last == 0 {
		return false
	}
	n.docs[i] = append(out, doc[last:]...)
	return true
}

// ordered returns the steps by depth, those without references first, then by the alphabet; those that say the same as one.
func (n *normal) ordered() (Decomposition, error) {
	depth := make([]int, len(n.docs)) // 0 is not known yet
	var measure func(i int) error
	measure = func(i int) error {
		switch depth[i] {
		case 0:
		case -1:
			return fmt.Errorf("the steps refer to each other in a circle")
		default:
			return nil
		}
		depth[i] = -1
		deepest := 0
		for _, j := range n.uses(i) {
			if j >= len(n.docs) {
				return fmt.Errorf("a step refers to step %d, which is not there", j+1)
			}
			if err := measure(j); err != nil {
				return err
			}
			deepest = max(deepest, depth[j])
		}
		depth[i] = deepest + 1
		return nil
	}
	last := 0
	for i := range n.docs {
		if err := measure(i); err != nil {
			return nil, err
		}
		last = max(last, depth[i])
	}
	became := map[int]int{}
	var out Decomposition
	for level := 1; level <= last; level++ {
		byLabel := map[string][]int{}
		for i := range n.docs {
			if depth[i] == level {
				label := n.label(i, became)
				byLabel[label] = append(byLabel[label], i)
			}
		}
		labels := make([]string, 0, len(byLabel))
		for l := range byLabel {
			labels = append(labels, l)
		}
		slices.Sort(labels)
		for _, l := range labels {
			out = append(out, l)
			for _, i := range byLabel[l] {
				became[i] = len(out)
			}
		}
	}
	return out, nil
}

func (n *normal) uses(i int) []int {
	var out []int
	for _, t := range n.docs[i] {
		if t.ref {
			out = append(out, references(t.lemma)...)
		}
	}
	return out
}

func (n *normal) label(i int, became map[int]int) string {
	words := make([]string, len(n.docs[i]))
	for k, t := range n.docs[i] {
		words[k] = t.lemma
		if t.ref {
			words[k] = fmt.Sprintf("@@%d@@", became[references(t.lemma)[0]])
		}
	}
	return strings.Join(words, " ")
}
