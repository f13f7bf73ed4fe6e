package corpus

import "strings"

const (
	maxFrontMatter = 64 << 10
	maxFrontValue  = 1 << 10
)

// frontMatter takes the block of "key: value" lines off the top of a Markdown file. Only plain values are taken; nested ones stay
// behind. A block that is not closed, or is too long, is text.
func frontMatter(text string) (metadata map[string]string, body string) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil, text
	}
	block, body, ok := strings.Cut("\n"+rest, "\n---\n")
	if !ok {
		if block, ok = strings.CutSuffix("\n"+rest, "\n---"); !ok {
			return nil, text
		}
		body = ""
	}
	if len(block) > maxFrontMatter {
		return nil, text
	}
	metadata = make(map[string]string)
	for line := range strings.SplitSeq(block, "\n") {
		key, value, ok := strings.Cut(line, ":")
		if line == "" || line[0] == '#' || line[0] == ' ' || line[0] == '\t' || line[0] == '-' {
			continue // what is indented or a list belongs to a nested value
		}
		if !ok {
			return nil, text // no front matter but a text between two rules
		}
		value = strings.TrimSpace(value)
		if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value = value[1 : n-1]
		}
		if key == "" || value == "" || len(value) > maxFrontValue || strings.ContainsRune("[{|>&*", rune(value[0])) {
			continue
		}
		metadata[strings.TrimSpace(key)] = value
	}
	return metadata, body
}
