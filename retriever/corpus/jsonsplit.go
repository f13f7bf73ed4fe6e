package corpus

import (
	"bytes"
	"encoding/json"
)

// splitObject appends the members of an object and their names, in order. The object must be valid JSON in UTF-8: then it is enough to look
// for the ends of strings and brackets, which is several times faster than decoding twice.
func splitObject(object []byte, members []json.RawMessage, names []string) ([]json.RawMessage, []string) {
	at := bytes.IndexByte(object, '{') + 1
	for {
		at = skipBlank(object, at)
		if object[at] == '}' {
			return members, names
		}
		end := valueEnd(object, at)
		names = append(names, unquote(object[at:end]))
		at = skipBlank(object, end) + 1 // the colon
		at = skipBlank(object, at)
		end = valueEnd(object, at)
		members = append(members, object[at:end])
		at = skipBlank(object, end)
		if object[at] == ',' {
			at++
		}
	}
}

func skipBlank(b []byte, at int) int {
	for b[at] == ' ' || b[at] == '\t' || b[at] == '\n' || b[at] == '\r' {
		at++
	}
	return at
}

// valueEnd returns the end of the value that begins at.
func valueEnd(b []byte, at int) int {
	switch b[at] {
	case '"':
		return stringEnd(b, at)
	case '{', '[':
		depth := 0
		for {
			switch b[at] {
			case '"':
				at = stringEnd(b, at)
				continue
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return at + 1
				}
			}
			at++
		}
	}
	for b[at] != ',' && b[at] != '}' && b[at] > ' ' {
		at++
	}
	return at
}

// stringEnd returns the end of the string that begins at.
func stringEnd(b []byte, at int) int {
	at++
	for {
		quote := bytes.IndexByte(b[at:], '"')
		escape := bytes.IndexByte(b[at:at+quote], '\\')
		if escape < 0 {
			return at + quote + 1
		}
		at += escape + 2 // the sign after a backslash is never an end
	}
}

// unquote returns the text of a string.
func unquote(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	_ = json.Unmarshal(raw, &s) // it is valid
	return s
}
