package dataset

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// licences are those of the data sets that can be converted, as they were published.
var licences = map[string]string{
	string(MuSiQue):    "MuSiQue, CC BY 4.0",
	string(TwoWiki):    "2WikiMultihopQA, Apache-2.0",
	string(QDMR):       "Break (QDMR), MIT",
	"break":            "Break (QDMR), MIT",
	string(StrategyQA): "StrategyQA, MIT",
	string(FanOutQA):   "FanOutQA, CC BY-SA 4.0",
}

// CardName is the name of the data card in the folder of a stage.
const CardName = "README.md"

// cardOf words what a folder holds as a page in Markdown: where the rows are from, how many there are of what kind, what was left out and
// why, the settings, and what it cost.
func cardOf(m Manifest) string {
	t := m.Totals()
	var out strings.Builder
	fmt.Fprintf(&out, "# Questions and expressions: %s\n\nWritten by `qcompile dataset %s`. Each line of the files `rows-*.jsonl` is a question with its expression in\nG[q]; each line of `dropped-*.jsonl` is a row of the input that was left out, with the reason.\n\n", m.Stage, m.Stage)
	fmt.Fprintf(&out, "| | |\n|---|---|\n| rows read | %d |\n| rows kept | %d |\n| rows dropped | %d |\n", t.Rows, t.Kept, total(t.Dropped))
	for _, what := range sortedKeys(t.Used) {
		fmt.Fprintf(&out, "| %s | %d |\n", what, t.Used[what])
	}
	if !m.Done {
		out.WriteString("\nThe run is not at its end.\n")
	}
	out.WriteString("\n## Settings\n\n")
	for _, name := range sortedKeys(m.Settings) {
		fmt.Fprintf(&out, "- %s: `%s`\n", name, strings.ReplaceAll(m.Settings[name], "`", "'"))
	}
	if len(t.Dropped) > 0 {
		out.WriteString("\n## Dropped\n\n| reason | rows |\n|---|---|\n")
		for _, reason := range byCount(t.Dropped) {
			fmt.Fprintf(&out, "| %s | %d |\n", reason, t.Dropped[reason])
		}
	}
	for _, field := range sortedKeys(t.Counts) {
		fmt.Fprintf(&out, "\n## By %s\n\n| %s | rows | share |\n|---|---|---|\n", field, field)
		for _, value := range byCount(t.Counts[field]) {
			n := t.Counts[field][value]
			fmt.Fprintf(&out, "| %s | %d | %.1f%% |\n", strings.ReplaceAll(value, "|", `\|`), n, 100*float64(n)/float64(max(t.Kept, 1)))
		}
	}
	var terms []string
	for _, source := range sortedKeys(t.Counts["source"]) {
		if l := licences[source]; l != "" {
			terms = append(terms, "- "+l+"\n")
		}
	}
	if len(terms) > 0 {
		out.WriteString("\n## Licences\n\nThe questions are those of the data sets, under their licences; look there for what they ask of you.\n\n" + strings.Join(terms, ""))
	}
	return out.String()
}

func total(counts map[Reason]int64) int64 {
	n := int64(0)
	for _, c := range counts {
		n += c
	}
	return n
}

// byCount returns the keys, the most frequent first.
func byCount[K ~string](counts map[K]int64) []K {
	keys := sortedKeys(counts)
	slices.SortStableFunc(keys, func(a, b K) int {
		switch {
		case counts[a] > counts[b]:
			return -1
		case counts[a] < counts[b]:
			return 1
		}
		return 0
	})
	return keys
}

// WriteCard writes the data card of a folder.
func WriteCard(dir string) error {
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, CardName), []byte(cardOf(m)))
}
