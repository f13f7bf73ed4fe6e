package near_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/internal/near"
)

func TestBest(t *testing.T) {
	words := []string{"tree", "json", "dot", "mermaid", "svg", "png", "letters"}
	for in, want := range map[string]string{
		"jsn":     "json",
		"JSON":    "json",
		"mermade": "mermaid",
		" svg ":   "svg",
		"dto":     "dot",
		"dxy":     "", // two letters of three are another word
		"letter":  "letters",
		"yaml":    "",
		"":        "",
	} {
		assert.Equal(t, want, near.Best(in, slices.Values(words)), "%q", in)
	}
	assert.Empty(t, near.Best(strings.Repeat("x", 1<<20), slices.Values(words)))
}

func ExampleBest() {
	fmt.Println(near.Best("fromat", slices.Values([]string{"file", "format", "output"})))
	// Output: format
}
