package bleve

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestASCIIKeyHash compares the hash that needs no key with that of the key.
func TestASCIIKeyHash(t *testing.T) {
	check := func(text string) {
		words := titleWords(text)
		h, n, ok := asciiKeyHash(text)
		ascii := true
		for i := range len(text) {
			ascii = ascii && text[i] < 0x80
		}
		if !assert.Equal(t, ascii, ok, "%q", text) || !ok {
			return
		}
		assert.Equal(t, len(words), n, "%q", text)
		if n > 0 {
			assert.Equal(t, hash64(wordsKey(words)), h, "%q", text)
		}
	}
	for _, text := range []string{
		"", " ", "'", "''", "a'", "'a", "a''b", "O'Brien", "Schindler's List", "Rock 'n' Roll", "it's'", "A-b_c", "The 39 Steps (1935 film)",
		"Café", "Schindler’s", "a'é", "\x00a\x7f", "x\xff",
	} {
		check(text)
	}
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("aZ9' -.’é")
	for range 20_000 {
		text := make([]rune, random.IntN(10))
		for i := range text {
			text[i] = letters[random.IntN(len(letters)-random.IntN(3))]
		}
		check(string(text))
	}
}
