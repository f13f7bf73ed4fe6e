package compose

import (
	"strings"

	"github.com/qcompiler/qcompiler/answer"
)

// mention is where the original question names the thing a leaf is about.
type mention struct {
	first, last int // words of the question, last excluded
	start, end  int // bytes
	weight      float64
}

func (m mention) overlaps(o mention) bool { return m.first < o.last && o.first < m.last }

// What a word of a leaf that the question has too is worth in telling what the leaf is about: much where other leaves do not have it, and more
// so with a capital.
const (
	ownName, ownWord, sharedName, sharedWord = 1.0, .6, .25, .01
	minMention                               = .5
	maxAligned                               = 64 // leaves
)

// align finds for each leaf the words of the question it has taken over. Leaves of a comparison differ in exactly that: in "When was Jaws
// released + When was Alien released" the words all leaves have count little.
func (c *composition) align() {
	leaves := c.request.Leaves
	c.mentions = make([]*mention, len(leaves))
	if len(c.words) == 0 {
		return
	}
	for _, w := range c.words[1:] {
		c.cased = c.cased || w.upper && (w.text[0] < '0' || w.text[0] > '9')
	}
	texts := make([][]word, len(leaves))
	for i, runs := range leaves[:min(len(leaves), maxAligned)] {
		if len(runs) > 0 {
			texts[i] = c.leafWords(&runs[0])
		}
	}
	in := c.spread(texts)
	for i, text := range texts {
		if m, ok := c.longest(text, in); ok {
			c.mentions[i] = &m
		}
	}
	c.settle()
	c.mask()
	c.eliminate()
}

// spread counts for each word the branches that have it, or the leaves where there is but one branch.
func (c *composition) spread(texts [][]word) map[string]int {
	in := map[string]int{}
	count := func(leaves []int) {
		seen := map[string]bool{}
		for _, leaf := range leaves {
			if leaf < 0 || leaf >= len(texts) {
				continue
			}
			for _, w := range texts[leaf] {
				if !seen[w.text] {
					seen[w.text] = true
					in[w.text]++
				}
			}
		}
	}
	if len(c.branches) >= 2 {
		for b := range c.branches {
			count(c.branch(b))
		}
		return in
	}
	for leaf := range texts {
		count([]int{leaf})
	}
	return in
}

// leafWords returns the words of a leaf without its placeholders, for what stands there comes from another leaf.
func (c *composition) leafWords(f *answer.Finding) []word {
	text := f.Template
	if text == "" {
		text = f.Question
	}
	if len(text) > maxText {
		text = text[:maxText]
	}
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		length := strings.IndexByte(text[open:], '}')
		if length < 0 {
			break
		}
		text = text[:open] + " | " + text[open+length+1:]
	}
	words := split(text)
	return words[:min(len(words), maxWords/2)]
}

// longest returns the run of words that the question and a leaf share and that weighs most; ties go to the left.
func (c *composition) longest(text []word, in map[string]int) (mention, bool) {
	best := mention{weight: minMention - .001}
	found := false
	previous := make([]float64, len(text)+1)
	length := make([]int, len(text)+1)
	for i := range c.words {
		corner, cornerLength := 0.0, 0
		for j := range text {
			w, l := previous[j+1], length[j+1]
			if c.words[i].text != text[j].text {
				previous[j+1], length[j+1] = 0, 0
			} else {
				previous[j+1] = corner + c.worth(i, in)
				length[j+1] = cornerLength + 1
				if previous[j+1] > best.weight+1e-9 {
					best = mention{first: i - cornerLength, last: i + 1, weight: previous[j+1]}
					found = true
				}
			}
			corner, cornerLength = w, l
		}
	}
	if !found {
		return mention{}, false
	}
	for best.first < best.last-1 && c.fringe(best.first, false, in) {
		best.first++
	}
	for best.last-1 > best.first && c.fringe(best.last-1, true, in) {
		best.last--
	}
	return best, true
}

// worth is what a word of the question tells about which leaf is meant.
func (c *composition) worth(i int, in map[string]int) float64 {
	w := c.words[i]
	own := in[w.text] <= 1 || len(c.branches) > 3 && in[w.text]*2 <= len(c.branches) // birth and death of two people are four branches
	name := w.upper && i > 0 || w.han && !functionWords[w.text]
	switch {
	case functionWords[w.text] && !name:
		return sharedWord
	case len(tables().order.at(c.words, i)) > 0 && !name, len(tables().ask.at(c.words, i)) > 0 && !name:
		return sharedWord
	case own && name:
		return ownName
	case own && !c.cased && len(tables().link.at(c.words, i)) == 0 && !verbs[w.text]:
		return ownWord
	case own:
		return sharedWord * 2
	case name:
		return sharedName
	default:
		return sharedWord
	}
}

