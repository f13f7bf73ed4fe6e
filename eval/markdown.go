package eval

import (
	"fmt"
	"strings"
)

// Markdown returns report.md: tables for people.
func (r *Report) Markdown() string {
	var m markdown
	m.line("# Evaluation")
	m.line("")
	m.line("%d questions of %s%s. %s", r.Questions, orDash(r.Settings.Source.Questions), r.over(), r.how())
	m.line("")
	m.line("Percent, with 95%% bootstrap intervals; R@k is the share of supporting passages among the first k, all@5 the share of questions with all of them among the first 5.")
	m.section("Systems")
	m.figuresTable("system", r.systemRows())
	m.section("By type")
	m.crossTable("type", r, func(s *SystemReport) []Group { return s.ByType })
	m.section("By number of hops")
	m.crossTable("hops", r, func(s *SystemReport) []Group { return s.ByHops })
	r.plans(&m)
	r.cost(&m)
	r.comparisons(&m)
	r.firstErrors(&m)
	r.calibration(&m)
	r.failures(&m)
	return m.String()
}

func (r *Report) over() string {
	switch {
	case r.Settings.GivenPassages:
		return ", each with its own passage"
	case r.Settings.Source.Index != "":
		return " over the index " + r.Settings.Source.Index
	}
	return ""
}

