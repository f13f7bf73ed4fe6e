package eval

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/qcompiler/qcompiler/answer"
)

// ReportVersion is the version of the JSON form of a [Report].
const ReportVersion = 1

// Report is what a run showed. Its JSON form is report.json.
type Report struct {
	Version  int      `json:"version"`
	Settings Settings `json:"settings"`
	// Questions is the number of questions.
	Questions int `json:"questions"`
	// Systems are the figures of each system, the main one first.
	Systems []SystemReport `json:"systems"`
	// Comparisons compare the main system with each other one.
	Comparisons []Comparison `json:"comparisons"`
	// FirstErrors says where the main system first went wrong; nil where that was not looked for.
	FirstErrors *FirstErrors `json:"first_errors,omitempty"`
	// Failed are the questions that some system failed on. They count as wrong.
	Failed []FailedRow `json:"failed"`
}

// SystemReport holds the figures of one system.
type SystemReport struct {
	System  System  `json:"system"`
	Overall Figures `json:"overall"`
	ByType  []Group `json:"by_type"`
	ByHops  []Group `json:"by_hops"`
	// Calibration says how often answers of a confidence are right.
	Calibration *Calibration `json:"calibration,omitempty"`
}

// Group is a part of the questions.
type Group struct {
	Name    string  `json:"name"`
	Figures Figures `json:"figures"`
}

// Figures are the figures of one system over some questions. What cannot be measured there is left out.
type Figures struct {
	// Questions is how many there are; Applicable those that have what the system needs. The figures are over these.
	Questions  int `json:"questions"`
	Applicable int `json:"applicable"`
	// Failed counts the questions that failed.
	Failed   int     `json:"failed"`
	EM       *Figure `json:"em,omitempty"`
	F1       *Figure `json:"f1,omitempty"`
	Accuracy *Figure `json:"accuracy,omitempty"`
	// Answered is the share of questions that got an answer.
	Answered *Figure `json:"answered,omitempty"`
	// Recall and All are at 2, 5 and 10 passages.
	Recall map[int]*Figure `json:"recall,omitempty"`
	All    map[int]*Figure `json:"all_supporting,omitempty"`
	MRR    *Figure         `json:"mrr,omitempty"`
	NDCG   *Figure         `json:"ndcg,omitempty"`
	// GraphMatch, NormalEM, SARI and GED compare the plan with the gold decomposition: whether the graphs of dependencies are isomorphic,
	// and what QDMR's evaluator measures: exact match of the normal form, SARI, and the normalised graph edit distance, of which less is
	// better.
	GraphMatch *Figure `json:"graph_match,omitempty"`
	NormalEM   *Figure `json:"qdmr_normalized_em,omitempty"`
	SARI       *Figure `json:"qdmr_sari,omitempty"`
	GED        *Figure `json:"qdmr_ged,omitempty"`
	// Valid is the share of plans that compile; Repaired that of plans that are not as a model first wrote them.
	Valid      *Figure `json:"valid,omitempty"`
	Repaired   *Figure `json:"repaired,omitempty"`
	Leaves     *Figure `json:"leaves,omitempty"`
	Retrievals *Figure `json:"retrievals,omitempty"`
	ModelCalls *Figure `json:"model_calls,omitempty"`
	Tokens     *Figure `json:"tokens,omitempty"`
	// Cost is what a question cost, where prices are known.
	Cost *Figure `json:"cost,omitempty"`
	// P50 and P95 are milliseconds a question; CriticalP50 and CriticalP95 are those of its critical path.
	P50         float64 `json:"latency_p50_ms"`
	P95         float64 `json:"latency_p95_ms"`
	CriticalP50 float64 `json:"critical_path_p50_ms"`
	CriticalP95 float64 `json:"critical_path_p95_ms"`
}

// Comparison is the main system against another one, on the questions that both apply to.
type Comparison struct {
	From System `json:"from"`
	To   System `json:"to"`
	// EM, F1 and Recall5 are To minus From.
	EM      *Difference `json:"em,omitempty"`
	F1      *Difference `json:"f1,omitempty"`
	Recall5 *Difference `json:"recall_5,omitempty"`
}

// FailedRow is a question that failed.
type FailedRow struct {
	ID     string `json:"id"`
	System System `json:"system"`
	Error  string `json:"error"`
}

// table holds the scores of each system, question by question.
type table struct {
	systems []System
	scores  map[System][]scored
	stages  []Stage // of the main system's first errors
}

// report makes the figures.
func (t *table) report(settings Settings, questions int) Report {
	r := Report{Version: ReportVersion, Settings: settings, Questions: questions, Failed: []FailedRow{}}
	main := t.systems[0]
	r.Systems, r.Comparisons = make([]SystemReport, len(t.systems)), make([]Comparison, len(t.systems)-1)
	var work sync.WaitGroup // what takes long is drawing resamples
	for i, system := range t.systems {
		scores := t.scores[system]
		work.Go(func() {
			r.Systems[i] = SystemReport{
				System: system, Overall: measure(scores),
				ByType: groups(scores, func(s *scored) string { return s.Type }), ByHops: groups(scores, hopsName),
				Calibration: calibrate(scores),
			}
		})
		if i > 0 {
			work.Go(func() { r.Comparisons[i-1] = compareScores(system, main, scores, t.scores[main]) })
		}
		for i := range scores {
			if s := &scores[i]; s.Applies && s.Status == answer.Failed {
				r.Failed = append(r.Failed, FailedRow{s.ID, system, s.Error})
			}
		}
	}
	work.Wait()
	if t.stages != nil {
		r.FirstErrors = countStages(t.scores[main], t.stages)
	}
	return r
}

