package dataset

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// choose draws the sample: an even share for each shape, within it an even share for each domain, and within that the rows whose words are
// rare, drawn at random with weights.
func (c *curator) choose(ctx context.Context) error {
	if !c.sampled() {
		return nil
	}
	queue := newSorter(c.scratch, c.config.Memory)
	defer queue.close()
	verdicts, stop, err := readVerdicts(c.decisions.sorted())
	defer stop()
	if err != nil {
		return err
	}
	err = c.notes.each(ctx, func(number uint64, of *note) error {
		c.progress("weighing", int64(number)+1)
		if _, out, err := verdicts.of(number); out || of.unfit || err != nil {
			return err
		}
		c.cells.list[of.cell].count++
		return queue.add(uint64(of.cell), c.rank(of), number)
	})
	if err != nil {
		return err
	}
	c.cells.allot(c.config)
	taken := make([]int64, len(c.cells.list))
	for r, err := range queue.sorted() {
		if err != nil {
			return err
		}
		if taken[r[0]]++; taken[r[0]] > c.cells.list[r[0]].quota {
			if err := c.drop(r[2], codeBalance, r[0]); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// rank places a row within its cell, the first ones being drawn. It is the key of weighted sampling without replacement (Efraimidis and
// Spirakis 2006), -ln(u)/w with u uniform in (0, 1] and w the mean rarity of the question's words.
func (c *curator) rank(of *note) uint64 {
	weight := 0.0
	for _, word := range of.words {
		weight += 1 / math.Sqrt(float64(max(c.keywords.count(word), 1)))
	}
	weight = max(weight, 1e-9) / float64(max(len(of.words), 1))
	u := (float64(of.draw>>11) + 1) / (1 << 53)
	return math.Float64bits(-math.Log(u) / weight) // not negative: the bits are in the order of the numbers
}

// mostCells bounds how many shapes are told apart; the others are taken together.
const mostShapes = 256

// cell is a shape and a domain.
type cell struct {
	shape, domain string
	count, quota  int64
}

type cells struct {
	list   []cell
	number map[[2]string]int
	shapes map[string]bool
}

func newCells() cells { return cells{number: map[[2]string]int{}, shapes: map[string]bool{}} }

func (c *cells) of(shape, domain string) int {
	if !c.shapes[shape] {
		if len(c.shapes) >= mostShapes {
			shape = others
		}
		c.shapes[shape] = true
	}
	key := [2]string{shape, domain}
	if i, ok := c.number[key]; ok {
		return i
	}
	if len(c.list) >= mostShapes*64 { // data sets name their own domains
		key[1] = others
		if i, ok := c.number[key]; ok {
			return i
		}
	}
	c.number[key] = len(c.list)
	c.list = append(c.list, cell{shape: key[0], domain: key[1]})
	return len(c.list) - 1
}

// allot gives each cell its quota: the size is shared evenly among the shapes, what one cannot use going to the others, and so within each
// shape among the domains.
func (c *cells) allot(config CurateConfig) {
	total := int64(0)
	byShape, byDomain := map[string]int64{}, map[string]int64{}
	for _, x := range c.list {
		byShape[x.shape] += x.count
		byDomain[x.domain] += x.count
		total += x.count
	}
	size := total
	if config.Size > 0 {
		size = min(size, config.Size)
	}
	shapes := sortedKeys(byShape)
	have := make([]int64, len(shapes))
	for i, s := range shapes {
		have[i] = min(byShape[s], share(size, config.MaxShape))
	}
	for i, n := range evenly(have, size) {
		var members []int
		for j := range c.list {
			if c.list[j].shape == shapes[i] {
				members = append(members, j)
			}
		}
		slices.SortFunc(members, func(a, b int) int {
			if c.list[a].domain < c.list[b].domain {
				return -1
			}
			return 1
		})
		counts := make([]int64, len(members))
		for k, j := range members {
			counts[k] = c.list[j].count
		}
		for k, quota := range evenly(counts, n) {
			c.list[members[k]].quota = quota
		}
	}
	c.capDomains(share(size, config.MaxDomain))
}

// capDomains cuts the quotas of a domain that has more than its share, in every shape alike.
func (c *cells) capDomains(most int64) {
	sum := map[string]int64{}
	for _, x := range c.list {
		sum[x.domain] += x.quota
	}
	for _, domain := range sortedKeys(sum) {
		if sum[domain] <= most {
			continue
		}
		var members []int
		var quotas []int64
		for j, x := range c.list {
			if x.domain == domain {
				members, quotas = append(members, j), append(quotas, x.quota)
			}
		}
		for k, quota := range evenly(quotas, most) {
			c.list[members[k]].quota = quota
		}
	}
}

// share is a share of a size in rows; all of it where no share is set.
func share(size int64, part float64) int64 {
	if part <= 0 || part >= 1 {
		return size
	}
	return int64(math.Ceil(part * float64(size)))
}

// evenly shares total among those who can use have each: nobody gets more than that, and who gets less gets as much as anybody, or one less.
func evenly(have []int64, total int64) []int64 {
	out := make([]int64, len(have))
	order := make([]int, len(have))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case have[a] < have[b]:
			return -1
		case have[a] > have[b]:
			return 1
		}
		return 0
	})
	for k, i := range order {
		out[i] = min(have[i], total/int64(len(order)-k))
		total -= out[i]
	}
	return out
}

// word says why a row of a cell is not in the sample.
func (c *cells) word(number uint64) string {
	x := c.list[number]
	return fmt.Sprintf("%d of the %d rows of the shape %q and the domain %q are in the sample, and this is none of them", x.quota, x.count, x.shape, x.domain)
}
