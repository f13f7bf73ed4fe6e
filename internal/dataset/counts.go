package dataset

import "fmt"

// mostValues bounds how many values of a field are counted by name; the rest are counted together.
const mostValues = 200

// others stands for the values that are counted together.
const others = "(others)"

// count adds a row that is kept to the counts of the shard.
func (s *Shard) count(r *Row) {
	if s.Counts == nil {
		s.Counts = map[string]map[string]int64{}
	}
	for field, value := range r.facets() {
		addTo(s.Counts, field, value, 1)
	}
}

// facets are the fields by which rows are counted.
func (r *Row) facets() map[string]string {
	f := map[string]string{"source": r.Source, "type": r.Type, "shape": r.Shape, "domain": r.Domain, "split": r.Split, "pass rate": ""}
	if r.PassRate != nil {
		f["pass rate"] = fmt.Sprintf("%.1f", *r.PassRate)
	}
	if r.Own {
		f["worded by"] = "our templates"
	}
	return f
}

func addTo(counts map[string]map[string]int64, field, value string, n int64) {
	if value == "" {
		return
	}
	m := counts[field]
	if m == nil {
		m = map[string]int64{}
		counts[field] = m
	}
	if _, known := m[value]; !known && len(m) >= mostValues {
		value = others
	}
	m[value] += n
}

// Totals are the sums over the shards of a manifest.
type Totals struct {
	Rows, Kept int64
	Dropped    map[Reason]int64
	Counts     map[string]map[string]int64
	Used       map[string]int64
}

// Totals sums up a manifest.
func (m Manifest) Totals() Totals {
	t := Totals{Dropped: map[Reason]int64{}, Counts: map[string]map[string]int64{}, Used: map[string]int64{}}
	for _, s := range m.Shards {
		t.Rows += s.Rows
		t.Kept += s.Kept
		for reason, n := range s.Dropped {
			t.Dropped[reason] += n
		}
		for _, field := range sortedKeys(s.Counts) {
			for _, value := range sortedKeys(s.Counts[field]) {
				addTo(t.Counts, field, value, s.Counts[field][value])
			}
		}
		for what, n := range s.Used {
			t.Used[what] += n
		}
	}
	return t
}

// DropLines are the reasons of what was dropped with their counts, the most frequent first.
func (t Totals) DropLines() []string {
	var out []string
	for _, reason := range byCount(t.Dropped) {
		out = append(out, fmt.Sprintf("%d: %s", t.Dropped[reason], reason))
	}
	return out
}
