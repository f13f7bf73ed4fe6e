package openai

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden stands where a key was.
const hidden = "[key]"

// hide returns text without the key. A server that shortens a key in its message keeps both ends of it, so the ends go as well.
func (c *Client) hide(text string) string {
	if c.key == "" {
		return text
	}
	text = strings.ReplaceAll(text, c.key, hidden)
	if len(c.key) < 16 {
		return text
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"',:;()<>`, r) })
	for _, word := range words {
		if len(word) >= 7 && strings.ContainsAny(word, "*.…") && strings.HasPrefix(word, c.key[:3]) {
			text = strings.ReplaceAll(text, word, hidden)
		}
	}
	return text
}

// withoutKey returns what a model wrote without the key: a server that sends it back must not get it into answers and caches.
func (c *Client) withoutKey(text string) string {
	if c.key == "" {
		return text
	}
	return strings.ReplaceAll(text, c.key, hidden)
}

// ripe returns what of a text that goes on can be handed out without the key, and the end of it that may be the beginning of one: a stream
// can break a key anywhere.
func (c *Client) ripe(text string) (ripe, held string) {
	text = c.withoutKey(text)
	for n := min(len(c.key)-1, len(text)); n > 0; n-- {
		if strings.HasSuffix(text, c.key[:n]) {
			return text[:len(text)-n], text[len(text)-n:]
		}
	}
	return text, ""
}

// redact returns an error whose text is without the key. It unwraps to the same errors unless the key was in its text.
func (c *Client) redact(err error) error {
	if text := c.hide(err.Error()); text != err.Error() {
		return errors.New(text)
	}
	return err
}

// oneLine returns at most n bytes of a server's text, on one line and without control characters.
func oneLine(text string, n int) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r':
			return ' '
		case !unicode.IsPrint(r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	if len(text) <= n {
		return text
	}
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n] + "…"
}
