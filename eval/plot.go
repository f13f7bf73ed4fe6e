package eval

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/internal/template"
)

// The colours of the systems, in order: told apart by people who see colours differently (Okabe and Ito), and on paper by their lightness.
var colors = []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9"}

// plot is a picture that is being drawn, with the origin of its axes at the left and bottom.
type plot struct {
	strings.Builder
	width, height float64
	left, bottom  float64
	top, right    float64
}

func newPlot(width, height float64) *plot {
	return &plot{width: width, height: height, left: 40, bottom: 46, top: 10, right: 26}
}

// svg ends the picture. What is written into it is escaped where it comes from a data set.
func (p *plot) svg(label string) template.HTML {
	style := ""
	if p.width > plotWidth { // a narrow screen shows it in parts instead of too small to read
		style = fmt.Sprintf(` style="min-width:%.0fpx"`, p.width)
	}
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %.0f %.0f"%s role="img" aria-label="%s">%s</svg>`,
		p.width, p.height, style, template.EscapeHTML(label), p.String()))
}

func (p *plot) draw(format string, args ...any) { fmt.Fprintf(&p.Builder, format, args...) }

// x and y place shares of the axes.
func (p *plot) x(share float64) float64 { return p.left + share*(p.width-p.left-p.right) }

func (p *plot) y(share float64) float64 {
	return p.height - p.bottom - share*(p.height-p.bottom-p.top)
}

func (p *plot) text(x, y float64, class, text string) {
	p.draw(`<text x="%.1f" y="%.1f" class="%s">%s</text>`, x, y, class, template.EscapeHTML(text))
}