func (r *Report) how() string {
	return fmt.Sprintf("%d passages are retrieved and %d read for a leaf.", r.Settings.Depth, r.Settings.Top)
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

// markdown is a document that is being written.
type markdown struct{ strings.Builder }

func (m *markdown) line(format string, args ...any) {
	fmt.Fprintf(&m.Builder, format, args...)
	m.WriteByte('\n')
}

func (m *markdown) section(title string) { m.line("\n## %s\n", title) }

// row writes a row of a table. Cells hold text of users: a bar or a line break in one is no column or row.
func (m *markdown) row(cells ...string) {
	for _, cell := range cells {
		m.WriteString("| " + strings.NewReplacer("|", "\\|", "\n", " ", "\r", " ").Replace(cell) + " ")
	}
	m.WriteString("|\n")
}

// head writes the head of a table; the first column is text, the others are numbers.
func (m *markdown) head(cells ...string) {
	m.row(cells...)
	m.WriteString("|---|" + strings.Repeat("---:|", len(cells)-1) + "\n")
}

// percent shows a share with its interval, a dash where there is none.
func percent(f *Figure) string {
	if f == nil {
		return "-"
	}
	return fmt.Sprintf("%.1f (%.1f-%.1f)", 100*f.Value, 100*f.Low, 100*f.High)
}

// bare shows a share without its interval.
func bare(f *Figure) string {
	if f == nil {
		return "-"
	}
	return fmt.Sprintf("%.1f", 100*f.Value)
}

func mean(f *Figure) string {
	if f == nil {
		return "-"
	}
	return fmt.Sprintf("%.2f", f.Value)
}

type namedFigures struct {
	name    string
	figures *Figures
}

func (r *Report) systemRows() []namedFigures {
	var rows []namedFigures
	for i := range r.Systems {
		rows = append(rows, namedFigures{string(r.Systems[i].System), &r.Systems[i].Overall})
	}
	return rows
}

func (m *markdown) figuresTable(first string, rows []namedFigures) {
	m.head(first, "n", "EM", "F1", "accuracy", "R@2", "R@5", "R@10", "all@5", "MRR", "nDCG@10")
	for _, row := range rows {
		f := row.figures
		m.row(row.name, fmt.Sprint(f.Applicable), percent(f.EM), percent(f.F1), bare(f.Accuracy),
			bare(f.Recall[2]), percent(f.Recall[5]), bare(f.Recall[10]), bare(f.All[5]), bare(f.MRR), bare(f.NDCG))
	}
}

// crossTable has a row for each group and, for each system, EM, F1 and R@5.
func (m *markdown) crossTable(first string, r *Report, of func(*SystemReport) []Group) {
	head := []string{first, "n"}
	for i := range r.Systems {
		name := string(r.Systems[i].System)
		head = append(head, name+" EM", "F1", "R@5")
	}
	m.head(head...)
	for g, group := range of(&r.Systems[0]) {
		cells := []string{orDash(group.Name), fmt.Sprint(group.Figures.Questions)}
		for i := range r.Systems {
			f := of(&r.Systems[i])[g].Figures
			cells = append(cells, bare(f.EM), bare(f.F1), bare(f.Recall[5]))
		}
		m.row(cells...)
	}
}

// plans tells how near the plans are to the gold decompositions.
func (r *Report) plans(m *markdown) {
	m.section("Plans")
	m.line("Repaired plans are not as a model first wrote them: they were mended, or it was asked again. The others are against the gold decomposition: whether the graphs of dependencies are isomorphic, and normalised EM, SARI and graph edit distance (GED; less is better) as QDMR's evaluator defines them.\n")
	m.head("system", "valid", "repaired", "graph as gold", "normalised EM", "SARI", "GED")
	for _, row := range r.systemRows() {
		f := row.figures
		m.row(row.name, bare(f.Valid), bare(f.Repaired), bare(f.GraphMatch), bare(f.NormalEM), bare(f.SARI), mean(f.GED))
	}
}

func (r *Report) cost(m *markdown) {
	m.section("Cost and time")
	m.line("For a question. The critical path is the time of translating and of the leaves that wait for one another.\n")
	m.head("system", "answered", "failed", "leaves", "retrievals", "model calls", "tokens", "cost", "p50 ms", "p95 ms", "critical path p50 ms", "p95 ms")
	for _, row := range r.systemRows() {
		f := row.figures
		m.row(row.name, bare(f.Answered), fmt.Sprint(f.Failed), mean(f.Leaves), mean(f.Retrievals), mean(f.ModelCalls), mean(f.Tokens), money(f.Cost),
			fmt.Sprintf("%.1f", f.P50), fmt.Sprintf("%.1f", f.P95), fmt.Sprintf("%.1f", f.CriticalP50), fmt.Sprintf("%.1f", f.CriticalP95))
	}
}

// money shows a mean cost, which may be far below a hundredth.
func money(f *Figure) string {
	if f == nil {
		return "-"
	}
	return fmt.Sprintf("%.6f", f.Value)
}

func (r *Report) comparisons(m *markdown) {
	if len(r.Comparisons) == 0 {
		return
	}
	m.section("The main system against the others")
	m.line("Points gained, with the p-value of a paired randomisation test, and the numbers of questions that got better and worse.\n")
	m.head("from, to", "n", "EM", "better, worse", "p", "F1", "p", "R@5", "p")
	for _, c := range r.Comparisons {
		n, better := "-", "-"
		if c.EM != nil {
			n, better = fmt.Sprint(c.EM.N), fmt.Sprintf("%d, %d", c.EM.Better, c.EM.Worse)
		}
		em, pEM := gained(c.EM)
		f1, pF1 := gained(c.F1)
		recall, pRecall := gained(c.Recall5)
		m.row(string(c.From)+", "+string(c.To), n, em, better, pEM, f1, pF1, recall, pRecall)
	}
}

func gained(d *Difference) (points, p string) {
	if d == nil {
		return "-", "-"
	}
	return fmt.Sprintf("%+.1f (%+.1f to %+.1f)", 100*d.Value, 100*d.Low, 100*d.High), fmt.Sprintf("%.4f", d.P)
}

func (r *Report) firstErrors(m *markdown) {
	if r.FirstErrors == nil {
		return
	}
	m.section("Where the main system first went wrong")
	m.line("An error is of the first stage that, with those before it, has to be replaced by what the data set knows (the gold plan, what its placeholders take, the supporting passages, the gold answers of the leaves) for the answer to come out right. Unknown is where the data set does not say enough.\n")
	head := []string{"type", "questions", "wrong"}
	for _, stage := range errorStages() {
		head = append(head, string(stage))
	}
	m.head(head...)
	show := func(name string, c StageCounts) {
		cells := []string{name, fmt.Sprint(c.Questions), fmt.Sprint(c.Wrong)}
		for _, stage := range errorStages() {
			cells = append(cells, fmt.Sprint(c.Stages[stage]))
		}
		m.row(cells...)
	}
	for _, group := range r.FirstErrors.ByType {
		show(orDash(group.Name), group.Counts)
	}
	show("all", r.FirstErrors.Overall)
}

func (r *Report) calibration(m *markdown) {
	c := r.Systems[0].Calibration
	if c == nil {
		return
	}
	m.section("Confidence of the main system")
	m.line("Expected calibration error %.3f, Brier score %.3f over %d answers.\n", c.Error, c.Brier, c.Answers)
	m.head("surest share of the questions", "EM")
	for _, p := range c.Coverage {
		m.row(fmt.Sprintf("%.0f%%", 100*p.Coverage), fmt.Sprintf("%.1f", 100*p.EM))
	}
}

// shownFailures bounds the list of failures in the report for people; report.json has all.
const shownFailures = 50

func (r *Report) failures(m *markdown) {
	if len(r.Failed) == 0 {
		return
	}
	m.section("Failed questions")
	m.line("They count as answered wrong.\n")
	m.row("id", "system", "error")
	m.line("|---|---|---|")
	for i, f := range r.Failed {
		if i == shownFailures {
			m.line("\nand %d more, in report.json", len(r.Failed)-i)
			break
		}
		m.row(f.ID, string(f.System), f.Error)
	}
}
