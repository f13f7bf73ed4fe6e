package conformance

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	cases "github.com/qcompiler/qcompiler/testdata/conformance"
)

// Case is one input with what is expected of it.
type Case struct {
	// File is the file's base name without its extension: the topic.
	File string
	// Line is where the case starts in its file.
	Line int
	Name string
	// Doc says in words what the case is about.
	Doc     string
	Input   string
	Options Options
	// Expected are the sections of the case by name. A section that is absent is not compared.
	Expected map[Section]string

	// header holds the lines up to and with the input and the options, as they were written.
	header []string
}

// Section names a part of what is expected.
type Section string

// The sections, in the order in which they stand in a case.
const (
	Tokens      Section = "tokens"
	Tree        Section = "tree"
	Letters     Section = "letters"
	Bindings    Section = "bindings"
	Canonical   Section = "canonical"
	Diagnostics Section = "diagnostics"
)

// allSections returns all sections in order.
func allSections() []Section {
	return []Section{Tokens, Tree, Letters, Bindings, Canonical, Diagnostics}
}

// Builtin returns the cases of this module.
func Builtin() ([]Case, error) { return Load(cases.Files) }

// Load reads all cases in the files of fsys that end in .txt, in the order of their names.
func Load(fsys fs.FS) ([]Case, error) {
	names, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return nil, err
	}
	var all []Case
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		f, err := parseFile(name, string(text))
		if err != nil {
			return nil, err
		}
		all = append(all, f.cases...)
	}
	return all, nil
}

// file is one file of cases: what stands before the first, and the cases.
type file struct {
	preamble []string
	cases    []Case
}

const (
	caseMark    = "=== "
	sectionMark = "--- "
)

func parseFile(name, text string) (*file, error) {
	f := &file{}
	topic := strings.TrimSuffix(path.Base(name), ".txt")
	seen := map[string]bool{}
	var current []string
	start := 0
	flush := func() error {
		if start == 0 {
			f.preamble = current
			return nil
		}
		c, err := parseCase(current)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", name, start, err)
		}
		if seen[c.Name] {
			return fmt.Errorf("%s:%d: there is a case %q above", name, start, c.Name)
		}
		seen[c.Name] = true
		c.File, c.Line = topic, start
		f.cases = append(f.cases, c)
		return nil
	}
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, caseMark) {
			if err := flush(); err != nil {
				return nil, err
			}
			current, start = nil, i+1
		}
		current = append(current, line)
	}
	return f, flush()
}

func parseCase(lines []string) (Case, error) {
	c := Case{Name: strings.TrimPrefix(lines[0], caseMark), Expected: map[Section]string{}}
	sections := split(lines[1:])
	c.Doc = strings.Join(sections[0].body, "\n")
	c.header = trimEnd(lines[:1+len(sections[0].raw)])
	hasInput := false
	for _, s := range sections[1:] {
		name, form, _ := strings.Cut(s.name, " ")
		body := strings.Join(s.body, "\n")
		switch name {
		case "input":
			text, err := readText(form, body)
			if err != nil {
				return c, fmt.Errorf("input: %w", err)
			}
			c.Input, hasInput = text, true
			c.header = append(c.header, trimEnd(s.raw)...)
		case "options":
			if err := c.Options.read(s.body); err != nil {
				return c, err
			}
			c.header = append(c.header, trimEnd(s.raw)...)
		case string(Canonical):
			text, err := readText(form, body)
			if err != nil {
				return c, fmt.Errorf("canonical: %w", err)
			}
			c.Expected[Canonical] = text
		case string(Tokens), string(Tree), string(Letters), string(Bindings), string(Diagnostics):
			c.Expected[Section(name)] = body
		default:
			return c, fmt.Errorf("there is no section %q", s.name)
		}
	}
	if !hasInput {
		return c, fmt.Errorf("case %q has no input", c.Name)
	}
	return c, nil
}

type section struct {
	name string
	// raw are its lines with the heading, body those without, and without blank ones at the end.
	raw, body []string
}

// split cuts the lines of a case into sections; the first has no name.
func split(lines []string) []section {
	out := []section{{}}
	for _, line := range lines {
		if name, ok := strings.CutPrefix(line, sectionMark); ok {
			out = append(out, section{name: name, raw: []string{line}})
			continue
		}
		last := &out[len(out)-1]
		last.raw = append(last.raw, line)
		last.body = append(last.body, line)
	}
	for i := range out {
		out[i].body = trimEnd(out[i].body)
	}
	return out
}

func trimEnd(lines []string) []string {
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines[:len(lines):len(lines)]
}

// readText reads a section that holds a text: as it is, (quoted), or (repeated).
func readText(form, body string) (string, error) {
	switch form {
	case "":
		return body, nil
	case "(quoted)":
		return strconv.Unquote(body)
	case "(repeated)":
		return repeated(body)
	}
	return "", fmt.Errorf("a text is as it is, (quoted) or (repeated), not %q", form)
}

// maxRepeated bounds what a few lines can grow to.
const maxRepeated = 1 << 26

// repeated reads lines of a count and a quoted text.
func repeated(body string) (string, error) {
	var out strings.Builder
	for line := range strings.Lines(body) {
		count, quoted, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.Atoi(count)
		if err != nil {
			return "", err
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			return "", fmt.Errorf("%s: %w", quoted, err)
		}
		if n < 0 || n > maxRepeated || out.Len()+n*len(text) > maxRepeated {
			return "", fmt.Errorf("%d times %d bytes is too much", n, len(text))
		}
		for range n {
			out.WriteString(text)
		}
	}
	return out.String(), nil
}

func (o *Options) read(lines []string) error {
	for _, line := range lines {
		name, value, _ := strings.Cut(line, " ")
		if name == "strict" && value == "" {
			o.Strict = true
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil || n <= 0 {
			return fmt.Errorf("option %q needs a number", name)
		}
		switch name {
		case "bytes":
			o.Bytes = n
		case "tokens":
			o.Tokens = n
		case "depth":
			o.Depth = n
		case "leaves":
			o.Leaves = n
		default:
			return fmt.Errorf("there is no option %q", name)
		}
	}
	return nil
}
