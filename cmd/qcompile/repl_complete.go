package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/focus"
)

// complete completes a line of a session at the cursor, which is counted in runes.
func (s *session) complete(line string, cursor int) (head string, completions []string, tail string) {
	runes := []rune(line)
	before, tail := string(runes[:cursor]), string(runes[cursor:])
	if strings.HasPrefix(before, ":") {
		head, completions = completeCommand(before)
		return head, completions, tail
	}
	if brace := strings.LastIndexByte(before, '{'); brace >= 0 && !strings.Contains(before[brace:], "}") {
		for _, name := range placeholders(before[:brace]) {
			if strings.HasPrefix(name, before[brace+1:]) {
				completions = append(completions, "{"+name+"}")
			}
		}
		return before[:brace], completions, strings.TrimPrefix(tail, "}")
	}
	return before, nil, tail
}

// completeCommand completes a command, or what follows it.
func completeCommand(before string) (head string, completions []string) {
	word, rest, more := strings.Cut(before, " ")
	for _, c := range sessionCommands() {
		switch {
		case !more && strings.HasPrefix(":"+c.name, word):
			text := ":" + c.name
			if c.takes != "" {
				text += " "
			}
			completions = append(completions, text)
		case more && word == ":"+c.name && c.values != nil:
			for _, v := range c.values() {
				if strings.HasPrefix(v, rest) {
					completions = append(completions, v)
				}
			}
			return word + " ", completions
		case more && word == ":"+c.name && c.takes != "":
			return word + " ", filesBeginning(rest, c.name == "index")
		}
	}
	return "", completions
}

// filesBeginning returns the files whose paths begin as what was typed; of folders alone, where only they will do.
func filesBeginning(typed string, folders bool) []string {
	dir, base := filepath.Split(typed)
	entries, _ := os.ReadDir(filepath.Join(".", dir)) // a folder that cannot be read offers nothing
	var out []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), base) || strings.HasPrefix(e.Name(), ".") && base == "" || folders && !e.IsDir() || len(out) == mostCompletions {
			continue
		}
		text := dir + e.Name()
		if _, isIndex := readManifest(text); e.IsDir() && !isIndex {
			text += string(filepath.Separator)
		}
		out = append(out, text)
	}
	return out
}

// placeholders returns the names that can be bound at the end of an expression that is being written: for each question in scope the word for
// what it asks for, where that word means this question, and its number.
func placeholders(before string) []string {
	open := max(0, strings.Count(before, "(")-strings.Count(before, ")"))
	binds := func(name string) (producers []int, x qcompiler.Analysis) {
		x = qcompiler.Analyze(before + "{" + name + "}" + strings.Repeat(")", open))
		if x.Bindings == nil || len(x.Bindings.Leaves) == 0 {
			return nil, x
		}
		uses := x.Bindings.Leaves[len(x.Bindings.Leaves)-1].Uses
		if len(uses) == 0 || slices.Contains(x.Diagnostics.Codes(), check.PlaceholderGuessed) {
			return nil, x
		}
		return uses[len(uses)-1].Producers, x
	}
	_, x := binds("#1")
	var names, numbers []string
	if x.Bindings == nil {
		return nil
	}
	for i := range min(len(x.Bindings.Leaves)-1, check.DefaultLeaves) {
		number := fmt.Sprintf("#%d", i+1)
		if producers, _ := binds(number); !slices.Equal(producers, []int{i}) {
			continue
		}
		numbers = append(numbers, number)
		if noun := focus.Of(literalsOf(x.Bindings.Leaves[i].Node)).Noun; noun != "" && !slices.Contains(names, noun) {
			if producers, _ := binds(noun); slices.Equal(producers, []int{i}) {
				names = append(names, noun)
			}
		}
	}
	return append(names, numbers...)
}

// literalsOf returns the text of a question between its placeholders.
func literalsOf(leaf *ast.Atomic) []string {
	var out []string
	for _, segment := range leaf.Segments {
		if !segment.Placeholder {
			out = append(out, segment.Text)
		}
	}
	return out
}
