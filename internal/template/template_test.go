package template

import (
	"errors"
	"strings"
	"testing"
	library "text/template"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type (
	named string
	point struct {
		X, Y   int
		hidden int
	}
)

// data has a value of every kind that templates are given.
func data() map[string]any {
	return map[string]any{
		"Name": "Jaws", "Empty": "", "Kind": named("film"), "Yes": true, "No": false, "N": 3, "F": 1.5, "Nil": nil,
		"List": []string{"a", "b", "c"}, "None": []string(nil), "Map": map[string]int{"z": 1, "a": 2}, "Points": []point{{X: 1, Y: 2}, {X: 3}},
		"P": &point{X: 7, hidden: 1}, "Gone": (*point)(nil), "Markup": "<b a='\"'>&", "Braces": "{{.Name}}",
	}
}

func fill(t *testing.T, text string) (string, error) {
	t.Helper()
	tmpl, err := Parse("t", text)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = tmpl.Execute(&out, data())
	return out.String(), err
}

// templates are such as both packages fill in.
var templates = []string{
	"", "plain", "{{.Name}} of {{.Kind}}", "{{- .Name -}} ", "{{/* no */}}x", "{{.P.X}}{{(index .Points 0).Y}}", "{{.Braces}}",
	"{{if .Name}}a{{else}}b{{end}}", "{{if .Empty}}a{{else if .Yes}}b{{else}}c{{end}}", "{{if .Gone}}a{{end}}{{if .Nil}}b{{end}}{{if .P}}c{{end}}",
	"{{with .Name}}{{.}}{{else}}none{{end}}", "{{with .Empty}}{{.}}{{else}}{{.Name}}{{end}}",
	"{{range .List}}{{.}},{{end}}", "{{range $i, $v := .List}}{{if $i}}; {{end}}{{$v}}{{end}}", "{{range .None}}x{{else}}none{{end}}",
	"{{range $k, $v := .Map}}{{$k}}={{$v}} {{end}}", "{{range .Points}}{{.X}}/{{.Y}}/{{$.Name}} {{end}}",
	"{{range .List}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}", "{{range .List}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}",
	"{{range $v := .List}}{{range $v := $.Points}}{{$v.X}}{{end}}{{$v}}{{end}}", "{{range .Nil}}x{{else}}y{{end}}",
	"{{$x := 1}}{{if .Yes}}{{$x = 2}}{{end}}{{$x}}", "{{$x := 1}}{{if $x := .Name}}{{$x}}{{end}}{{$x}}", "{{$x := .List}}{{len $x}}",
	"{{define \"b\"}}[{{.}}]{{end}}{{template \"b\" .Name}}", "{{block \"b\" .N}}<{{.}}>{{end}}",
	"{{eq .Kind \"film\"}}{{eq .N 1 2 3}}{{ne .N 3}}{{lt .N 4}}{{le .F 1.5}}{{gt .Name \"A\"}}{{ge .N 4}}{{eq .Yes true}}",
	"{{and .Yes .Name}}{{or .Empty .Name}}{{not .No}}{{and .Empty .Absent}}", "{{print .N .Name}}{{printf \"%02d-%s\" .N .Name}}{{.Name | printf \"%q\"}}",
	"{{index .List 1}}{{index .Map \"z\"}}{{len .Name}}{{len .Map}}", "{{.Gone}}", "{{1}}{{1.0}}{{0x1E}}{{'e'}}{{1e3}}{{1.5}}{{\"x\"}}{{true}}", "{{.List}}{{.Points}}", "{{print}}",
}

// A template means what it means to text/template.
func TestSameAsTheLibrary(t *testing.T) {
	for _, text := range templates {
		want, err := library.New("t").Option("missingkey=error").Parse(text)
		require.NoError(t, err, text)
		var out strings.Builder
		require.NoError(t, want.Execute(&out, data()), text)
		got, err := fill(t, text)
		require.NoError(t, err, text)
		assert.Equal(t, out.String(), got, text)
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"{{.Nil}}": "no value", "{{.Absent}}": `no entry "Absent"`, "{{.P.hidden}}": "has no field hidden", "{{.P.Z}}": "has no field Z", "{{.Name.X}}": "has no field X",
		"{{.Gone.X}}": "nothing that could have a field", "{{define \"x\"}}{{.}}{{end}}{{template \"x\"}}": "no value", "{{if}}": "missing value for if", "{{.Name 1}}": "is no function",
		"{{.Name | .Kind}}": "non executable|is no function", "{{nosuch .}}": `function "nosuch" not defined`, "{{call .Name}}": `function "call" not defined`,
		"{{template \"x\"}}": `no block "x"`, "{{range .N}}{{end}}": "not over a int", "{{index .List 7}}": "no such item", "{{index .N 1}}": "a list and a number",
		"{{eq .Name .N}}": "compare", "{{not}}": "does not take 0", "{{ne 1 2 3}}": "does not take 3", "{{len .N}}": "len counts", "{{printf .N}}": "format first",
		"{{lt .No .Yes}}": "no order", "{{1i}}": "neither", "{{range $0 =$}}{{end}}": "not known", "{{define \"x\"}}{{template \"x\"}}{{end}}{{template \"x\"}}": "more than 200 deep", "{{.Name": "unclosed action",
	} {
		_, err := fill(t, text)
		if !assert.Error(t, err, text) {
			continue
		}
		assert.Regexp(t, want, err.Error(), text)
	}
}

func TestBlocks(t *testing.T) {
	tmpl := Must(Parse("t", `{{define "a"}}one {{.Name}}{{end}}`))
	assert.True(t, tmpl.Has("a"))
	assert.False(t, tmpl.Has("b"))
	var out strings.Builder
	require.NoError(t, tmpl.ExecuteBlock(&out, "a", data()))
	assert.Equal(t, "one Jaws", out.String())
	assert.ErrorContains(t, tmpl.ExecuteBlock(&out, "b", nil), `no block "b"`)
	assert.Panics(t, func() { Must(Parse("t", "{{")) })
}

func TestHTML(t *testing.T) {
	tmpl := Must(ParseHTML("t", `<i title="{{.Markup}}">{{.Markup}}{{.Raw}}</i>`))
	var out strings.Builder
	require.NoError(t, tmpl.Execute(&out, map[string]any{"Markup": "<b a='\"'>&\x00", "Raw": HTML("<hr>")}))
	assert.Equal(t, `<i title="&lt;b a=&#39;&#34;&#39;&gt;&amp;`+"\uFFFD"+`">&lt;b a=&#39;&#34;&#39;&gt;&amp;`+"\uFFFD"+`<hr></i>`, out.String())
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriteError(t *testing.T) {
	assert.ErrorContains(t, Must(Parse("t", "x")).Execute(full{}, nil), "full")
}

// Whatever the template: no panic, and what is filled in is what the library fills in.
func FuzzSameAsTheLibrary(f *testing.F) {
	for _, text := range templates {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tmpl, err := Parse("t", text)
		if err != nil {
			return
		}
		data := data()
		var got strings.Builder
		if tmpl.Execute(&limited{&got, 1 << 16}, data) != nil {
			return
		}
		want, err := library.New("t").Option("missingkey=error").Parse(text)
		require.NoError(t, err)
		var out strings.Builder
		require.NoError(t, want.Execute(&out, data))
		assert.Equal(t, out.String(), got.String())
	})
}

// limited is a writer that a template cannot write without end to.
type limited struct {
	out  *strings.Builder
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errors.New("too long")
	}
	return l.out.Write(p)
}
