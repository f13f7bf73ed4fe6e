package docs_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// figuresMark stands before the figures of the README, which end at an empty line.
const figuresMark = "<!-- figures: go test ./docs -update takes them out of docs/results.md -->\n"

// The figures of the README are those of docs/results.md, so that there is one place to keep them.
func TestFigures(t *testing.T) {
	const path = "../README.md"
	text := readPage(t, path)
	before, rest, found := strings.Cut(text, figuresMark)
	require.True(t, found, "README.md has no %s", figuresMark)
	old, after, found := strings.Cut(strings.TrimPrefix(rest, "\n"), "\n\n")
	require.True(t, found)
	if !strings.HasPrefix(old, "|") {
		old, after = "", old+"\n\n"+after
	}
	want := figures(t, readPage(t, "results.md"))
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(before+figuresMark+"\n"+want+"\n"+after), 0o600))
		return
	}
	assert.Equal(t, want, old+"\n", "README.md is stale: run go test ./docs -run Figures -update")
}

// figures makes a table of the first table of results.md that has systems with exact match and recall: a row a set, each with the question
// as it is and the question decomposed.
func figures(t *testing.T, results string) string {
	t.Helper()
	var columns map[string]int
	rows := map[string]map[string][]string{}
	var sets []string
	for line := range strings.Lines(results) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case columns == nil && strings.HasPrefix(line, "| set | system | n |"):
			columns = map[string]int{}
			for i, c := range cells {
				columns[c] = i
			}
		case columns == nil || strings.HasPrefix(line, "|---"):
		case !strings.HasPrefix(line, "|"):
			return table(t, columns, sets, rows)
		default:
			set := cells[0]
			if rows[set] == nil {
				rows[set] = map[string][]string{}
				sets = append(sets, set)
			}
			rows[set][cells[1]] = cells
		}
	}
	require.Fail(t, "results.md has no table of systems")
	return ""
}

func table(t *testing.T, columns map[string]int, sets []string, rows map[string]map[string][]string) string {
	t.Helper()
	value := func(set, system, column string) string {
		at, ok := columns[column]
		require.True(t, ok, "results.md has no column %s", column)
		cell, _, _ := strings.Cut(rows[set][system][at], " (") // without the interval
		return cell
	}
	var out strings.Builder
	out.WriteString("| set | questions | exact match as it is | decomposed | recall@5 as it is | decomposed |\n|---|---:|---:|---:|---:|---:|\n")
	shown := 0
	for _, set := range sets {
		if rows[set]["single"] == nil || rows[set]["decomposed"] == nil {
			continue
		}
		shown++
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %s | %s |\n", set, value(set, "decomposed", "n"), value(set, "single", "EM"),
			value(set, "decomposed", "EM"), value(set, "single", "R@5"), value(set, "decomposed", "R@5"))
	}
	require.Positive(t, shown, "results.md has no set with both systems")
	return out.String()
}
