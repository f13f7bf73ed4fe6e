package fold_test

import (
	"fmt"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/cases"

	"github.com/qcompiler/qcompiler/internal/fold"
)

// Each character there is folds as the reference folds it.
func TestEveryCharacter(t *testing.T) {
	reference := cases.Fold()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.Is(unicode.Cherokee, r) {
			continue // the reference folds small letters to capitals and capitals to small letters
		}
		if text := string(r); reference.String(text) != fold.String(text) {
			assert.Equal(t, reference.String(text), fold.String(text), "%U", r)
		}
	}
}

func TestString(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Straße": "strasse", "STRASSE": "strasse", "ΟΔΥΣΣΕΥΣ": "οδυσσευσ", "οδυσσευς": "οδυσσευσ", "İ": "i̇", "宮崎 Hayao": "宮崎 hayao",
		"Ꭰᏸ": "ꭰᏸ", "A\xffB\xc3": "a\xffb\xc3", "�": "�",
	} {
		assert.Equal(t, want, fold.String(text))
	}
}

func Example() {
	fmt.Println(fold.String("STRASSE") == fold.String("Straße"))
	// Output: true
}
