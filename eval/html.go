package eval

import (
	"bytes"
	_ "embed" // the page
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/internal/template"
)

//go:embed report.html.tmpl
var pageText string

// shownRows bounds the questions of the page: a browser has to lay them all out. Wrong ones go first.
const shownRows = 1000

// The parts of the page.
type (
	page struct {
		Name, About, Main, Shown string
		Systems                  []pageSystem
		Plots                    []pagePlot
		StageNames               []Stage
		Stages                   [][]string
		Types                    []string
		Rows                     []pageRow
	}
	pageSystem struct {
		Name, Color string
		Cells       []pageCell
		Plan, Cost  []string
	}
	pageCell struct{ Value, Interval string }
	pagePlot struct {
		Title string
		SVG   template.HTML
		Wide  bool // it takes the whole width
	}
	pageRow struct {
		ID, Question, Type, Verdict, Answer, Gold, Status, Error, Expression, GoldPlan string
		Confidence                                                                     string
		Stage                                                                          Stage
		Rounds                                                                         [][]pageLeaf
	}
	pageLeaf struct {
		ID, Question, Answer, Status, Uses string
		Passages                           []pagePassage
	}
	pagePassage struct {
		Title string
		Gold  bool
	}
)

// html returns report.html, a page that needs nothing else.
func (t *table) html(r *Report, questions []Question, predictions []Prediction) ([]byte, error) {
	parsed, err := template.ParseHTML("report", pageText)
	if err != nil {
		return nil, fmt.Errorf("report.html: %w", err)
	}
	main := t.scores[t.systems[0]]
	p := page{
		Name: orDash(r.Settings.Source.Questions), Main: string(t.systems[0]),
		About: fmt.Sprintf("%d questions%s. %s", r.Questions, r.over(), r.how()),
	}
	for i := range r.Systems {
		p.Systems = append(p.Systems, newPageSystem(&r.Systems[i], colors[i%len(colors)]))
	}
	p.Plots = t.plots(r, main)
	if r.FirstErrors != nil {
		p.StageNames = errorStages()
		for _, g := range r.FirstErrors.ByType {
			p.Stages = append(p.Stages, stageCells(orDash(g.Name), g.Counts))
		}
		p.Stages = append(p.Stages, stageCells("all", r.FirstErrors.Overall))
	}
	for _, g := range r.Systems[0].ByType {
		if g.Name != "" {
			p.Types = append(p.Types, g.Name)
		}
	}
	t.pageRows(&p, questions, predictions)
	var out bytes.Buffer
	if err := parsed.Execute(&out, p); err != nil {
		return nil, fmt.Errorf("report.html: %w", err)
	}
	return out.Bytes(), nil
}

func newPageSystem(s *SystemReport, color string) pageSystem {
	f := &s.Overall
	out := pageSystem{Name: string(s.System), Color: color}
	add := func(value, interval string) { out.Cells = append(out.Cells, pageCell{value, interval}) }
	between := func(f *Figure) {
		if f == nil {
			add("-", "")
			return
		}
		add(bare(f), fmt.Sprintf("%.1f–%.1f", 100*f.Low, 100*f.High))
	}
	add(fmt.Sprint(f.Applicable), "")
	between(f.EM)
	between(f.F1)
	add(bare(f.Accuracy), "")
	add(bare(f.Recall[2]), "")
	between(f.Recall[5])
	for _, figure := range []*Figure{f.Recall[10], f.All[5], f.MRR, f.NDCG} {
		add(bare(figure), "")
	}
	for _, figure := range []*Figure{f.Valid, f.Repaired, f.GraphMatch, f.NormalEM, f.SARI} {
		out.Plan = append(out.Plan, bare(figure))
	}
	out.Plan = append(out.Plan, mean(f.GED))
	out.Cost = append(out.Cost, bare(f.Answered), fmt.Sprint(f.Failed))
	for _, figure := range []*Figure{f.Leaves, f.Retrievals, f.ModelCalls, f.Tokens} {
		out.Cost = append(out.Cost, mean(figure))
	}
	out.Cost = append(out.Cost, money(f.Cost))
	for _, ms := range []float64{f.P50, f.P95, f.CriticalP50, f.CriticalP95} {
		out.Cost = append(out.Cost, fmt.Sprintf("%.1f", ms))
	}
	return out
}

