package eval

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/eval/internal/graph"
	"github.com/qcompiler/qcompiler/internal/references"
)

// errNoGold says that a question has no gold decomposition.
var errNoGold = errors.New("the question has no gold decomposition")

// goldPlan is a gold decomposition as an expression.
type goldPlan struct {
	query *ast.Query
	graph graph.Dependencies
	// answers are the gold answers by the question of the leaf with gold values filled in; nil where they are not known.
	answers map[string]string
	// values are the gold answers of the leaves in reading order, empty for one that is not known; nil for a plan without them.
	values []string
	// order are the gold leaves in reading order, and shape the expression as a function of the gold leaves; nil for a plan without them.
	order []int
	shape func([]ast.Node) ast.Node
	// repaired says of a translated plan that it is not as a model first wrote it.
	repaired bool
}

// GoldQuery returns the gold decomposition of a question as an expression. Leaves that belong together make a chain of rounds, as in
// "(A + C) * B * D"; those that do not make a list.
func GoldQuery(q Question) (*ast.Query, error) {
	plan, err := newGoldPlan(q)
	if err != nil {
		return nil, err
	}
	return plan.query, nil
}

func newGoldPlan(q Question) (*goldPlan, error) {
	switch {
	case len(q.Leaves) > 0:
		return planOfLeaves(q.Leaves)
	case q.Expression != "":
		return planOfExpression(q.Expression)
	case q.Hops() == 1:
		return planOfQuestion(q)
	}
	return nil, errNoGold
}

// planOfQuestion is the plan of a question that takes one look-up: the question itself.
func planOfQuestion(q Question) (*goldPlan, error) {
	atom, err := ast.Literal(q.Question)
	if err != nil {
		return nil, err
	}
	plan := &goldPlan{query: &ast.Query{Root: atom}, graph: graph.Dependencies{nil}}
	if len(q.Answers) > 0 {
		plan.answers = map[string]string{atom.Text(): q.Answers[0]}
	}
	return plan, nil
}

func planOfExpression(expression string) (*goldPlan, error) {
	program, err := qcompiler.Compile(expression)
	if err != nil {
		return nil, fmt.Errorf("the gold expression is invalid: %w", err)
	}
	plan := &goldPlan{query: program.Query()}
	for _, leaf := range program.Leaves() {
		plan.graph = append(plan.graph, leaf.DependsOn)
	}
	return plan, nil
}

func planOfLeaves(leaves []GoldLeaf) (*goldPlan, error) {
	leaves = foldFanOut(leaves)
	uses, err := goldGraph(leaves)
	if err != nil {
		return nil, err
	}
	order, shape := layout(uses)
	place := make([]int, len(leaves)) // where each leaf stands in reading order
	for at, leaf := range order {
		place[leaf] = at
	}
	atoms := make([]ast.Node, len(leaves))
	plan := &goldPlan{graph: uses, answers: map[string]string{}, values: make([]string, len(leaves)), order: order, shape: shape}
	for i, leaf := range leaves {
		segments, filled := goldSegments(leaves, uses[i], leaf, place)
		atom, err := ast.NewAtomic(segments...)
		if err != nil {
			return nil, fmt.Errorf("gold leaf %s: %w", leaf.ID, err)
		}
		atoms[i] = atom
		if leaf.Answer == "" || leaf.item != "" { // which item has which part of the answer is not kept
			plan.answers = nil
		} else {
			plan.values[place[i]] = leaf.Answer
			if plan.answers != nil {
				plan.answers[filled] = leaf.Answer
			}
		}
	}
	plan.query = &ast.Query{Root: shape(atoms)}
	return plan, nil
}

