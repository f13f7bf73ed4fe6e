package main

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
)

// found is what a search found, as --format json prints it.
type found struct {
	Version    int        `json:"version"`
	Question   string     `json:"question"`
	Index      string     `json:"index"`
	Generation string     `json:"generation"`
	Retrieved  []foundHit `json:"retrieved"`
}

// foundHit is one passage that was found. Snippet and matches are bytes of the text.
type foundHit struct {
	ID          string             `json:"id"`
	Title       string             `json:"title"`
	Score       float64            `json:"score"`
	Text        string             `json:"text"`
	Snippet     retriever.Range    `json:"snippet"`
	Matches     []retriever.Range  `json:"matches"`
	Metadata    map[string]string  `json:"metadata"`
	Explanation *bleve.Explanation `json:"explanation,omitempty"`
}

func newFound(ix *bleve.Index, question string, hits []bleve.Hit) found {
	f := found{Version: 1, Question: question, Index: ix.Path(), Generation: ix.Generation(), Retrieved: make([]foundHit, len(hits))}
	for i, h := range hits {
		f.Retrieved[i] = foundHit{
			ID: h.ID, Title: h.Title, Score: h.Score, Text: h.Text, Snippet: snippet(h.Text, h.Matches, pipeStyle.bytes()),
			Matches: append([]retriever.Range{}, h.Matches...), Metadata: h.Metadata, Explanation: h.Explanation,
		}
		if h.Metadata == nil {
			f.Retrieved[i].Metadata = map[string]string{}
		}
	}
	return f
}

// hitStyle says how passages that were found are drawn.
type hitStyle struct {
	bold, dim, mark, unmark, reset string
	columns, lines                 int
}

// pipeStyle is for what is no terminal: a line a snippet, whatever its length.
var pipeStyle = hitStyle{mark: "«", unmark: "»", columns: 240, lines: 1}

func (a *app) hitStyle(toTerminal bool) hitStyle {
	style := pipeStyle
	if toTerminal {
		style.lines, style.columns = 3, 80
		if a.terminal.columns > 0 {
			style.columns = max(a.terminal.columns, 40)
		}
		style.columns -= len(hitIndent)
	}
	if a.colored(toTerminal) {
		style.bold, style.dim, style.mark, style.unmark, style.reset = "\x1b[1m", "\x1b[2m", "\x1b[1;33m", "\x1b[0m", "\x1b[0m"
	}
	return style
}

// bytes is how much text is looked at for a snippet.
func (s hitStyle) bytes() int { return s.columns * s.lines }

const hitIndent = "    "

// drawHits draws a ranked list.
func drawHits(hits []bleve.Hit, style hitStyle) string {
	var out strings.Builder
	for i, h := range hits {
		fmt.Fprintf(&out, "%2d. %s  %s%.3f  %s%s\n", i+1, style.bold+titleOf(h)+style.reset, style.dim, h.Score, oneLine(h.ID), style.reset)
		for _, line := range snippetLines(h.Text, h.Matches, style) {
			out.WriteString(hitIndent + line + "\n")
		}
		if h.Explanation != nil {
			for line := range strings.Lines(h.Explanation.String()) {
				out.WriteString(hitIndent + style.dim + printableLine(line) + style.reset + "\n")
			}
		}
	}
	return out.String()
}

func titleOf(h bleve.Hit) string {
	if h.Title == "" {
		return "(no title)"
	}
	return oneLine(h.Title)
}
