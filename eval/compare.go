package eval

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Change is what became of the answers from one run to another.
type Change struct {
	// From and To name the runs, with their systems.
	From string `json:"from"`
	To   string `json:"to"`
	// OnlyFrom and OnlyTo count the questions that one of the runs alone has; they are in no figure.
	OnlyFrom int           `json:"only_from"`
	OnlyTo   int           `json:"only_to"`
	Overall  ChangeFigures `json:"overall"`
	ByType   []ChangeGroup `json:"by_type"`
	// Better and Worse are the questions whose exact match changed, in the order of the first run.
	Better []ChangedRow `json:"better"`
	Worse  []ChangedRow `json:"worse"`
}

// ChangeFigures are the differences over some questions.
type ChangeFigures struct {
	Questions int         `json:"questions"`
	EM        *Difference `json:"em,omitempty"`
	F1        *Difference `json:"f1,omitempty"`
	Recall5   *Difference `json:"recall_5,omitempty"`
}

// ChangeGroup is the differences of one type of questions.
type ChangeGroup struct {
	Name    string        `json:"name"`
	Figures ChangeFigures `json:"figures"`
}

// ChangedRow is a question whose answer got better or worse.
type ChangedRow struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Question string `json:"question"`
	Gold     string `json:"gold"`
	Before   string `json:"before"`
	After    string `json:"after"`
}

// errNothingInCommon says that two runs cannot be compared.
var errNothingInCommon = errors.New("the two runs have no question in common")

// CompareRuns compares two finished runs, question by question. The systems are those to compare; empty for the main one of each.
func CompareRuns(from, to string, fromSystem, toSystem System) (*Change, error) {
	a, fromSystem, err := runScores(from, fromSystem)
	if err != nil {
		return nil, err
	}
	b, toSystem, err := runScores(to, toSystem)
	if err != nil {
		return nil, err
	}
	after := make(map[string]ScoreLine, len(b))
	for _, s := range b {
		after[s.ID] = s
	}
	c := &Change{
		From: fmt.Sprintf("%s (%s)", from, fromSystem), To: fmt.Sprintf("%s (%s)", to, toSystem), OnlyTo: len(b),
		ByType: []ChangeGroup{}, Better: []ChangedRow{}, Worse: []ChangedRow{},
	}
	var all pairs
	types := map[string]*pairs{}
	for _, s := range a {
		t, ok := after[s.ID]
		if !ok {
			c.OnlyFrom++
			continue
		}
		c.OnlyTo--
		if types[s.Type] == nil {
			types[s.Type] = &pairs{}
		}
		all.add(s, t)
		types[s.Type].add(s, t)
		row := ChangedRow{ID: s.ID, Type: s.Type, Question: s.Question, Gold: s.Gold, Before: s.Answer, After: t.Answer}
		switch {
		case t.EM > s.EM:
			c.Better = append(c.Better, row)
		case t.EM < s.EM:
			c.Worse = append(c.Worse, row)
		}
	}
	c.Overall = all.figures()
	if all.n == 0 {
		return nil, errNothingInCommon
	}
	for _, name := range slices.Sorted(maps.Keys(types)) {
		c.ByType = append(c.ByType, ChangeGroup{name, types[name].figures()})
	}
	return c, nil
}

// runScores returns the scores of one system of a run.
func runScores(dir string, system System) ([]ScoreLine, System, error) {
	lines, err := ReadScores(dir)
	if err != nil {
		return nil, system, err
	}
	if system == "" && len(lines) > 0 {
		system = lines[0].System
	}
	var systems []System
	var out []ScoreLine
	for _, s := range lines {
		if s.System == system {
			out = append(out, s)
		}
		if !slices.Contains(systems, s.System) {
			systems = append(systems, s.System)
		}
	}
	if len(out) == 0 && len(systems) > 0 {
		return nil, system, fmt.Errorf("%s has no system %s; it has %s", dir, system, joinSystems(systems))
	}
	return out, system, nil
}

// pairs are the scores of questions before and after.
type pairs struct {
	n              int
	em, f1, recall [2][]float64
}

func (p *pairs) add(before, after ScoreLine) {
	p.n++
	for i, s := range []ScoreLine{before, after} {
		if !before.Unjudged && !after.Unjudged {
			p.em[i] = append(p.em[i], s.EM)
			p.f1[i] = append(p.f1[i], s.F1)
		}
		if before.Recall5 != nil && after.Recall5 != nil {
			p.recall[i] = append(p.recall[i], *s.Recall5)
		}
	}
}

func (p *pairs) figures() ChangeFigures {
	return ChangeFigures{
		Questions: p.n,
		EM:        difference(p.em[0], p.em[1]), F1: difference(p.f1[0], p.f1[1]), Recall5: difference(p.recall[0], p.recall[1]),
	}
}

// Markdown returns the comparison for people, with up to so many of the questions that got better and of those that got worse; below 0
// for all.
func (c *Change) Markdown(rows int) string {
	var m markdown
	m.line("# From %s to %s\n", oneLine(c.From), oneLine(c.To))
	m.line("%d questions in common. Points gained, with 95%% bootstrap intervals and the p-value of a paired randomisation test.\n", c.Overall.Questions)
	if c.OnlyFrom+c.OnlyTo > 0 {
		m.line("%d questions are in the first run alone and %d in the second; they are left out.\n", c.OnlyFrom, c.OnlyTo)
	}
	m.head("type", "n", "EM", "better, worse", "p", "F1", "p", "R@5", "p")
	for _, g := range c.ByType {
		m.change(orDash(g.Name), g.Figures)
	}
	m.change("all", c.Overall)
	m.changed("Got better", c.Better, rows)
	m.changed("Got worse", c.Worse, rows)
	return m.String()
}

func (m *markdown) change(name string, f ChangeFigures) {
	em, pEM := gained(f.EM)
	f1, pF1 := gained(f.F1)
	recall, pRecall := gained(f.Recall5)
	better := "-"
	if f.EM != nil {
		better = fmt.Sprintf("%d, %d", f.EM.Better, f.EM.Worse)
	}
	m.row(name, fmt.Sprint(f.Questions), em, better, pEM, f1, pF1, recall, pRecall)
}

func (m *markdown) changed(title string, changed []ChangedRow, rows int) {
	if len(changed) == 0 {
		return
	}
	m.section(fmt.Sprintf("%s: %d", title, len(changed)))
	m.row("id", "type", "question", "gold", "before", "after")
	m.line("|---|---|---|---|---|---|")
	for i, r := range changed {
		if i == rows {
			m.line("\nand %d more", len(changed)-i)
			break
		}
		m.row(r.ID, r.Type, r.Question, r.Gold, orDash(r.Before), orDash(r.After))
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
