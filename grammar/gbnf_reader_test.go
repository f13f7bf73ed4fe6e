package grammar_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf8"
)

// gbnfGrammar is a GBNF grammar that was read: enough of the form to check what GBNF writes, and nothing that engines differ in.
type gbnfGrammar struct{ rules map[string]gbnfNode }

type gbnfNode interface{}

type (
	gbnfSeq    []gbnfNode
	gbnfAlt    []gbnfNode
	gbnfText   string
	gbnfRef    string
	gbnfRepeat struct {
		node     gbnfNode
		from, to int
	}
	gbnfSet struct {
		except bool
		ranges [][2]rune
	}
)

func (s *gbnfSet) has(r rune) bool {
	in := false
	for _, p := range s.ranges {
		in = in || p[0] <= r && r <= p[1]
	}
	return in != s.except
}

// readGBNF reads a grammar with one rule a line.
func readGBNF(text string) (g *gbnfGrammar, err error) {
	g = &gbnfGrammar{rules: map[string]gbnfNode{}}
	for number, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, right, ok := strings.Cut(line, " ::= ")
		if !ok {
			return nil, fmt.Errorf("line %d: no rule", number+1)
		}
		if _, twice := g.rules[name]; twice {
			return nil, fmt.Errorf("line %d: %s is defined twice", number+1, name)
		}
		p := gbnfParser{text: right}
		node, err := p.alternatives()
		if err == nil && p.text != "" {
			err = fmt.Errorf("unexpected %q", p.text)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number+1, err)
		}
		g.rules[name] = node
	}
	return g, g.defined()
}

// defined reports names that have no rule, and rules that no other uses.
func (g *gbnfGrammar) defined() error {
	seen := map[string]bool{}
	var visit func(gbnfNode) error
	visit = func(n gbnfNode) error {
		switch n := n.(type) {
		case gbnfSeq:
			for _, c := range n {
				if err := visit(c); err != nil {
					return err
				}
			}
		case gbnfAlt:
			return visit(gbnfSeq(n))
		case gbnfRepeat:
			return visit(n.node)
		case gbnfRef:
			rule, ok := g.rules[string(n)]
			if !ok {
				return fmt.Errorf("%s has no rule", n)
			}
			if !seen[string(n)] {
				seen[string(n)] = true
				return visit(rule)
			}
		}
		return nil
	}
	if err := visit(gbnfRef("root")); err != nil {
		return err
	}
	for name := range g.rules {
		if !seen[name] {
			return fmt.Errorf("nothing uses %s", name)
		}
	}
	return nil
}

type gbnfParser struct{ text string }

func (p *gbnfParser) take(prefix string) bool {
	rest, ok := strings.CutPrefix(p.text, prefix)
	p.text = rest
	return ok
}

func (p *gbnfParser) alternatives() (gbnfNode, error) {
	var out gbnfAlt
	for {
		n, err := p.sequence()
		if err != nil {
			return nil, err
		}
		out = append(out, n)
		if !p.take("| ") {
			return out, nil
		}
	}
}

func (p *gbnfParser) sequence() (gbnfNode, error) {
	var out gbnfSeq
	for p.text != "" && p.text[0] != '|' && p.text[0] != ')' {
		n, err := p.term()
		if err != nil {
			return nil, err
		}
		out = append(out, n)
		p.take(" ")
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("nothing before %q", p.text)
	}
	return out, nil
}

func (p *gbnfParser) term() (n gbnfNode, err error) {
	switch {
	case p.take("("):
		if n, err = p.alternatives(); err == nil && !p.take(")") {
			err = fmt.Errorf("no ) before %q", p.text)
		}
	case p.take(`"`):
		var text strings.Builder
		for !p.take(`"`) {
			r, err := p.char()
			if err != nil {
				return nil, err
			}
			text.WriteRune(r)
		}
		n = gbnfText(text.String())
	case p.take("["):
		n, err = p.set()
	default:
		name := p.text[:len(p.text)-len(strings.TrimLeft(p.text, "abcdefghijklmnopqrstuvwxyz-0123456789"))]
		if name == "" {
			return nil, fmt.Errorf("unexpected %q", p.text)
		}
		p.take(name)
		n = gbnfRef(name)
	}
	if err != nil {
		return nil, err
	}
	return p.repetition(n)
}

func (p *gbnfParser) repetition(n gbnfNode) (gbnfNode, error) {
	if p.take("?") {
		return gbnfRepeat{n, 0, 1}, nil
	}
	if !p.take("{") {
		return n, nil
	}
	inside, rest, ok := strings.Cut(p.text, "}")
	from, to, two := strings.Cut(inside, ",")
	if !two {
		to = from
	}
	a, err1 := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	if !ok || err1 != nil || err2 != nil || a > b || b == 0 {
		return nil, fmt.Errorf("bad repetition {%s}", inside)
	}
	p.text = rest
	return gbnfRepeat{n, a, b}, nil
}

