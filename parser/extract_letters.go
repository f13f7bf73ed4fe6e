package parser

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// Some models write the shape of an expression with letters, and what the letters stand for below it:
//
//	A * B
//	A: Who directed Jaws
//	B: When was {A} born

var (
	letterLine = regexp.MustCompile(`^\s*(?:[-*•]\s+)?[*_` + "`" + `]*([A-Z])[*_` + "`" + `]*\s*(?::|=|\.|\))[*_` + "`" + `]*\s+(.+?)\s*$`)
	letterName = regexp.MustCompile(`\{\s*([A-Z])\s*\}`)
	shapeText  = regexp.MustCompile(`^[A-Z+*×()\s]+$`)
)

// letterDefinitions writes the questions in place of their letters. {A} becomes the number of the leaf that A stands for.
func letterDefinitions(v *view) change {
	text := v.text
	var shape source.Span
	definitions := map[string]string{}
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		span := trimSpan(text, source.Span{Start: at, End: end})
		content := span.In(text)
		if m := letterLine.FindStringSubmatch(content); m != nil && !isShape(content) {
			if old, ok := definitions[m[1]]; ok && old != m[2] {
				return change{}
			}
			definitions[m[1]] = m[2]
		} else if start := shapeStart(content); start >= 0 {
			found := source.Span{Start: span.Start + start, End: span.End}
			if shape.End > 0 && shape.In(text) != found.In(text) {
				return change{}
			}
			shape = found
		}
		at = end + 1
	}
	if shape.End == 0 {
		return change{}
	}
	return spellOut(v, shape, definitions)
}

// shapeStart returns where a line holds a shape, after a label if it has one; -1 where it holds none.
func shapeStart(content string) int {
	start := strings.LastIndexAny(content, ":=") + 1
	rest := strings.TrimLeft(content[start:], " *`")
	if !isShape(strings.TrimRight(rest, " *`.")) {
		return -1
	}
	return len(content) - len(rest)
}

// isShape reports whether a text is letters joined by operators.
func isShape(text string) bool {
	return len(text) < 1<<10 && strings.ContainsAny(text, "+*×") && shapeText.MatchString(text) && lettersOf(text) != nil
}

// lettersOf returns the leaves of a shape, nil where a text is none: two or more, each one letter, each of A, B, C and so on once.
func lettersOf(text string) []*ast.Atomic {
	query, diags := Parse(text, Options{})
	if diags.HasErrors() {
		return nil
	}
	return shapeLeaves(query)
}

func shapeLeaves(query *ast.Query) []*ast.Atomic {
	leaves := query.Leaves()
	if len(leaves) < 2 || len(leaves) > 26 {
		return nil
	}
	for i, leaf := range leaves {
		if leaf.Text() != ast.LeafID(i) {
			return nil
		}
	}
	return leaves
}

func spellOut(v *view, shape source.Span, definitions map[string]string) change {
	content := shape.In(v.text)
	content = strings.TrimRight(content, " *`.")
	leaves := lettersOf(content)
	number := map[string]int{}
	for i, leaf := range leaves {
		number[leaf.Text()] = i + 1
	}
	var c change
	c.cut(0, shape.Start)
	for _, leaf := range leaves {
		letter := leaf.Text()
		at := source.Span{Start: shape.Start + leaf.At.Start, End: shape.Start + leaf.At.End}
		definition, ok := definitions[letter]
		if !ok {
			return fail(unmendable(at, fmt.Sprintf("%s stands for a question that is not there", letter),
				"ask again for the questions in place of the letters"))
		}
		definition = strings.Trim(definition, "`\"")
		if signsOf(definition).operators > 0 {
			return fail(unmendable(at, fmt.Sprintf("%s stands for an expression of its own", letter),
				"ask again for the questions in place of the letters"))
		}
		c.replace(at.Start, at.End, letterName.ReplaceAllStringFunc(definition, func(name string) string {
			if n := number[letterName.FindStringSubmatch(name)[1]]; n > 0 {
				return fmt.Sprintf("{#%d}", n)
			}
			return name
		}))
	}
	c.cut(shape.Start+len(content), len(v.text))
	c.guess(RepairLetters, shape.Start, shape.Start+len(content), "wrote %d questions in place of their letters", len(leaves))
	return c
}
