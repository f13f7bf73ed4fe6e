package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// folder writes a data folder: every file that is cut, empty but for those given, and a corpus.
func folder(t *testing.T, files map[string][]string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, lines []string) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
		require.NoError(t, os.WriteFile(path, []byte(strings.Join(lines, "")), 0o666))
	}
	for name := range sets {
		write(name, files[name])
	}
	write("2wiki/corpus.jsonl", []string{"a passage\n"})
	return dir
}

func question(id string, supporting ...string) string {
	list := ""
	if len(supporting) > 0 {
		list = fmt.Sprintf(`,"supporting":["%s"]`, strings.Join(supporting, `","`))
	}
	return fmt.Sprintf("{\"id\":%q%s}\n", id, list)
}

func lines(t *testing.T, path ...string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	require.NoError(t, err)
	out := strings.SplitAfter(string(data), "\n")
	return out[:len(out)-1]
}

func TestEveryQuestionIsOfOneFold(t *testing.T) {
	var all []string
	for i := range 40 {
		all = append(all, question(fmt.Sprint("q", i), fmt.Sprint("Title ", i), fmt.Sprint("Second ", i)))
	}
	data := folder(t, map[string][]string{"2wiki/questions.jsonl": all})
	out := t.TempDir()
	require.NoError(t, run(data, out, 3))
	var tested []string
	for fold := range 3 {
		dir := filepath.Join(out, fmt.Sprint("fold", fold))
		test, train := lines(t, dir, "test/2wiki.jsonl"), lines(t, dir, "data/2wiki/questions.jsonl")
		assert.NotEmpty(t, test, "forty groups over three folds")
		assert.ElementsMatch(t, all, append(append([]string(nil), test...), train...), "fold %d: what is not held back is trained on", fold)
		assert.Equal(t, []string{"a passage\n"}, lines(t, dir, "data/2wiki/corpus.jsonl"), "the corpus is whole")
		tested = append(tested, test...)
	}
	assert.ElementsMatch(t, all, tested)
	require.NoError(t, run(data, out, 3), "again into the same folder")
}

// TestSharedPassagesShareAFold wants no passage of a tested question in what is trained on, whatever the set, and through others too.
func TestSharedPassagesShareAFold(t *testing.T) {
	var first, second []string
	for i := range 20 {
		first = append(first, question(fmt.Sprint("a", i), fmt.Sprint("Title ", i), fmt.Sprint("Bridge ", i)))
		second = append(second, question(fmt.Sprint("b", i), fmt.Sprint("Far ", i), fmt.Sprint("BRIDGE ", i)))
	}
	decomposed := []string{question("c", "far 7", "Title 8"), question("none")}
	data := folder(t, map[string][]string{"2wiki/questions.jsonl": first, "musique/questions.jsonl": second, "decomposition/musique.jsonl": decomposed})
	out := t.TempDir()
	require.NoError(t, run(data, out, 2))
	for fold := range 2 {
		dir := filepath.Join(out, fmt.Sprint("fold", fold))
		var a, b []string
		for _, line := range lines(t, dir, "test/2wiki.jsonl") {
			a = append(a, strings.TrimPrefix(strings.SplitN(line, `"`, 5)[3], "a"))
		}
		for _, line := range lines(t, dir, "test/musique.jsonl") {
			b = append(b, strings.TrimPrefix(strings.SplitN(line, `"`, 5)[3], "b"))
		}
		slices.Sort(a)
		slices.Sort(b)
		assert.Equal(t, a, b, "the same bridges")
		assert.Equal(t, slices.Contains(a, "7"), slices.Contains(a, "8"), "joined by the decomposition")
		train := lines(t, dir, "data/decomposition/musique.jsonl")
		assert.Contains(t, train, question("none"), "what has no passages is trained on in every fold")
		assert.NoDirExists(t, filepath.Join(dir, "test", "decomposition"))
	}
}

func TestWhatCannotBeCut(t *testing.T) {
	data := folder(t, map[string][]string{"nq/questions.jsonl": {"no json\n"}})
	assert.ErrorContains(t, run(data, t.TempDir(), 2), "questions.jsonl")
	assert.ErrorContains(t, run(data, "", 2), "-out")
	assert.ErrorContains(t, run(data, t.TempDir(), 1), "two folds")
	assert.ErrorIs(t, run(t.TempDir(), t.TempDir(), 2), os.ErrNotExist)
}