// percentAxis draws lines at each fifth of the height.
func (p *plot) percentAxis() {
	for i := range 6 {
		y := p.y(float64(i) / 5)
		p.draw(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" class="grid"/>`, p.left, y, p.width-p.right, y)
		p.text(p.left-6, y+4, "end", fmt.Sprint(20*i))
	}
}

// plotWidth is how wide a plot is unless it needs more; two of that width fit beside each other.
const plotWidth = 420

// barWidth is how wide a plot of so many groups of bars has to be.
func barWidth(r *Report, groups int) float64 {
	return max(plotWidth, float64(60+groups*(24*len(r.Systems)+28)))
}

// barPlot draws the exact match of each group and system, with intervals.
func barPlot(r *Report, groups func(*SystemReport) []Group, label string) template.HTML {
	names := groups(&r.Systems[0])
	p := newPlot(barWidth(r, len(names)), 260)
	p.percentAxis()
	slot := 1 / float64(max(len(names), 1))
	for g, group := range names {
		wide := slot * 0.8 / float64(len(r.Systems))
		for i := range r.Systems {
			f := groups(&r.Systems[i])[g].Figures.EM
			if f == nil {
				continue
			}
			from := p.x(float64(g)*slot + slot*0.1 + float64(i)*wide)
			to := p.x(float64(g)*slot + slot*0.1 + float64(i+1)*wide)
			p.draw(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"><title>%s, %s: %s</title></rect>`, from, p.y(f.Value),
				max(to-from-1, 1), p.y(0)-p.y(f.Value), colors[i%len(colors)], template.EscapeHTML(group.Name),
				template.EscapeHTML(string(r.Systems[i].System)), percent(f))
			middle := (from + to - 1) / 2
			p.draw(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" class="whisker"/>`, middle, p.y(f.Low), middle, p.y(f.High))
		}
		p.text(p.x((float64(g)+0.5)*slot), p.y(0)+16, "mid", shorten(orDash(group.Name), 22))
		p.text(p.x((float64(g)+0.5)*slot), p.y(0)+31, "mid small", fmt.Sprintf("n=%d", group.Figures.Questions))
	}
	return p.svg(label)
}

// linePlot draws lines through points whose coordinates are shares.
func linePlot(series [][][2]float64, ticks []string, diagonal bool, below, label string) template.HTML {
	p := newPlot(plotWidth, 260)
	p.percentAxis()
	for i, tick := range ticks {
		p.text(p.x(float64(i)/float64(max(len(ticks)-1, 1))), p.y(0)+16, "mid", tick)
	}
	p.text(p.x(0.5), p.y(0)+36, "mid", below)
	if diagonal {
		p.draw(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" class="ideal"/>`, p.x(0), p.y(0), p.x(1), p.y(1))
	}
	for i, points := range series {
		if len(points) == 0 {
			continue
		}
		color := colors[i%len(colors)]
		p.draw(`<polyline fill="none" stroke="%s" stroke-width="2" points="`, color)
		for _, point := range points {
			p.draw("%.1f,%.1f ", p.x(point[0]), p.y(point[1]))
		}
		p.draw(`"/>`)
		for _, point := range points {
			p.draw(`<circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"><title>%.1f</title></circle>`, p.x(point[0]), p.y(point[1]), color, 100*point[1])
		}
	}
	return p.svg(label)
}

// recallPlot draws recall at each depth.
func recallPlot(r *Report) template.HTML {
	var series [][][2]float64
	var ticks []string
	for d, depth := range depths {
		ticks = append(ticks, fmt.Sprint(depth))
		for i := range r.Systems {
			if d == 0 {
				series = append(series, nil)
			}
			if f := r.Systems[i].Overall.Recall[depth]; f != nil {
				series[i] = append(series[i], [2]float64{float64(d) / float64(len(depths)-1), f.Value})
			}
		}
	}
	if !slices.ContainsFunc(series, func(s [][2]float64) bool { return len(s) > 0 }) {
		return ""
	}
	return linePlot(series, ticks, false, "passages", "Recall of the supporting passages")
}

// calibrationPlot draws how often answers of a confidence are right, and coveragePlot how good the surest answers are.
func calibrationPlot(c *Calibration) template.HTML {
	var points [][2]float64
	for _, b := range c.Bins {
		points = append(points, [2]float64{b.Confidence, b.EM})
	}
	return linePlot([][][2]float64{points}, []string{"0", "20", "40", "60", "80", "100"}, true, "confidence", "Calibration")
}

func coveragePlot(c *Calibration) template.HTML {
	var points [][2]float64
	for _, point := range c.Coverage {
		points = append(points, [2]float64{point.Coverage, point.EM})
	}
	return linePlot([][][2]float64{points}, []string{"0", "20", "40", "60", "80", "100"}, false, "surest share of the questions", "Coverage and accuracy")
}

// latencyBins is how many bars the distribution of times has.
const latencyBins = 24

// latencyPlot draws the distribution of the times a question took, on a logarithmic axis.
func latencyPlot(scores []scored) template.HTML {
	var logs []float64
	for i := range scores {
		if scores[i].Applies {
			logs = append(logs, math.Log10(max(float64(scores[i].Elapsed.Microseconds()), 1)))
		}
	}
	if len(logs) == 0 {
		return ""
	}
	low, high := math.Floor(slices.Min(logs)), math.Ceil(slices.Max(logs))
	high = max(high, low+1)
	var counts [latencyBins]int
	for _, l := range logs {
		counts[min(int((l-low)/(high-low)*latencyBins), latencyBins-1)]++
	}
	p := newPlot(plotWidth, 260)
	most := slices.Max(counts[:])
	for i, n := range counts {
		from, to := p.x(float64(i)/latencyBins), p.x(float64(i+1)/latencyBins)
		y := p.y(float64(n) / float64(most))
		p.draw(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"><title>%d questions</title></rect>`, from, y, to-from-1, p.y(0)-y, colors[0], n)
	}
	for decade := low; decade <= high; decade++ {
		p.text(p.x((decade-low)/(high-low)), p.y(0)+16, "mid", timeTick(decade))
	}
	p.text(p.left-6, p.y(1)+4, "end", fmt.Sprint(most))
	p.text(p.x(0.5), p.y(0)+36, "mid", "time a question")
	return p.svg("Time a question")
}

// timeTick names a power of ten of microseconds.
func timeTick(decade float64) string {
	switch n := int(decade); {
	case n < 3:
		return fmt.Sprintf("%.0f µs", math.Pow10(n))
	case n < 6:
		return fmt.Sprintf("%.0f ms", math.Pow10(n-3))
	default:
		return fmt.Sprintf("%.0f s", math.Pow10(n-6))
	}
}

func shorten(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