func hopsName(s *scored) string { return strconv.Itoa(s.Hops) }

// groups measures the questions by a name, in the order of the names.
func groups(scores []scored, name func(*scored) string) []Group {
	parts := map[string][]scored{}
	for i := range scores {
		parts[name(&scores[i])] = append(parts[name(&scores[i])], scores[i])
	}
	out := []Group{}
	for _, n := range slices.Sorted(maps.Keys(parts)) {
		out = append(out, Group{n, measure(parts[n])})
	}
	return out
}

// columns of the figures of a group
const (
	colEM = iota
	colF1
	colAccuracy
	colAnswered
	colValid
	colLeaves
	colRetrievals
	colModelCalls
	colTokens
	colRepaired
	colCost
	colGraph
	colNormalEM
	colSARI
	colGED
	colMRR
	colNDCG
	colRecall
	colAll  = colRecall + len(depths)
	columns = colAll + len(depths)
)

func measure(scores []scored) Figures {
	f := Figures{Questions: len(scores)}
	var values [columns][]float64
	var elapsed, critical []time.Duration
	costs := false
	add := func(column int, value float64) { values[column] = append(values[column], value) }
	for i := range scores {
		s := &scores[i]
		if !s.Applies {
			continue
		}
		f.Applicable++
		if s.Status == answer.Failed {
			f.Failed++
		}
		elapsed, critical = append(elapsed, s.Elapsed), append(critical, s.CriticalPath)
		costs = costs || s.Cost > 0
		if !s.Unjudged {
			add(colEM, s.EM)
			add(colF1, s.F1)
			add(colAccuracy, s.Accuracy)
		}
		add(colAnswered, indicator(s.Answer != ""))
		add(colValid, indicator(s.Valid))
		add(colLeaves, float64(s.Leaves))
		add(colRetrievals, float64(s.Retrievals))
		add(colModelCalls, float64(s.ModelCalls))
		add(colTokens, float64(s.Tokens))
		add(colRepaired, indicator(s.Repaired))
		add(colCost, s.Cost)
		if s.HasGraph {
			add(colGraph, s.GraphMatch)
			add(colNormalEM, s.QDMR.NormalExactMatch)
			add(colSARI, s.QDMR.SARI)
			if s.QDMR.Measured {
				add(colGED, s.QDMR.GraphDistance)
			}
		}
		if s.HasRanking {
			add(colMRR, s.Ranking.MRR)
			add(colNDCG, s.Ranking.NDCG)
			for d := range depths {
				add(colRecall+d, s.Ranking.Recall[d])
				add(colAll+d, s.Ranking.All[d])
			}
		}
	}
	means := figures(values[:])
	f.EM, f.F1, f.Accuracy, f.Answered, f.Valid = means[colEM], means[colF1], means[colAccuracy], means[colAnswered], means[colValid]
	f.Leaves, f.Retrievals, f.ModelCalls, f.Tokens = means[colLeaves], means[colRetrievals], means[colModelCalls], means[colTokens]
	f.Repaired = means[colRepaired]
	if costs {
		f.Cost = means[colCost]
	}
	f.GraphMatch, f.NormalEM, f.SARI, f.GED = means[colGraph], means[colNormalEM], means[colSARI], means[colGED]
	f.MRR, f.NDCG = means[colMRR], means[colNDCG]
	for d, depth := range depths {
		if means[colRecall+d] == nil {
			break
		}
		if d == 0 {
			f.Recall, f.All = map[int]*Figure{}, map[int]*Figure{}
		}
		f.Recall[depth], f.All[depth] = means[colRecall+d], means[colAll+d]
	}
	if len(elapsed) > 0 {
		slices.Sort(elapsed)
		slices.Sort(critical)
		f.P50, f.P95 = percentile(elapsed, 0.5), percentile(elapsed, 0.95)
		f.CriticalP50, f.CriticalP95 = percentile(critical, 0.5), percentile(critical, 0.95)
	}
	return f
}

// percentile returns a quantile of sorted times in milliseconds.
func percentile(sorted []time.Duration, share float64) float64 {
	ms := make([]float64, len(sorted))
	for i, d := range sorted {
		ms[i] = float64(d.Microseconds()) / 1000
	}
	return quantile(ms, share)
}

// compareScores compares two systems on the questions that both apply to. The scores are in the same order.
func compareScores(from, to System, a, b []scored) Comparison {
	var values [6][]float64
	for i := range a {
		if !a[i].Applies || !b[i].Applies {
			continue
		}
		if !a[i].Unjudged {
			for j, v := range []float64{a[i].EM, b[i].EM, a[i].F1, b[i].F1} {
				values[j] = append(values[j], v)
			}
		}
		if a[i].HasRanking && b[i].HasRanking {
			values[4] = append(values[4], a[i].Ranking.Recall[1])
			values[5] = append(values[5], b[i].Ranking.Recall[1])
		}
	}
	return Comparison{
		From: from, To: to,
		EM: difference(values[0], values[1]), F1: difference(values[2], values[3]), Recall5: difference(values[4], values[5]),
	}
}

// JSON returns report.json.
func (r *Report) JSON() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", "  ")
	return append(data, '\n'), err
}
