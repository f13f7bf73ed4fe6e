package planner

import (
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
	"github.com/qcompiler/qcompiler/translator/internal/wellformed"
)

// mended returns a copy of a plan in which leaves that read badly are worded anew where that makes them read well, and the verdict on it. A
// cut may be right and its wording wrong: "What is {band} that was formed in what year" asks in what year {band} was formed.
func mended(query *ast.Query, opts phrase.Options, judge *wellformed.Judge) (*ast.Query, wellformed.Verdict, bool) {
	anew := make(map[*ast.Atomic]*ast.Atomic)
	for _, leaf := range query.Leaves() {
		before := judge.Leaf(leaf)
		if before.Score >= wellformed.Good || !mayReword(leaf) {
			continue
		}
		words := wordsOf(leaf, opts)
		for _, variant := range reworded(words) {
			other, err := variant.Capital().Leaf()
			if err != nil || len(other.Placeholders()) != len(leaf.Placeholders()) {
				continue
			}
			if after := judge.Leaf(other); after.Score > before.Score {
				anew[leaf], before = other, after
			}
		}
	}
	if len(anew) == 0 {
		return nil, wellformed.Verdict{}, false
	}
	other := &ast.Query{Root: replaced(query.Root, anew)}
	return other, judge.Plan(other), true
}

// replaced returns a copy of a tree with other leaves in the place of some.
func replaced(n ast.Node, anew map[*ast.Atomic]*ast.Atomic) ast.Node {
	all := func(nodes []ast.Node) []ast.Node {
		out := make([]ast.Node, len(nodes))
		for i, node := range nodes {
			out[i] = replaced(node, anew)
		}
		return out
	}
	switch n := n.(type) {
	case *ast.Atomic:
		if other, ok := anew[n]; ok {
			return other
		}
	case *ast.Group:
		return &ast.Group{Inner: replaced(n.Inner, anew)}
	case *ast.List:
		return &ast.List{Items: all(n.Items)}
	case *ast.Dependent:
		return &ast.Dependent{Steps: all(n.Steps)}
	}
	return n
}

// wordsOf returns the words of a leaf, placeholders as slots.
func wordsOf(leaf *ast.Atomic, opts phrase.Options) verbalise.Words {
	var out verbalise.Words
	for i, s := range leaf.Segments {
		if s.Placeholder {
			slot := verbalise.Slot(s.Text, 0)
			slot.Space = i > 0 && spaceAtEnd(leaf.Segments[i-1].Text)
			out = append(out, slot)
			continue
		}
		q := phrase.New(s.Text, opts)
		words := verbalise.Of(q, 0, len(q.Tokens))
		if len(words) > 0 && i > 0 && words[0].Text[0] != s.Text[0] {
			words[0].Space = true
		}
		out = append(out, words...)
	}
	return out
}

func spaceAtEnd(text string) bool { return text != "" && text[len(text)-1] == ' ' }

// mayReword reports whether there could be another way to word a leaf, see reworded: most that read badly need not be taken apart to know
// that there is none.
func mayReword(leaf *ast.Atomic) bool {
	for i := range leaf.Segments {
		s := &leaf.Segments[i]
		if s.Placeholder {
			continue
		}
		if strings.Contains(s.Text, ",") || i == 0 && len(s.Text) > 4 && (strings.EqualFold(s.Text[:3], "who") || strings.EqualFold(s.Text[:4], "what")) {
			return true
		}
	}
	return false
}

// reworded returns other ways to word a leaf.
func reworded(w verbalise.Words) []verbalise.Words {
	var out []verbalise.Words
	if bare := withoutCommas(w); len(bare) < len(w) {
		out = append(out, bare)
		w = bare
	}
	if !w.Is(0, "what", "who") || !w.Is(1, "is", "are", "was", "were") || len(w) < 4 {
		return out
	}
	rest := w[2:]
	if rest.Is(0, "also") { // who is also the father of X
		return append(out, verbalise.Join(w[:2], rest[1:]))
	}
	if !rest.HasTag(phrase.Wh) {
		return out
	}
	if rest[0].Slot && len(rest) > 3 { // the clause says something of the placeholder, and asks
		switch {
		case rest.Is(1, "that", "who", "which"):
			rest = verbalise.Join(rest[:1], rest[2:])
		case rest.Is(1, "whose"):
			rest = verbalise.Join(rest[:1], verbalise.Words{verbalise.Possessive()}, rest[2:])
		}
		if !rest.HasTag(phrase.Wh) { // it was the word that asks
			return out
		}
	}
	return append(out, verbalise.Question(rest), rest)
}

// withoutCommas drops the comma behind a placeholder that closed what stands in it now: "the party, which rules X, won" gives "{party}, won".
func withoutCommas(w verbalise.Words) verbalise.Words {
	out := make(verbalise.Words, 0, len(w))
	for i, x := range w {
		if i > 0 && x.Text == "," && w[i-1].Slot && (w.Tag(i+1) == phrase.Prep || w.Tag(i+1) == phrase.Past || w.Tag(i+1) == phrase.Verb || w.Tag(i+1) == phrase.Aux || w.Tag(i+1) == phrase.Adv) {
			continue
		}
		out = append(out, x)
	}
	return out
}