func (t *table) plots(r *Report, main []scored) []pagePlot {
	if len(main) == 0 {
		return nil
	}
	plots := []pagePlot{
		{"Exact match by type", barPlot(r, func(s *SystemReport) []Group { return s.ByType }, "Exact match by type"), barWidth(r, len(r.Systems[0].ByType)) > plotWidth},
		{"Exact match by number of hops", barPlot(r, func(s *SystemReport) []Group { return s.ByHops }, "Exact match by number of hops"), false},
		{"Recall of the supporting passages", recallPlot(r), false},
		{"Time a question, " + string(t.systems[0]), latencyPlot(main), false},
	}
	if c := r.Systems[0].Calibration; c != nil {
		plots = append(plots,
			pagePlot{"Calibration: how often answers of a confidence are right", calibrationPlot(c), false},
			pagePlot{"Exact match of the surest answers", coveragePlot(c), false})
	}
	return slices.DeleteFunc(plots, func(p pagePlot) bool { return p.SVG == "" })
}

func stageCells(name string, c StageCounts) []string {
	cells := []string{name, fmt.Sprint(c.Questions), fmt.Sprint(c.Wrong)}
	for _, stage := range errorStages() {
		cells = append(cells, fmt.Sprint(c.Stages[stage]))
	}
	return cells
}

// pageRows adds the questions that the main system applies to, wrong ones first.
func (t *table) pageRows(p *page, questions []Question, predictions []Prediction) {
	scores := t.scores[t.systems[0]]
	var order []int
	for _, right := range []bool{false, true} {
		for i := range scores {
			if scores[i].Applies && (scores[i].EM == 1) == right {
				order = append(order, i)
			}
		}
	}
	p.Shown = fmt.Sprintf("The answers of %s, wrong ones first.", p.Main)
	if len(order) > shownRows {
		p.Shown = fmt.Sprintf("The answers of %s, wrong ones first; %d of %d. All are in predictions.jsonl.", p.Main, shownRows, len(order))
		order = order[:shownRows]
	}
	for _, i := range order {
		row := newPageRow(questions[i], &predictions[i], scores[i])
		if t.stages != nil {
			row.Stage = t.stages[i]
		}
		p.Rows = append(p.Rows, row)
	}
}

func newPageRow(q Question, pred *Prediction, s scored) pageRow {
	row := pageRow{
		ID: q.ID, Question: q.Question, Type: q.Type, Verdict: "wrong", Answer: pred.Answer, Gold: strings.Join(q.Answers, " | "),
		Status: string(pred.Status), Error: pred.Error, Expression: pred.Expression, Confidence: fmt.Sprintf("%.2f", pred.Confidence),
	}
	switch {
	case s.Unjudged:
		row.Verdict = "unjudged"
	case s.EM == 1:
		row.Verdict = "right"
	}
	if gold, err := newGoldPlan(q); err == nil && len(gold.graph) > 1 {
		row.GoldPlan = gold.query.String()
	}
	wanted := map[string]bool{}
	for _, title := range q.Supporting {
		wanted[titleKey(title)] = true
	}
	uses := pred.uses()
	round := make([]int, len(uses))
	for i, leaf := range pred.Leaves {
		for _, j := range uses[i] {
			if j < i { // a file may hold anything
				round[i] = max(round[i], round[j]+1)
			}
		}
		for len(row.Rounds) <= round[i] {
			row.Rounds = append(row.Rounds, nil)
		}
		l := pageLeaf{ID: leaf.ID, Question: leaf.Question, Answer: leaf.Answer, Status: string(leaf.Status), Uses: strings.Join(leaf.DependsOn, ", ")}
		if l.Question == "" {
			l.Question = leaf.Text
		}
		for _, passage := range leaf.Retrieved[:min(5, len(leaf.Retrieved))] {
			l.Passages = append(l.Passages, pagePassage{passage.Title, wanted[titleKey(passage.Title)] || slices.Contains(q.SupportingIDs, passage.ID)})
		}
		row.Rounds[round[i]] = append(row.Rounds[round[i]], l)
	}
	return row
}
