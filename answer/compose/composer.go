package compose

import (
	"context"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
)

// The operations, as [answer.Answer.Operation] names them. They are stable.
const (
	Last         = "last"         // the value of the last step
	List         = "list"         // several values
	Table        = "table"        // a value for each of several things
	Compare      = "compare"      // the thing that compares best
	Choose       = "choose"       // the thing of which something holds
	Check        = "check"        // yes or no by comparing two things
	Same         = "same"         // yes or no: are they the same
	Both         = "both"         // yes or no: does it hold of each
	Intersection = "intersection" // what things have in common
	Count        = "count"        // how many
	Difference   = "difference"   // by how much
	Total        = "total"        // a sum or an average
)

// Composer makes answers of findings. The zero value is ready; it is safe for concurrent use.
type Composer struct{}

var _ answer.Composer = (*Composer)(nil)

// New returns a composer.
func New() *Composer { return &Composer{} }

// Compose decides from the question what to do with the findings, and does it.
//
// With no question it gives the value or the list. Where the findings do not decide the question, the answer has no text and its Reason
// says what was found and what is missing; the error is only ever that of ctx.
func (*Composer) Compose(ctx context.Context, req answer.ComposeRequest) (answer.Answer, error) {
	if err := ctx.Err(); err != nil {
		return answer.Answer{}, err
	}
	c := &composition{request: &req, words: split(req.Question), branches: branches(req.Tree, 0)}
	c.masked = make([]bool, len(c.words))
	if n := len(req.Leaves); n > 0 && (len(c.branches) == 0 || len(c.branches) == 1 && len(c.branches[0]) == 0) {
		c.branches = [][]int{{n - 1}} // no tree: the last leaf counts
	}
	c.withhold()
	c.align()
	c.understand()
	c.items = c.collect(c.branches)
	a, ok := c.premises()
	if !ok {
		a = c.compose()
	}
	if req.Explain {
		a.Explanation = c.explanation(a)
	}
	return a, nil
}

// composition is the work on one request.
type composition struct {
	request  *answer.ComposeRequest
	words    []word
	masked   []bool
	mentions []*mention // by leaf
	cased    bool       // the question writes names with capitals
	ask      ask
	branches [][]int
	items    []*item
	notes    []string
	// withheld says which answer was too unsure to be given.
	withheld string
}

func (c *composition) note(format string, args ...any) {
	if c.request.Explain && len(c.notes) < 64 {
		c.notes = append(c.notes, fmt.Sprintf(format, args...))
	}
}

// compose tries the operations that the question may mean, from the most telling; each says whether it is meant.
func (c *composition) compose() answer.Answer {
	if len(c.items) == 0 {
		return c.nothing()
	}
	if len(c.words) > 0 {
		subjects := c.subjects(c.items)
		for _, operation := range []func([]*subject) (answer.Answer, bool){
			c.total, c.difference, c.polar, c.count, c.compare, c.choose, c.intersect,
		} {
			if a, meant := operation(subjects); meant {
				return a
			}
		}
	}
	return c.list()
}

// explanation tells what was found and what was made of it.
func (c *composition) explanation(a answer.Answer) []string {
	var lines []string
	if c.ask.kind != "" {
		lines = append(lines, "the question asks: "+strings.TrimSpace(c.ask.kind+" "+c.ask.noun))
	}
	for i, it := range c.items {
		if i == 16 {
			lines = append(lines, fmt.Sprintf("and %d more values", len(c.items)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("%s: %s (%.2f)", question(it.finding), brief(it.text()), it.confidence()))
	}
	lines = append(lines, c.notes...)
	outcome := a.Text
	if outcome == "" {
		outcome = "no answer"
	}
	return append(lines, fmt.Sprintf("%s: %s", a.Operation, brief(outcome)))
}

func question(f *answer.Finding) string {
	if f.Question != "" {
		return brief(f.Question)
	}
	return brief(f.Template)
}

// brief cuts a text for a line of explanation.
func brief(text string) string {
	text = strings.Join(strings.Fields(text[:min(len(text), 1000)]), " ")
	if len(text) <= 200 {
		return strings.ToValidUTF8(text, "")
	}
	return strings.ToValidUTF8(text[:200], "") + "…"
}

// undecided returns an answer without text. found says what was found, why what that is not enough for.
func (c *composition) undecided(operation, why string) answer.Answer {
	found := c.found()
	if found != "" {
		why += "; found: " + found
	}
	return answer.Answer{Operation: operation, Reason: why}
}

// found lists what leaves found, for reasons.
func (c *composition) found() string {
	var parts []string
	for _, it := range c.items {
		if len(parts) == 6 {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, fmt.Sprintf("%s → %s", question(it.finding), brief(it.text())))
	}
	return strings.Join(parts, "; ")
}

// missing lists the leaves among some that found nothing, with how they ended.
func (c *composition) missing(leaves []int) string {
	var parts []string
	for _, leaf := range leaves {
		if leaf < 0 || leaf >= len(c.request.Leaves) {
			continue
		}
		runs := c.request.Leaves[leaf]
		answered := false
		for i := range runs {
			answered = answered || len(runs[i].Values) > 0
		}
		if answered || len(parts) > 5 {
			continue
		}
		if len(runs) == 0 {
			parts = append(parts, fmt.Sprintf("leaf %d did not run", leaf+1))
			continue
		}
		parts = append(parts, fmt.Sprintf("%q %s", question(&runs[0]), ended(runs[0].Status)))
	}
	return strings.Join(parts, ", ")
}

func ended(s answer.Status) string {
	switch s {
	case answer.Failed:
		return "failed"
	case answer.Skipped:
		return "was skipped, since what it needs was not found"
	case answer.OverBudget:
		return "was over budget"
	default:
		return "found nothing"
	}
}

// emptyBranches returns what is missing from the branches in which nothing was found; empty where all found something.
func (c *composition) emptyBranches() string {
	has := make([]bool, len(c.branches))
	for _, it := range c.items {
		has[it.branch] = true
	}
	var leaves []int
	for b, found := range has {
		if !found {
			leaves = append(leaves, c.branches[b]...)
		}
	}
	return c.missing(leaves)
}

// unfinished returns what is missing from branches or from single runs of their leaves; empty where all was found.
func (c *composition) unfinished() string {
	parts := []string{}
	if m := c.emptyBranches(); m != "" {
		parts = append(parts, m)
	}
	for _, leaves := range c.branches {
		for _, leaf := range leaves {
			if leaf < 0 || leaf >= len(c.request.Leaves) || len(c.request.Leaves[leaf]) < 2 {
				continue
			}
			runs := c.request.Leaves[leaf]
			for i := range runs {
				if len(runs[i].Values) == 0 && len(parts) < 6 {
					parts = append(parts, fmt.Sprintf("%q %s", question(&runs[i]), ended(runs[i].Status)))
				}
			}
		}
	}
	return strings.Join(parts, ", ")
}

// nothing answers where no last step found anything: it tells what the steps before did find.
func (c *composition) nothing() answer.Answer {
	all := make([]int, len(c.request.Leaves))
	for i := range all {
		all[i] = i
	}
	why := "nothing was found"
	if m := c.missing(all); m != "" {
		why = "nothing was found: " + m
	}
	if c.withheld != "" {
		why = c.withheld
	}
	c.items = c.collect([][]int{all})
	a := c.undecided(Last, why)
	c.items = nil
	return a
}
