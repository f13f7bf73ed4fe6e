package docs_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each example has a test of its own and a line in the list.
func TestEveryExampleIsListedAndTested(t *testing.T) {
	list := readPage(t, "../examples/README.md")
	programs, err := filepath.Glob("../examples/*/main.go")
	require.NoError(t, err)
	require.NotEmpty(t, programs)
	for _, program := range programs {
		folder := filepath.Dir(program)
		name := filepath.Base(folder)
		assert.Contains(t, list, "["+name+"]("+name+")")
		assert.FileExists(t, filepath.Join(folder, "main_test.go"))
	}
}
