package conformance

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Update rewrites what is expected in the files of a folder to what the implementation does. A case keeps the sections it has; one
// that has none gets all. The difference is to be read, line by line, against the description of the language before it is kept: a
// case states what is right, not what happens.
func Update(folder string, impl Implementation) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		f, err := parseFile(name, string(text))
		if err != nil {
			return err
		}
		if updated := f.updated(impl); updated != string(text) {
			if err := os.WriteFile(name, []byte(updated), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *file) updated(impl Implementation) string {
	var out strings.Builder
	for _, line := range f.preamble {
		out.WriteString(line + "\n")
	}
	for i, c := range f.cases {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(strings.Join(c.header, "\n") + "\n")
		sections := Observe(impl, c.Input, c.Options).Sections(c.Input)
		for _, name := range allSections() {
			_, stated := c.Expected[name]
			text, given := sections[name]
			if !given || !stated && len(c.Expected) > 0 {
				continue
			}
			out.WriteString(sectionMark + string(name))
			if name == Canonical && !plain(text) {
				text = strconv.Quote(text)
				out.WriteString(" (quoted)")
			}
			out.WriteByte('\n')
			if text != "" {
				out.WriteString(text + "\n")
			}
		}
	}
	return out.String()
}
