package grammar

import (
	"fmt"
	"regexp"
	"strings"
)

// GBNFOptions bound what a model can write under the grammar of [GBNF]. A field of zero means its default; one past its bound means
// the bound.
type GBNFOptions struct {
	// Words is the most words in one question; the default is 32, the bound 500.
	Words int
	// Letters is the most characters in one word. The default is 64: in a script without spaces a clause is one word. The bound is 500.
	Letters int
	// Items is the most members of a list; the default is 4, the bound 64.
	Items int
	// Steps is the most steps of a chain; the default is 4, the bound 64.
	Steps int
	// Depth is how deep groups nest; the default is 2, the bound 16, and a negative number means no groups.
	Depth int
	// Space allows a space before the expression. A model that goes on after a label, as in "Expression:", begins with one: to most, a
	// word and the space before it are one token.
	Space bool
}

func (o GBNFOptions) orDefault() GBNFOptions {
	pick := func(value, fallback, bound int) int {
		if value <= 0 {
			return fallback
		}
		return min(value, bound)
	}
	out := GBNFOptions{
		Words: pick(o.Words, 32, 500), Letters: pick(o.Letters, 64, 500),
		Items: pick(o.Items, 4, 64), Steps: pick(o.Steps, 4, 64), Depth: pick(o.Depth, 2, 16),
		Space: o.Space,
	}
	if o.Depth < 0 || out.Items == 1 && out.Steps == 1 { // with no operator there is nothing to group
		out.Depth = 0
	}
	return out
}

// GBNF returns a grammar for constrained decoding, in the form that llama.cpp defined and that xgrammar, the engine behind vLLM and
// SGLang, reads as well. A model that is held to it cannot but write an expression on one line that parses and checks without an error
// and without the warning dependent-without-placeholder, as long as it keeps within the limits on the number of leaves and the length
// of the input.
//
// It is a part of the language, with one way to write a thing. It tells where a placeholder can be: a question that depends on nothing
// has none; each step after *, and each question in a group that is such a step, has at least one. Placeholders are names; {#2} and {2}
// are left out, since counting is what models do worst. A sign that stands alone is an operator, or stands in a quotation; nothing has
// to be escaped. Lengths and repeats are bounded, so that decoding ends.
func GBNF(opts GBNFOptions) string {
	o := opts.orDefault()
	g := gbnf{}
	g.comment("G[q]: + joins independent questions, * lets the right side use answers of the left side.")
	if o.Space {
		g.rule("root", `" "? list`)
	} else {
		g.rule("root", "list")
	}
	for depth := range o.Depth + 1 {
		g.level(depth, o)
	}
	g.texts(o)
	g.words(o)
	return g.String()
}

// gbnf collects the lines of a grammar. A line without a name is a comment, or empty.
type gbnf struct{ lines []gbnfLine }

type gbnfLine struct{ name, text string }

func (g *gbnf) gap() { g.lines = append(g.lines, gbnfLine{}) }

func (g *gbnf) comment(text string) { g.lines = append(g.lines, gbnfLine{text: "# " + text}) }

func (g *gbnf) rule(name string, alternatives ...string) {
	g.lines = append(g.lines, gbnfLine{name, strings.Join(alternatives, " | ")})
}

// gbnfName finds the names in the right side of a rule; what else could look like one is a literal or a set and has no group.
var gbnfName = regexp.MustCompile(`"(?:\\.|[^"])*"|\[[^\]]*\]|([a-z][a-z0-9-]*)`)

// String returns the grammar without the rules that the options leave unused: engines warn of them, or refuse them.
func (g *gbnf) String() string {
	used := map[string]bool{}
	var use func(string)
	use = func(name string) {
		if used[name] {
			return
		}
		used[name] = true
		for _, l := range g.lines {
			if l.name != name {
				continue
			}
			for _, found := range gbnfName.FindAllStringSubmatch(l.text, -1) {
				if found[1] != "" {
					use(found[1])
				}
			}
		}
	}
	use("root")
	var out strings.Builder
	for _, l := range g.lines {
		switch {
		case l.name == "":
			fmt.Fprintln(&out, l.text)
		case used[l.name]:
			fmt.Fprintf(&out, "%s ::= %s\n", l.name, l.text)
		}
	}
	return out.String()
}

// level writes the rules for expressions with so many groups around them. Those that are named open have no answer in scope at their
// start; in those that are named bound each question needs one.
func (g *gbnf) level(depth int, o GBNFOptions) {
	at := ""
	if depth > 0 {
		at = fmt.Sprintf("-%d", depth)
	}
	g.gap()
	open, bound := []string{"question"}, []string{"follow-up"}
	if depth < o.Depth {
		inner := fmt.Sprintf("-%d", depth+1)
		open = append(open, `"(" group`+inner+` ")"`)
		bound = append(bound, `"(" bound-group`+inner+` ")"`)
	}
	lists := func(kind string) {
		chain := kind + "chain" + at
		if depth == 0 {
			g.rule(kind+"list", chain+repeat(`" + " `+chain, 0, o.Items-1))
			return
		}
		// A group is around an operator; one around a single question would only be another way to write it.
		var inside []string
		if o.Items > 1 {
			inside = append(inside, chain+repeat(`" + " `+chain, 1, o.Items-1))
		}
		if o.Steps > 1 {
			inside = append(inside, kind+"step"+at+repeat(`" * " bound-step`+at, 1, o.Steps-1))
		}
		g.rule(kind+"group"+at, inside...)
	}
	lists("")
	g.rule("chain"+at, "step"+at+repeat(`" * " bound-step`+at, 0, o.Steps-1))
	g.rule("step"+at, open...)
	if depth > 0 {
		lists("bound-")
		g.rule("bound-chain"+at, "bound-step"+at+repeat(`" * " bound-step`+at, 0, o.Steps-1))
	}
	g.rule("bound-step"+at, bound...)
}

// repeat writes item from least to most times, with a space before it; nothing where most is 0.
func repeat(item string, least, most int) string {
	if most <= 0 {
		return ""
	}
	if strings.Contains(item, " ") {
		item = "(" + item + ")"
	}
	if least == most {
		return fmt.Sprintf(" %s{%d}", item, most)
	}
	return fmt.Sprintf(" %s{%d,%d}", item, least, most)
}
