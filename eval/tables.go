package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// NamedReport is the report of a run with the name of what it is over.
type NamedReport struct {
	Name   string
	Report Report
}

// ReadReports reads report.json of finished runs. A run goes by the name of its folder.
func ReadReports(dirs []string) ([]NamedReport, error) {
	var out []NamedReport
	for _, dir := range dirs {
		if _, err := ReadScores(dir); err != nil {
			return nil, err
		}
		data, err := os.ReadFile(filepath.Join(dir, "report.json"))
		if err != nil {
			return nil, err
		}
		named := NamedReport{Name: filepath.Base(filepath.Clean(dir))}
		if err := json.Unmarshal(data, &named.Report); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Join(dir, "report.json"), err)
		}
		if named.Report.Version != ReportVersion || len(named.Report.Systems) == 0 {
			return nil, fmt.Errorf("%s is not a report that this program can read: make it again with qcompile eval", filepath.Join(dir, "report.json"))
		}
		out = append(out, named)
	}
	return out, nil
}

// Tables returns the figures of several runs side by side, in Markdown: all systems, by type, the main system against the others, where its
// first errors arose, and how far its confidence can be trusted. Runs that do not have what a table shows are not in it.
func Tables(runs []NamedReport) string {
	var m markdown
	m.line("### Answers and passages\n")
	m.head("set", "system", "n", "EM", "F1", "R@2", "R@5", "all@5", "MRR", "plan as gold", "leaves", "p50 ms")
	for _, run := range runs {
		for i := range run.Report.Systems {
			f := &run.Report.Systems[i].Overall
			m.row(run.Name, string(run.Report.Systems[i].System), fmt.Sprint(f.Applicable), percent(f.EM), percent(f.F1), bare(f.Recall[2]),
				percent(f.Recall[5]), bare(f.All[5]), bare(f.MRR), bare(f.GraphMatch), mean(f.Leaves), fmt.Sprintf("%.1f", f.P50))
		}
	}
	m.byType(runs)
	m.against(runs)
	m.stages(runs)
	m.confidence(runs)
	return m.String()
}

// byType has a row for each type of questions of sets that have several, and for each system EM, F1 and R@5.
func (m *markdown) byType(runs []NamedReport) {
	var systems []System
	var several []NamedReport
	for _, run := range runs {
		if len(run.Report.Systems[0].ByType) < 2 {
			continue
		}
		several = append(several, run)
		for _, s := range run.Report.Systems {
			if !slices.Contains(systems, s.System) {
				systems = append(systems, s.System)
			}
		}
	}
	if len(several) == 0 {
		return
	}
	m.line("\n### By type\n")
	head := []string{"set", "type", "n"}
	for _, s := range systems {
		head = append(head, string(s)+" EM / F1 / R@5")
	}
	m.head(head...)
	for _, run := range several {
		for g, group := range run.Report.Systems[0].ByType {
			cells := []string{run.Name, orDash(group.Name), fmt.Sprint(group.Figures.Questions)}
			for _, system := range systems {
				at := slices.IndexFunc(run.Report.Systems, func(s SystemReport) bool { return s.System == system })
				if at < 0 {
					cells = append(cells, "-")
					continue
				}
				f := &run.Report.Systems[at].ByType[g].Figures // all systems have the same groups
				cells = append(cells, bare(f.EM)+" / "+bare(f.F1)+" / "+bare(f.Recall[5]))
			}
			m.row(cells...)
		}
	}
}

// against compares the main system of each run with the others.
func (m *markdown) against(runs []NamedReport) {
	first := true
	for _, run := range runs {
		for _, c := range run.Report.Comparisons {
			if first {
				m.line("\n### The main system against the others\n")
				m.line("Points gained, with the p-value of a paired randomisation test.\n")
				m.head("set", "from, to", "EM", "p", "F1", "p", "R@5", "p")
				first = false
			}
			em, pEM := gained(c.EM)
			f1, pF1 := gained(c.F1)
			recall, pRecall := gained(c.Recall5)
			m.row(run.Name, string(c.From)+", "+string(c.To), em, pEM, f1, pF1, recall, pRecall)
		}
	}
}

// stages tells where the first errors arose.
func (m *markdown) stages(runs []NamedReport) {
	first := true
	for _, run := range runs {
		errors := run.Report.FirstErrors
		if errors == nil {
			continue
		}
		if first {
			m.line("\n### Where the first error arises\n")
			m.head(slices.Concat([]string{"set", "type", "questions", "wrong"}, stageNames())...)
			first = false
		}
		if len(errors.ByType) > 1 {
			for _, group := range errors.ByType {
				m.row(append([]string{run.Name}, stageCells(orDash(group.Name), group.Counts)...)...)
			}
		}
		m.row(append([]string{run.Name}, stageCells("all", errors.Overall)...)...)
	}
}

func stageNames() []string {
	var names []string
	for _, stage := range errorStages() {
		names = append(names, string(stage))
	}
	return names
}

// confidence tells how far the confidence of the main systems can be trusted.
func (m *markdown) confidence(runs []NamedReport) {
	first := true
	for _, run := range runs {
		c := run.Report.Systems[0].Calibration
		if c == nil {
			continue
		}
		if first {
			m.line("\n### Confidence of the main system\n")
			m.head("set", "answers", "EM of the surest 50%", "80%", "calibration error", "Brier score")
			first = false
		}
		m.row(run.Name, fmt.Sprint(c.Answers), c.at(0.5), c.at(0.8), fmt.Sprintf("%.3f", c.Error), fmt.Sprintf("%.3f", c.Brier))
	}
}

// at is the exact match of the surest share of the questions, a dash where fewer have an answer.
func (c *Calibration) at(share float64) string {
	for _, p := range c.Coverage {
		if p.Coverage > share-0.01 && p.Coverage < share+0.01 {
			return fmt.Sprintf("%.1f", 100*p.EM)
		}
	}
	return "-"
}

// PooledTypes returns one table of the main systems' figures by type over all runs together, for types with so many questions or more, those
// with the most first.
func PooledTypes(runs []NamedReport, least int) string {
	type pool struct {
		name   string
		n      int
		em, f1 float64 // sums
	}
	var pools []pool
	for _, run := range runs {
		for _, group := range run.Report.Systems[0].ByType {
			f := &group.Figures
			if f.EM == nil || f.F1 == nil {
				continue
			}
			at := slices.IndexFunc(pools, func(p pool) bool { return p.name == group.Name })
			if at < 0 {
				at = len(pools)
				pools = append(pools, pool{name: group.Name})
			}
			p := &pools[at]
			p.n += f.EM.N
			p.em += f.EM.Value * float64(f.EM.N)
			p.f1 += f.F1.Value * float64(f.F1.N)
		}
	}
	slices.SortStableFunc(pools, func(a, b pool) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.name, b.name)
	})
	var m markdown
	m.head("type", "n", "EM", "F1")
	for _, p := range pools {
		if p.n >= max(least, 1) {
			m.row(orDash(p.name), fmt.Sprint(p.n), fmt.Sprintf("%.1f", 100*p.em/float64(p.n)), fmt.Sprintf("%.1f", 100*p.f1/float64(p.n)))
		}
	}
	return m.String()
}