// goldGraph resolves the ids in a decomposition. A leaf may only depend on leaves before it.
func goldGraph(leaves []GoldLeaf) (graph.Dependencies, error) {
	numbers := make(map[string]int, len(leaves))
	uses := make(graph.Dependencies, len(leaves))
	for i, leaf := range leaves {
		for _, id := range leaf.DependsOn {
			j, ok := numbers[id]
			if !ok {
				return nil, fmt.Errorf("gold leaf %s depends on %q, which is none of the leaves before it", leaf.ID, id)
			}
			if !slices.Contains(uses[i], j) {
				uses[i] = append(uses[i], j)
			}
		}
		if _, twice := numbers[leaf.ID]; twice {
			return nil, fmt.Errorf("two gold leaves have the id %q", leaf.ID)
		}
		numbers[leaf.ID] = i
	}
	return uses, nil
}

// goldSegments words a gold leaf: as segments with a placeholder for each answer it uses, and with the gold answers filled in.
func goldSegments(leaves []GoldLeaf, uses []int, leaf GoldLeaf, place []int) (segments []ast.Segment, filled string) {
	// The parts of the text that stand for answers: "#2", or else the answer itself.
	before, subject, after := "", strings.TrimSpace(leaf.Question), ""
	if s, relation, ok := splitSlot(leaf.Question); ok {
		before, after = relationWording(relation)
		subject = s
	}
	pieces := splitReferences(subject, len(leaves))
	found := slices.ContainsFunc(pieces, func(p piece) bool { return p.leaf >= 0 })
	if !found {
		for _, j := range uses {
			pieces = splitAnswer(pieces, cmp.Or(leaf.item, leaves[j].Answer), j)
		}
		// The subject of a slot that uses one answer is that answer, by another name.
		if before+after != "" && len(pieces) == 1 && len(uses) == 1 {
			pieces = []piece{{subject, uses[0]}}
		}
	}
	var text strings.Builder
	literal := func(t string) {
		segments = append(segments, ast.Segment{Text: t})
		text.WriteString(t)
	}
	literal(before)
	for _, p := range pieces {
		if p.leaf < 0 || !slices.Contains(uses, p.leaf) {
			literal(p.text)
			continue
		}
		segments = append(segments, ast.Segment{Text: "#" + strconv.Itoa(place[p.leaf]+1), Placeholder: true})
		text.WriteString(cmp.Or(leaf.item, leaves[p.leaf].Answer))
	}
	literal(after)
	return segments, strings.TrimSpace(text.String())
}

// piece is a part of a text; leaf is the leaf whose answer it stands for, or -1.
type piece struct {
	text string
	leaf int
}

// splitReferences cuts a text at "#1", "#2", ... up to so many leaves. White space before what follows a word stays out: data sets write
// "#1 's".
func splitReferences(text string, leaves int) []piece {
	var pieces []piece
	start := 0
	for ref := range references.In(text, leaves) {
		pieces = append(pieces, piece{text[start:ref.Start], -1}, piece{text[ref.Start:ref.End], ref.Number - 1})
		start = ref.End
		if rest, spaced := strings.CutPrefix(text[start:], " "); spaced && startsWith(rest, isClosing) {
			start++
		}
	}
	return append(pieces, piece{text[start:], -1})
}

// isClosing says whether r follows a word without a space.
func isClosing(r rune) bool { return strings.ContainsRune("'’,?.!", r) }

// splitAnswer makes a piece of its own of the first place where an answer stands in the text.
func splitAnswer(pieces []piece, answer string, leaf int) []piece {
	if answer == "" {
		return pieces
	}
	for i, p := range pieces {
		if p.leaf >= 0 {
			continue
		}
		at := strings.Index(p.text, answer)
		if at < 0 && len(strings.ToLower(p.text)) == len(p.text) {
			at = strings.Index(strings.ToLower(p.text), strings.ToLower(answer))
		}
		if at < 0 || at+len(answer) > len(p.text) {
			continue
		}
		cut := []piece{{p.text[:at], -1}, {p.text[at : at+len(answer)], leaf}, {p.text[at+len(answer):], -1}}
		return slices.Concat(pieces[:i], cut, pieces[i+1:])
	}
	return pieces
}
