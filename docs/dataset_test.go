package docs_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The console blocks of dataset.md are run in a folder with the fixtures of package dataset.
func TestDatasetPage(t *testing.T) {
	path, err := filepath.Abs("dataset.md")
	require.NoError(t, err)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	commands := commands(t)
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("../internal/dataset/testdata")))
	measured := `{"id":"1","question":"Where did the husband of the singer of Blue Lamp go to school"}` + "\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "measured.jsonl"), []byte(measured), 0o600))
	t.Chdir(dir)
	ran := 0
	want := rewriteBlocks(string(text), func(kind, body string) string {
		if kind != "console" {
			return body
		}
		ran++
		return console(t, commands, body)
	})
	assert.Equal(t, 4, ran)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
		return
	}
	assert.Equal(t, want, string(text), "docs/dataset.md is stale: run go test ./docs -run Dataset -update")
}
