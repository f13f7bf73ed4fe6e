package compose

import (
	"math"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
)

const (
	// maxItems bounds the values that are looked at, maxLineage the values behind one of them.
	maxItems   = 256
	maxLineage = 64
	// maxValue is how many bytes of a value are put into an answer.
	maxValue = 2000
)

// ref names a value of a run of a leaf.
type ref struct{ leaf, run, value int }

// item is a value that the answer is made of.
type item struct {
	ref
	branch  int
	finding *answer.Finding
	value   *answer.Value
	// lineage are the values it was found with, the nearest first.
	lineage []link
}

// link is a value in the lineage of an item and the placeholder it went into.
type link struct {
	ref
	placeholder, text string
	value             *answer.Value
}

// text returns the item's value, cut where somebody handed in a book.
func (it *item) text() string { return cut(it.value.Text) }

func cut(text string) string {
	text = strings.TrimSpace(text)
	if len(text) <= maxValue {
		return text
	}
	return strings.ToValidUTF8(text[:maxValue], "") + "…"
}

// finding returns a run of a leaf, nil where there is none.
func (c *composition) finding(leaf, run int) *answer.Finding {
	if leaf < 0 || leaf >= len(c.request.Leaves) {
		return nil
	}
	runs := c.request.Leaves[leaf]
	if run >= 0 && run < len(runs) && runs[run].Run == run {
		return &runs[run]
	}
	for i := range runs {
		if runs[i].Run == run {
			return &runs[i]
		}
	}
	return nil
}

func (c *composition) valueAt(r ref) *answer.Value {
	f := c.finding(r.leaf, r.run)
	if f == nil || r.value < 0 || r.value >= len(f.Values) {
		return nil
	}
	return &f.Values[r.value]
}

// collect returns the values of leaves, branch by branch.
func (c *composition) collect(branches [][]int) []*item {
	var items []*item
	seen := map[ref]bool{}
	for b, leaves := range branches {
		for _, leaf := range leaves {
			if leaf < 0 || leaf >= len(c.request.Leaves) {
				continue
			}
			runs := c.request.Leaves[leaf]
			for i := range runs {
				f := &runs[i]
				for v := range f.Values {
					r := ref{leaf, f.Run, v}
					if len(items) == maxItems || seen[r] || strings.TrimSpace(cut(f.Values[v].Text)) == "" {
						continue
					}
					seen[r] = true
					items = append(items, &item{ref: r, branch: b, finding: f, value: &f.Values[v], lineage: c.lineage(f)})
				}
			}
		}
	}
	return items
}

// lineage returns the values a finding was found with, breadth first. Inputs that name each other in a circle end it.
func (c *composition) lineage(f *answer.Finding) []link {
	var links []link
	seen := map[ref]bool{}
	queue := []*answer.Finding{f}
	for len(queue) > 0 && len(links) < maxLineage {
		f, queue = queue[0], queue[1:]
		for i := range f.Inputs {
			in := &f.Inputs[i]
			r := ref{in.Leaf, in.Run, in.Value}
			if seen[r] || len(links) == maxLineage {
				continue
			}
			seen[r] = true
			links = append(links, link{ref: r, placeholder: in.Placeholder, text: cut(in.Text), value: c.valueAt(r)})
			if next := c.finding(r.leaf, r.run); next != nil {
				queue = append(queue, next)
			}
		}
	}
	return links
}

// confidence returns how sure the item is, together with what it was found with.
func (it *item) confidence() float64 {
	p := clamp(it.value.Confidence)
	for _, l := range it.lineage {
		if l.value != nil {
			p *= clamp(l.value.Confidence)
		}
	}
	return p
}

// stepConfidence is the geometric mean of the confidences of the item and of what it was found with; 0 where one of them is 0, which says that
// it is not known. Logarithms are added up, since the product of many small ones would be 0 too.
func (it *item) stepConfidence() float64 {
	sum, steps := math.Log(clamp(it.value.Confidence)), 1.0
	for _, l := range it.lineage {
		if l.value != nil {
			sum += math.Log(clamp(l.value.Confidence))
			steps++
		}
	}
	return math.Exp(sum / steps)
}

func clamp(p float64) float64 {
	if !(p > 0) { // NaN too
		return 0
	}
	return min(p, 1)
}
