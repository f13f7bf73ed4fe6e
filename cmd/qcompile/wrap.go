package main

import "strings"

// docColumns is the width prose is wrapped to.
const docColumns = 80

// wrap breaks paragraphs into lines of at most columns, between words. Paragraphs are apart by an empty line.
func wrap(text string, columns int) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		var lines []string
		line := ""
		for _, word := range strings.Fields(p) {
			if line != "" && len([]rune(line))+1+len([]rune(word)) > columns {
				lines, line = append(lines, line), ""
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		paragraphs[i] = strings.Join(append(lines, line), "\n")
	}
	return strings.Join(paragraphs, "\n\n")
}

// indent moves every line that holds something to the right.
func indent(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			out.WriteString("  ")
		}
		out.WriteString(line)
	}
	return out.String()
}
