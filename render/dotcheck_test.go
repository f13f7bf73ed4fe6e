package render_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// dotFile is what a small reader of DOT finds: enough of the language to notice text that was read as syntax.
type dotFile struct {
	// labels are the texts of the labels of nodes, by name, without white space.
	labels map[string]string
	// edges are pairs of names.
	edges [][2]string
}

// readDOT reads a graph and fails where Graphviz would: a string or label that does not end, a label that is not XML, an edge to a node
// that was not declared.
func readDOT(text string) (dotFile, error) {
	tokens, err := dotTokens(text)
	if err != nil {
		return dotFile{}, err
	}
	file := dotFile{labels: map[string]string{}}
	if len(tokens) < 4 || tokens[0] != "digraph" || tokens[2] != "{" || tokens[len(tokens)-1] != "}" {
		return file, errors.New("not one digraph")
	}
	for tokens = tokens[3 : len(tokens)-1]; len(tokens) > 0; {
		name := tokens[0]
		to := ""
		tokens = skipPort(tokens[1:])
		if len(tokens) > 1 && tokens[0] == "->" {
			to = tokens[1]
			tokens = skipPort(tokens[2:])
		}
		label := ""
		if len(tokens) > 0 && tokens[0] == "[" {
			if label, tokens, err = dotAttributes(tokens[1:]); err != nil {
				return file, fmt.Errorf("%s: %w", name, err)
			}
		}
		switch {
		case name == "graph" || name == "node" || name == "edge":
		case !strings.HasPrefix(name, `"`):
			return file, fmt.Errorf("statement %q does not start with a name in quotes", name)
		case to == "":
			if _, twice := file.labels[name]; twice {
				return file, fmt.Errorf("node %s is declared twice", name)
			}
			file.labels[name] = label
		default:
			file.edges = append(file.edges, [2]string{name, to})
			for _, end := range []string{name, to} {
				if _, ok := file.labels[end]; !ok {
					return file, fmt.Errorf("edge to %s, which is no node", end)
				}
			}
		}
	}
	return file, nil
}

func skipPort(tokens []string) []string {
	if len(tokens) > 1 && tokens[0] == ":" {
		return tokens[2:]
	}
	return tokens
}

// dotAttributes reads name=value pairs up to the bracket that ends them, and returns the text of the label.
func dotAttributes(tokens []string) (label string, rest []string, err error) {
	for len(tokens) > 0 && tokens[0] != "]" {
		if tokens[0] == "," {
			tokens = tokens[1:]
			continue
		}
		if len(tokens) < 3 || tokens[1] != "=" || strings.ContainsAny(tokens[0], `"<[{`) {
			return "", nil, fmt.Errorf("attributes at %q", tokens[0])
		}
		if value := tokens[2]; strings.HasPrefix(value, "<") {
			if label, err = xmlText("<label>" + value[1:len(value)-1] + "</label>"); err != nil {
				return "", nil, fmt.Errorf("label %s: %w", value, err)
			}
			if strings.Contains(strings.ReplaceAll(label, `\\`, ""), `\`) {
				return "", nil, fmt.Errorf("label %s holds an escape", value)
			}
			label = strings.ReplaceAll(label, `\\`, `\`)
		}
		tokens = tokens[3:]
	}
	if len(tokens) == 0 {
		return "", nil, errors.New("attributes do not end")
	}
	return label, tokens[1:], nil
}

// dotTokens splits DOT into words, signs, "strings" and <labels>.
func dotTokens(text string) ([]string, error) {
	var tokens []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		n := 1
		switch {
		case strings.HasPrefix(text, "->"):
			n = 2
		case text[0] == '"':
			for n < len(text) && text[n] != '"' {
				if text[n] == '\\' {
					n++
				}
				n++
			}
			if n++; n > len(text) {
				return nil, errors.New("a string does not end")
			}
			if strings.ContainsAny(text[:n], "\n\r\x00") {
				return nil, fmt.Errorf("string %q holds a control character", text[:n])
			}
		case text[0] == '<':
			for open := 1; open > 0; n++ {
				if n == len(text) {
					return nil, errors.New("a label does not end")
				}
				switch text[n] {
				case '<':
					open++
				case '>':
					open--
				}
			}
		case !strings.ContainsRune(`{}[]=,:`, rune(text[0])):
			n = strings.IndexFunc(text, func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.'
			})
			if n <= 0 {
				return nil, fmt.Errorf("%.20q is no token", text)
			}
		}
		tokens = append(tokens, text[:n])
		text = text[n:]
	}
	return tokens, nil
}

// xmlText returns the text in XML without white space, and fails where it is not well-formed.
func xmlText(text string) (string, error) {
	var out strings.Builder
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		if data, ok := token.(xml.CharData); ok {
			out.WriteString(squeezed(string(data)))
		}
	}
}

// squeezed returns text without white space.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
