package grammar

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Railroad returns railroad diagrams of all productions as one SVG that needs nothing else: it follows the reader's light or dark
// mode, and says what it shows to those who cannot see it.
func Railroad() string { return railroad("G[q], the whole grammar", productions()) }

// RailroadOf returns the diagram of one production, and false where there is none of that name. [Names] lists them.
func RailroadOf(name string) (string, bool) {
	for _, p := range productions() {
		if p.name == name {
			return railroad("G[q]: "+name, []production{p}), true
		}
	}
	return "", false
}

// The measures of a picture, in pixels.
const (
	railMargin  = 28  // around the picture
	railName    = 24  // from a production's top to what is below its name
	railNote    = 18  // a line of its comment
	railBetween = 36  // between productions
	railGutter  = 48  // between columns
	railLead    = 22  // of track before and after a diagram
	railTall    = 900 // a picture taller than this gets columns
	railColumns = 3
	railWrap    = 52 // characters in a line of a comment
)

// panel is a production with its name, its comment and its diagram.
type panel struct {
	production
	notes   []string
	diagram diagram
	size    size // of the diagram
}

func newPanel(p production) panel {
	d := diagramOf(p.expr)
	s := d.size()
	s.up = max(s.up, bend)
	return panel{p, wrap(p.comment, railWrap), d, s}
}

// head is the height of what stands above the diagram.
func (p panel) head() float64 { return railName + float64(len(p.notes))*railNote }

func (p panel) height() float64 { return p.head() + p.size.up + p.size.down }

func (p panel) width() float64 {
	width := max(p.size.width+2*railLead, textWidth(p.name, nameAdvance))
	for _, n := range p.notes {
		width = max(width, textWidth(n, noteAdvance))
	}
	return width
}

func (p panel) draw(out *strings.Builder, x, y float64) {
	fmt.Fprintf(out, "<g>\n<title>%s</title>\n", xml(p.name+" ::= "+ebnfOf(p.expr, false)))
	fmt.Fprintf(out, "<text class=\"name\" x=\"%s\" y=\"%s\">%s</text>\n", px(x), px(y+13), xml(p.name))
	for i, n := range p.notes {
		fmt.Fprintf(out, "<text class=\"note\" x=\"%s\" y=\"%s\">%s</text>\n", px(x), px(y+14+float64(i+1)*railNote), xml(n))
	}
	track := y + p.head() + p.size.up
	end := x + 2*railLead + p.size.width
	rail(out, fmt.Sprintf("M%s %sh%d", px(x), px(track), railLead))
	rail(out, fmt.Sprintf("M%s %sh-%d", px(end), px(track), railLead))
	for _, stop := range []float64{x, end} {
		fmt.Fprintf(out, "<circle class=\"stop\" cx=\"%s\" cy=\"%s\" r=\"4\"/>\n", px(stop), px(track))
	}
	p.diagram.draw(out, x+railLead, track)
	out.WriteString("</g>\n")
}

func railroad(title string, productions []production) string {
	total := 0.0
	for _, p := range productions {
		total += newPanel(p).height() + railBetween
	}
	tall := total
	if total > railTall {
		tall = total / railColumns
	}

	var body strings.Builder
	x, y, width, bottom, columns := float64(railMargin), float64(railMargin), 0.0, 0.0, 1
	for _, p := range productions {
		next := newPanel(p)
		if columns < railColumns && y > railMargin && y+next.height()/2 > railMargin+tall { // where half of it would stand below
			x, y, width, columns = x+width+railGutter, railMargin, 0, columns+1
		}
		next.draw(&body, x, y)
		y += next.height()
		width, bottom = max(width, next.width()), max(bottom, y)
		y += railBetween
	}

	var out strings.Builder
	w, h := x+width+railMargin, bottom+railMargin
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img" aria-labelledby="t d">`+"\n", px(w), px(h))
	fmt.Fprintf(&out, "<title id=\"t\">%s</title>\n<desc id=\"d\">%s</desc>\n", xml(title), xml(description(productions)))
	out.WriteString("<style>" + railStyle + "</style>\n")
	fmt.Fprintf(&out, "<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"%s\" height=\"%s\" rx=\"10\"/>\n", px(w-1), px(h-1))
	out.WriteString(body.String())
	out.WriteString("</svg>\n")
	return out.String()
}

// wrap breaks text at spaces into lines of at most so many characters, if its words allow.
func wrap(text string, most int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last < 0 || utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) > most {
			lines = append(lines, word)
		} else {
			lines[last] += " " + word
		}
	}
	return lines
}

// description says in words what the picture shows.
func description(productions []production) string {
	var rules []string
	for _, p := range productions {
		rules = append(rules, p.name+" ::= "+ebnfOf(p.expr, false))
	}
	return "Railroad diagrams. Read each from left to right; where the track parts, either way is good. " + strings.Join(rules, "; ")
}

const railStyle = `
.page{fill:#fff;stroke:#d8dee6}
.rail{fill:none;stroke:#64748b;stroke-width:2;stroke-linecap:round}
.stop{fill:#64748b}
.sign rect{fill:#fef3c7;stroke:#d97706;stroke-width:1.5}
.sign text{fill:#7c2d12;font-weight:600}
.rule rect{fill:#e0ecff;stroke:#3b74d8;stroke-width:1.5}
.rule text{fill:#173a7a}
.set rect{fill:#e9f7ef;stroke:#2f9461;stroke-width:1.5}
.set text{fill:#12502f}
.box text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;text-anchor:middle}
.name{font:600 16px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#0f172a}
.note{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#64748b}
@media (prefers-color-scheme:dark){
.page{fill:#0f1621;stroke:#2b3645}
.rail{stroke:#8494a8}
.stop{fill:#8494a8}
.sign rect{fill:#3a2a0c;stroke:#e0a030}
.sign text{fill:#fde5b0}
.rule rect{fill:#14284a;stroke:#6ea0f0}
.rule text{fill:#d6e5ff}
.set rect{fill:#0f2f20;stroke:#4fb987}
.set text{fill:#cdf3de}
.name{fill:#e8eef6}
.note{fill:#93a3b8}
}
`

// rail draws a piece of track.
func rail(out *strings.Builder, path string) {
	fmt.Fprintf(out, `<path class="rail" d="%s"/>`+"\n", path)
}
