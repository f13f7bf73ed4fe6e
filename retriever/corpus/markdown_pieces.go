package corpus

import (
	"iter"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/parser"
)

const (
	// pieceSize is where a piece of Markdown ends at the next empty line or heading.
	pieceSize = 16 << 10
	// maxPiece is where it ends whatever stands there.
	maxPiece = 32 << 10
	// maxReferences bounds how many link references of a file are known to each of its pieces.
	maxReferences = 2000
)

// markdownPieces cuts Markdown between blocks into pieces that can be parsed one by one. A block of code that is cut is opened again.
func markdownPieces(source string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var f fence
		reopen := ""
		for len(source) > 0 {
			end := f.pieceEnd(source)
			if !yield(reopen + source[:end]) {
				return
			}
			reopen = ""
			if f.open != "" {
				reopen = f.open + "\n"
			}
			source = source[end:]
		}
	}
}

// fence follows whether a line is inside a block of code.
type fence struct {
	open string // the signs that opened the block, or nothing
}

// pieceEnd returns where the first piece of source ends.
func (f *fence) pieceEnd(source string) int {
	if len(source) <= maxPiece {
		return len(source)
	}
	blank := false
	for at := 0; ; {
		line, _, _ := strings.Cut(source[at:min(len(source), at+maxPiece+1)], "\n")
		starts := at > pieceSize && f.open == ""
		if starts && (strings.HasPrefix(line, "#") || blank && line != "" && line[0] != ' ' && line[0] != '\t') {
			return at
		}
		next := at + len(line) + 1
		if next > maxPiece {
			if at > 0 {
				return at
			}
			return cutPoint(source, maxPiece/2, maxPiece)
		}
		f.pass(line)
		blank = strings.TrimSpace(line) == ""
		at = next
	}
}

// pass takes notice of a line.
func (f *fence) pass(line string) {
	trimmed := strings.TrimLeft(line, " \t")
	signs := len(trimmed) - len(strings.TrimLeft(trimmed, trimmed[:min(1, len(trimmed))]))
	if signs < 3 || trimmed[0] != '`' && trimmed[0] != '~' {
		return
	}
	switch {
	case f.open == "":
		f.open = trimmed[:min(signs, 64)]
	case strings.HasPrefix(trimmed, f.open) && strings.TrimSpace(trimmed[signs:]) == "":
		f.open = ""
	}
}

// referenceLine is a line such as "[name]: https://example.org".
var referenceLine = regexp.MustCompile(`(?m)^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*\S`)

// findReferences returns the link references of a file, the first ones if there are too many. Only that they exist matters: a
// link is read as its text.
func findReferences(source string) []parser.Reference {
	if len(source) <= maxPiece {
		return nil // the parser sees them all by itself
	}
	var out []parser.Reference
	for _, m := range referenceLine.FindAllStringSubmatch(source, maxReferences) {
		out = append(out, parser.NewReference([]byte(m[1]), []byte("#"), nil))
	}
	return out
}