func (p *gbnfParser) set() (gbnfNode, error) {
	s := &gbnfSet{except: p.take("^")}
	for !p.take("]") {
		from, err := p.char()
		if err != nil {
			return nil, err
		}
		to := from
		if p.take("-") {
			if to, err = p.char(); err != nil || to < from {
				return nil, fmt.Errorf("bad range before %q: %v", p.text, err)
			}
		}
		s.ranges = append(s.ranges, [2]rune{from, to})
	}
	return s, nil
}

func (p *gbnfParser) char() (rune, error) {
	switch {
	case p.take(`\u`) && len(p.text) >= 4:
		code, err := strconv.ParseUint(p.text[:4], 16, 16)
		p.text = p.text[4:]
		return rune(code), err
	case p.take(`\"`):
		return '"', nil
	}
	r, size := utf8.DecodeRuneInString(p.text)
	if size == 0 || r == '\\' || r == '-' || r == ']' || r > 0x7e {
		return 0, fmt.Errorf("engines may not agree on %q", p.text)
	}
	p.text = p.text[size:]
	return r, nil
}

// accepts reports whether the grammar makes exactly this text.
func (g *gbnfGrammar) accepts(text string) bool {
	m := gbnfMatcher{g, text, map[gbnfAt][]int{}}
	for _, end := range m.ends(gbnfRef("root"), 0) {
		if end == len(text) {
			return true
		}
	}
	return false
}

type gbnfMatcher struct {
	*gbnfGrammar
	text string
	memo map[gbnfAt][]int
}

type gbnfAt struct {
	rule gbnfRef
	at   int
}

// ends returns where what n matches from at on can end, each offset once.
func (m *gbnfMatcher) ends(n gbnfNode, at int) []int {
	switch n := n.(type) {
	case gbnfText:
		if strings.HasPrefix(m.text[at:], string(n)) {
			return []int{at + len(n)}
		}
	case *gbnfSet:
		if r, size := utf8.DecodeRuneInString(m.text[at:]); size > 0 && n.has(r) {
			return []int{at + size}
		}
	case gbnfRef:
		key := gbnfAt{n, at}
		ends, ok := m.memo[key]
		if !ok {
			ends = m.ends(m.rules[string(n)], at)
			m.memo[key] = ends
		}
		return ends
	case gbnfSeq:
		now := []int{at}
		for _, part := range n {
			now = m.from(part, now)
		}
		return now
	case gbnfAlt:
		var all []int
		for _, alternative := range n {
			all = merge(all, m.ends(alternative, at))
		}
		return all
	case gbnfRepeat:
		var all []int
		now := []int{at}
		for i := 0; len(now) > 0; i++ {
			if i >= n.from {
				all = merge(all, now)
			}
			if i == n.to {
				break
			}
			now = m.from(n.node, now)
		}
		return all
	}
	return nil
}

func (m *gbnfMatcher) from(n gbnfNode, starts []int) []int {
	var all []int
	for _, at := range starts {
		all = merge(all, m.ends(n, at))
	}
	return all
}

func merge(a, b []int) []int {
next:
	for _, x := range b {
		for _, y := range a {
			if x == y {
				continue next
			}
		}
		a = append(a, x)
	}
	return a
}

// alphabet are the characters that random texts are mostly made of: every script and sign that could be taken for something else.
var alphabet = []rune("abcXYZ0129+*×()＋＊\"“”'’.,;:!?-_/#&%$@=<>[]|~^`éßñжщбθλאב是谁导演电影のカ한국กขนमऩؤن《》「」、。，？😀\u200d\u0301\ufe0f")

// random returns a random text of the grammar. Repetitions are short more often than long.
func (g *gbnfGrammar) random(rng *rand.Rand) string {
	var out strings.Builder
	var write func(gbnfNode)
	write = func(n gbnfNode) {
		switch n := n.(type) {
		case gbnfText:
			out.WriteString(string(n))
		case gbnfRef:
			write(g.rules[string(n)])
		case gbnfSeq:
			for _, part := range n {
				write(part)
			}
		case gbnfAlt:
			write(n[max(0, rng.IntN(2*len(n))-len(n))]) // most often the first, which is the simple one
		case gbnfRepeat:
			count := n.from
			for count < n.to && rng.IntN(2) > 0 {
				count++
			}
			for range count {
				write(n.node)
			}
		case *gbnfSet:
			out.WriteRune(n.random(rng))
		}
	}
	write(gbnfRef("root"))
	return out.String()
}

func (s *gbnfSet) random(rng *rand.Rand) rune {
	for {
		r := alphabet[rng.IntN(len(alphabet))]
		switch rng.IntN(8) {
		case 0:
			r = rune(rng.IntN(0x3000))
		case 1:
			r = rune(rng.IntN(utf8.MaxRune + 1))
		case 2:
			if !s.except {
				p := s.ranges[rng.IntN(len(s.ranges))]
				r = p[0] + rune(rng.IntN(int(p[1]-p[0])+1))
			}
		}
		if s.has(r) && utf8.ValidRune(r) {
			return r
		}
	}
}
