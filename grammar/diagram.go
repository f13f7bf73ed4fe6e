package grammar

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// size is the space a diagram takes: its width, and how far it reaches above and below the track it lies on.
type size struct{ width, up, down float64 }

// diagram is a part of a railroad diagram. It is entered from the left and left to the right, at the same height.
type diagram interface {
	size() size
	// draw draws it with its left end at x, on the track at y.
	draw(out *strings.Builder, x, y float64)
}

// The measures of the parts, in pixels.
const (
	boxHalf     = 15   // half the height of a box
	boxPadding  = 13   // beside the text in it
	boxAdvance  = 8.45 // the width of a character of its text
	nameAdvance = 9.6  // of a production's name
	noteAdvance = 6.9  // of a comment
	bend        = 10   // the radius of a curve
	step        = 14   // of track between two parts
	apart       = 12   // between tracks above each other
	aside       = 5    // between a part and the curves of the loop round it
)

// diagramOf returns the diagram of an expression.
func diagramOf(e expr) diagram {
	switch e := e.(type) {
	case literal:
		return box{"sign", string(e)}
	case reference:
		return box{"rule", string(e)}
	case class:
		return box{"set", e.String()}
	case sequence:
		var out inSeries
		for _, part := range e {
			out = append(out, diagramOf(part))
		}
		return out
	case choice:
		var out fork
		for _, c := range e {
			out = append(out, diagramOf(c))
		}
		return out
	case repeated:
		var back diagram = inSeries{}
		if e.separator != nil {
			back = diagramOf(e.separator)
		}
		round := loop{diagramOf(e.item), back}
		if e.some {
			return round
		}
		return fork{inSeries{}, round}
	}
	panic(fmt.Sprintf("grammar: no diagram for %T", e))
}

// box is a word on the track: a sign that stands for itself has round ends, a rule has corners.
type box struct{ class, text string }

func (b box) size() size {
	width := textWidth(b.text, boxAdvance) + 2*boxPadding
	return size{max(width, 2*boxHalf+4), boxHalf, boxHalf}
}

func (b box) draw(out *strings.Builder, x, y float64) {
	s := b.size()
	round := 5
	if b.class == "sign" {
		round = boxHalf
	}
	fmt.Fprintf(out, `<g class="box %s"><rect x="%s" y="%s" width="%s" height="%d" rx="%d"/><text x="%s" y="%s">%s</text></g>`+"\n",
		b.class, px(x), px(y-boxHalf), px(s.width), 2*boxHalf, round, px(x+s.width/2), px(y+5), xml(b.text))
}

// inSeries is one part after another.
type inSeries []diagram

func (l inSeries) size() size {
	var out size
	for i, d := range l {
		s := d.size()
		if i > 0 {
			out.width += step
		}
		out.width += s.width
		out.up, out.down = max(out.up, s.up), max(out.down, s.down)
	}
	return out
}

func (l inSeries) draw(out *strings.Builder, x, y float64) {
	for i, d := range l {
		if i > 0 {
			rail(out, fmt.Sprintf("M%s %sh%d", px(x), px(y), step))
			x += step
		}
		d.draw(out, x, y)
		x += d.size().width
	}
}

// fork is several tracks of which one is taken; the first lies straight on.
type fork []diagram

func (f fork) size() size {
	out := f[0].size()
	for _, d := range f[1:] {
		s := d.size()
		out.width = max(out.width, s.width)
		out.down += apart + s.up + s.down
	}
	out.width += 4 * bend
	out.down = max(out.down, 2*bend)
	return out
}

func (f fork) draw(out *strings.Builder, x, y float64) {
	inner := f.size().width - 4*bend
	left, right := x+2*bend, x+2*bend+inner
	at := y
	for i, d := range f {
		s := d.size()
		if i > 0 {
			at = f.track(i, y)
			drop := px(at - y - 2*bend)
			rail(out, fmt.Sprintf("M%s %sq%d 0 %d %dv%sq0 %d %d %d", px(x), px(y), bend, bend, bend, drop, bend, bend, bend))
			rail(out, fmt.Sprintf("M%s %sq%d 0 %d -%dv-%sq0 -%d %d -%d", px(right), px(at), bend, bend, bend, drop, bend, bend, bend))
		} else {
			rail(out, fmt.Sprintf("M%s %sH%s", px(x), px(y), px(left)))
			rail(out, fmt.Sprintf("M%s %sh%d", px(right), px(y), 2*bend))
		}
		d.draw(out, left, at)
		if s.width < inner {
			rail(out, fmt.Sprintf("M%s %sH%s", px(left+s.width), px(at), px(right)))
		}
	}
}

// track returns the height of track i below the one at y.
func (f fork) track(i int, y float64) float64 {
	y += max(f[0].size().down, 2*bend-apart-f[1].size().up)
	for j := 1; j <= i; j++ {
		s := f[j].size()
		y += apart + s.up
		if j < i {
			y += s.down
		}
	}
	return y
}

// loop is a part that can be taken again, by way of what lies on the track back.
type loop struct{ forth, back diagram }

func (l loop) size() size {
	forth, back := l.forth.size(), l.back.size()
	return size{
		max(forth.width+2*aside, back.width) + 4*bend,
		forth.up,
		max(forth.down+apart+back.up, 2*bend) + back.down,
	}
}

func (l loop) draw(out *strings.Builder, x, y float64) {
	forth, back := l.forth.size(), l.back.size()
	inner := l.size().width - 4*bend
	left, right := x+2*bend, x+2*bend+inner
	below := y + max(forth.down+apart+back.up, 2*bend)

	start := left + (inner-forth.width)/2
	rail(out, fmt.Sprintf("M%s %sH%s", px(x), px(y), px(start)))
	l.forth.draw(out, start, y)
	rail(out, fmt.Sprintf("M%s %sH%s", px(start+forth.width), px(y), px(right+2*bend)))

	drop := px(below - y - 2*bend)
	rail(out, fmt.Sprintf("M%s %sq%d 0 %d %dv%sq0 %d -%d %d", px(right), px(y), bend, bend, bend, drop, bend, bend, bend))
	rail(out, fmt.Sprintf("M%s %sq-%d 0 -%d -%dv-%sq0 -%d %d -%d", px(left), px(below), bend, bend, bend, drop, bend, bend, bend))
	start = left + (inner-back.width)/2
	rail(out, fmt.Sprintf("M%s %sH%s", px(left), px(below), px(start)))
	l.back.draw(out, start, below)
	rail(out, fmt.Sprintf("M%s %sH%s", px(start+back.width), px(below), px(right)))
	if back.width == 0 { // an arrow says which way
		rail(out, fmt.Sprintf("M%s %sl6 4M%s %sl6 -4", px(start-3), px(below), px(start-3), px(below)))
	}
}

func textWidth(text string, advance float64) float64 {
	return float64(utf8.RuneCountInString(text)) * advance
}

// px writes a length with at most one decimal.
func px(v float64) string {
	return strconv.FormatFloat(float64(int64(v*10+0.5))/10, 'f', -1, 64)
}

func xml(text string) string { return html.EscapeString(text) }