// fringe reports whether a word at the left edge of a mention, or at its right one, is no part of the name: of "director of film Jaws", all
// but Jaws. A word that closes its clause belongs to the name: the cn tower.
func (c *composition) fringe(i int, right bool, in map[string]int) bool {
	w := c.words[i]
	switch {
	case w.han:
		return functionWords[w.text]
	case i == 0 && (functionWords[w.text] || len(tables().ask.at(c.words, 0)) > 0):
		return true
	case w.upper:
		return false
	case functionWords[w.text] || verbs[w.text]:
		return true
	case right && (i+1 == len(c.words) || c.words[i+1].comma || c.isLink(i+1, "or") || c.isLink(i+1, "and")):
		return len(tables().link.at(c.words, i)) > 0 || len(tables().order.at(c.words, i)) > 0
	default:
		return in[w.text] > 1
	}
}

// settle widens mentions to the whole name as the question writes it, and drops the weaker of two that overlap.
func (c *composition) settle() {
	for i, m := range c.mentions {
		if m == nil {
			continue
		}
		for j, o := range c.mentions {
			if o == nil || i == j || !m.overlaps(*o) || m.first == o.first && m.last == o.last {
				continue
			}
			if m.weight < o.weight {
				c.mentions[i] = nil
				break
			}
			c.mentions[j] = nil
		}
	}
	for i, m := range c.mentions {
		if m == nil {
			continue
		}
		for m.first > 1 && c.belongs(m.first-1, m.first) && !c.taken(m.first-1, i) {
			m.first--
		}
		for m.last < len(c.words) && c.belongs(m.last, m.last) && !c.taken(m.last, i) {
			m.last++
		}
		if !c.cased {
			c.snap(m)
		}
		m.start, m.end = c.words[m.first].start, c.words[m.last-1].end
		m.end += closing(c.request.Question[m.start:m.end], c.request.Question[m.end:])
	}
}

// belongs reports whether the word i can be part of the name beside it; right is the word that must not come after a comma.
func (c *composition) belongs(i, right int) bool {
	w := c.words[i]
	if c.words[right].comma {
		return false
	}
	if c.words[right].open { // "(film)" behind the name
		return right == i
	}
	if functionWords[w.text] && !w.upper || len(tables().link.at(c.words, i)) > 0 && !w.upper {
		return false
	}
	return w.upper || c.inParenthesis(i)
}

// inParenthesis reports whether an open parenthesis stands to the left of a word.
func (c *composition) inParenthesis(i int) bool {
	before := c.request.Question[:c.words[i].start]
	return strings.LastIndexByte(before, '(') > strings.LastIndexByte(before, ')')
}

func (c *composition) taken(word, except int) bool {
	for j, o := range c.mentions {
		if o != nil && j != except && o.first <= word && word < o.last {
			return true
		}
	}
	return false
}

// closing returns how many bytes right behind a name belong to it: the parenthesis it opened, the mark of "Zizek!".
func closing(name, rest string) int {
	if strings.Count(name, "(") > strings.Count(name, ")") {
		if i := strings.IndexByte(rest, ')'); i >= 0 && i < 40 {
			return i + 1
		}
	}
	if strings.HasPrefix(rest, "!") {
		return 1
	}
	if strings.HasPrefix(rest, ".") && strings.TrimSpace(rest[1:]) != "" {
		return 1
	}
	return 0
}

// mask marks the words of mentions, in which no word of the tables counts: The First Man asks for nothing first.
func (c *composition) mask() {
	c.masked = make([]bool, len(c.words))
	for _, m := range c.mentions {
		if m != nil {
			for i := m.first; i < m.last; i++ {
				c.masked[i] = true
			}
		}
	}
}

// functionWords never tell what a leaf is about.
var functionWords = set("a an the of in on at to by from for with and or is are was were be been do does did has have had who whom whose which what " +
	"when where why how that this these those it its as than then both same der die das den dem ein eine und oder von im in zu bei mit le la les un une et ou de " +
	"的 了 是 在 和 与 或 谁 哪 都 吗")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
