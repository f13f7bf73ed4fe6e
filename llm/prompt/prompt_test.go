package prompt_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
)

func TestMessages(t *testing.T) {
	p, err := prompt.Parse("p", `{{define "system"}} Be {{.How}}. {{end}}{{define "user"}}{{.Question}}{{end}}`)
	require.NoError(t, err)
	got, err := p.Messages(map[string]string{"How": "short", "Question": `{{.How}} {{define "x"}}`})
	require.NoError(t, err)
	assert.Equal(t, []llm.Message{{Role: llm.System, Content: "Be short."}, {Role: llm.User, Content: `{{.How}} {{define "x"}}`}}, got)
}

func TestVersionIsThatOfTheText(t *testing.T) {
	one := prompt.Must(prompt.Parse("a", `{{define "user"}}x{{end}}`))
	same := prompt.Must(prompt.Parse("b", `{{define "user"}}x{{end}}`))
	other := prompt.Must(prompt.Parse("a", `{{define "user"}}y{{end}}`))
	assert.Equal(t, one.Version(), same.Version())
	assert.NotEqual(t, one.Version(), other.Version())
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		`{{define "user"}}`:               "unexpected EOF",
		"hello":                           "no block",
		strings.Repeat("x", 2<<20):        "more than",
		`{{define "user"}}{{end}}`:        "nothing came out",
		`{{define "user"}}{{.No}}{{end}}`: "No",
		`{{define "user"}}{{range .L}}{{range $.L}}{{range $.L}}{{range $.L}}{{$.S}}{{end}}{{end}}{{end}}{{end}}{{end}}`: "longer than",
	} {
		p, err := prompt.Parse("p", text)
		if err == nil {
			_, err = p.Messages(map[string]any{"L": make([]int, 100), "S": strings.Repeat("x", 100)})
		}
		assert.ErrorContains(t, err, want, text[:min(len(text), 80)])
	}
}

func ExamplePrompt_Messages() {
	p := prompt.Must(prompt.Parse("hello", `{{define "system"}}Be short.{{end}}{{define "user"}}Question: {{.Question}}{{end}}`))
	messages, err := p.Messages(map[string]string{"Question": "Who directed Jaws?"})
	if err != nil {
		panic(err)
	}
	for _, m := range messages {
		fmt.Printf("%s: %s\n", m.Role, m.Content)
	}
	// Output:
	// system: Be short.
	// user: Question: Who directed Jaws?
}
