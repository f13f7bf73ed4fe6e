package focus

import (
	"strings"
	"unicode"
)

// isUnspaced reports whether the text holds letters of a script that is written without spaces between words.
func isUnspaced(text string) bool {
	return !isASCII(text) && strings.ContainsFunc(text, func(r rune) bool {
		return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// whenWords ask for a date, whereWords for a place; where one stands, the other nouns of the question are not what it asks for.
var (
	whenWords  = []string{"什么时候", "什麼時候", "何时", "何時", "哪一年", "哪年", "いつ", "เมื่อไร", "เมื่อไหร่"}
	whereWords = []string{"哪里", "哪裡", "何处", "何處", "どこ", "ที่ไหน"}
	dateNouns  = "日期 时间 時間 年份 年 日付 出生日期 生日 วันที่ ปี"
	placeNouns = "地点 地點 地方 场所 場所 出生地 สถานที่"
)

// ofUnspaced is Of for scripts in which words cannot be told apart without a dictionary: a name that stands in the question is what
// it asks for, unless the question asks when or where.
func ofUnspaced(literals []string) Focus {
	text := strings.ToLower(strings.Join(literals, "\x00"))
	for _, list := range []struct {
		words []string
		nouns string
	}{{whenWords, dateNouns}, {whereWords, placeNouns}} {
		for _, w := range list.words {
			if strings.Contains(text, w) {
				return Focus{unspaced: list.nouns}
			}
		}
	}
	return Focus{unspaced: text}
}
