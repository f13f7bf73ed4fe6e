package render

// direction is which way a picture is read.
type direction string

const (
	leftToRight direction = "LR"
	topDown     direction = "TB"
)

// About what a node takes in a picture, with the room around it, in points: along the way the picture is read, and across it.
const (
	cardWidth  = 230
	cardHeight = 60
	rankHeight = 100 // a card and the edge above it
)

// labelColumns and labelLines bound the text on a card.
const (
	labelColumns = 28
	labelLines   = 4
)

// direction returns the way in which the picture comes out closer to a square: a long chain goes down, a wide list goes to the right,
// where its cards are stacked.
func (g *Graph) direction() direction {
	ranks, widest := g.ranks()
	right := max(ranks*cardWidth, widest*cardHeight)
	down := max(widest*cardWidth, ranks*rankHeight)
	if down < right {
		return topDown
	}
	return leftToRight
}

// ranks returns how many ranks the graph takes, where every edge leads to a later one, and how many nodes the fullest of them has.
func (g *Graph) ranks() (ranks, widest int) {
	of := make([]int, len(g.Nodes))
	producers := g.dependencies()
	var count []int
	for i := range g.Nodes {
		if parent := g.Nodes[i].Parent; parent >= 0 {
			of[i] = of[parent] + 1
		}
		for ; len(producers) > 0 && producers[0].To == i; producers = producers[1:] {
			of[i] = max(of[i], of[producers[0].From]+1)
		}
		for len(count) <= of[i] {
			count = append(count, 0)
		}
		count[of[i]]++
		widest = max(widest, count[of[i]])
	}
	return len(count), widest
}
