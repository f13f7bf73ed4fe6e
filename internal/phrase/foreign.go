package phrase

import (
	"strings"
	"unicode"
)

// Foreign reports whether the question is in another language than English, as far as its letters and its function words tell. What is
// learned about English questions and the rules for them say nothing about it.
func (q *Question) Foreign() bool {
	latin, other := 0, 0
	for _, r := range q.Source {
		switch {
		case r < 0x80 && unicode.IsLetter(r) || unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
	}
	if other > latin {
		return true
	}
	english, foreign := 0, 0
	for i := range q.Tokens {
		for w := range strings.FieldsSeq(q.Tokens[i].Lower) { // the first word may have been taken for a name
			switch {
			case foreignWords[w]:
				foreign++
				if i == 0 && openings[w] {
					foreign++
				}
			case closed(w) && q.Tokens[i].Tag != Entity:
				english++
			}
		}
	}
	return foreign >= 2 && foreign > english
}

// foreignWords are function words of languages that are written like English and are none of its words.
var foreignWords = set(`der die das den dem des ein eine einer eines einem einen und oder ist sind wer wen wem wessen wo wann welche welcher welches welchen
	welchem wie warum wurde wurden wird werden hat haben von vom zum zur mit auf aus nach bei für über nicht auch als im
	le la les un une du et ou où est sont qui que quel quelle quels quelles quand combien comment pourquoi dans sur avec par pour
	el los las una y es quién quien qué cuál cual cuándo cuando cuánto cuántos dónde donde cómo por para con en del
	il lo gli chi che cosa quale quali dove quando perché nel della di è
	um uma quem qual onde quantos em foi
	het een wie wat waar wanneer welke hoeveel hoe zijn werd van op voor
	och är som vem vad var när vilken vilket hur
	jest kto co gdzie kiedy jaki jaka które w z na się`)

// openings are the foreign words that questions begin with.
var openings = set(`wer wen wem wessen wo wann welche welcher welches welchen welchem wie warum qui quel quelle quels quelles quand combien comment
	pourquoi où quién qué cuál cuándo cuánto cuántos dónde cómo chi quale quali dove perché quem qual onde wat waar wanneer welke
	hoeveel hoe vem vad när vilken vilket hur kto gdzie kiedy`)
