package grammar_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/grammar"
)

// The documentation shows these files.
func TestRailroadPictures(t *testing.T) {
	goldenFile(t, filepath.Join("..", "docs", "img", "railroad.svg"), grammar.Railroad())
	for _, name := range grammar.Names() {
		picture, ok := grammar.RailroadOf(name)
		require.True(t, ok, name)
		goldenFile(t, filepath.Join("..", "docs", "img", "railroad-"+strings.ToLower(name)+".svg"), picture)
	}
}

func TestRailroadOfNothing(t *testing.T) {
	picture, ok := grammar.RailroadOf("Sentence")
	assert.False(t, ok)
	assert.Empty(t, picture)
}

func TestRailroadIsWholeAndAccessible(t *testing.T) {
	picture := grammar.Railroad()
	texts := map[string]bool{}
	titled := 0
	var open []string
	d := xml.NewDecoder(strings.NewReader(picture))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
			for _, a := range token.Attr {
				assert.NotContains(t, a.Name.Local, "href", "a picture must need nothing else")
			}
			if token.Name.Local == "title" || token.Name.Local == "desc" {
				titled++
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && open[len(open)-1] == "text" {
				texts[string(token)] = true
			}
		}
	}
	for _, name := range grammar.Names() {
		assert.True(t, texts[name], "%s is not shown", name)
	}
	for _, sign := range []string{"+", "*", "×", "(", ")", "{", "}", `\`, `"`} {
		assert.True(t, texts[sign], "%s is not shown", sign)
	}
	assert.Equal(t, len(grammar.Names())+2, titled)
	assert.Contains(t, picture, "prefers-color-scheme:dark")
	assert.NotContains(t, picture, "url(")
}

func ExampleRailroadOf() {
	picture, _ := grammar.RailroadOf("Atomic")
	fmt.Println(strings.Split(picture, "\n")[1])
	// Output:
	// <title id="t">G[q]: Atomic</title>
}
