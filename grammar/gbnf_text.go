package grammar

import "fmt"

// The lengths that are no options: of what a text has beside its words.
const (
	gbnfNameWords   = 3  // words in a placeholder's name after the first
	gbnfNameLetters = 16 // characters in each; with what joins them the name has at most 64
	gbnfMoreAnswers = 2  // words with placeholders in a question after the first
	gbnfInside      = 12 // words in quotes or in parentheses
	gbnfTail        = 8  // characters after a closing quote or parenthesis or a sign, such as 's
)

// texts writes the rules for questions without placeholders and for follow-up questions with at least one.
func (g *gbnf) texts(o GBNFOptions) {
	before := (o.Words - 1) / 2
	after := o.Words - 1 - before
	lead := ""
	if before > 0 {
		lead = `(word` + repeat(`" " part`, 0, before-1) + ` " ")? `
	}
	// After the first answer there are words, then either more words or one or two answers more, each with words of its own: a model that
	// loops on placeholders comes to an end before the limit on tokens.
	near := (after + 1) / 2
	more := min(gbnfMoreAnswers, after-near)
	rest := ""
	if more > 0 {
		rest = " (" + repeat(`" " part`, 0, after-near)[1:] + " | " + repeat(`" " answer`+repeat(`" " part`, 0, (after-near-more)/more), 1, more)[1:] + ")"
	} else if after > 0 {
		near, rest = 0, repeat(`" " (part | answer)`, 0, after)
	}
	around := repeat("letter", 0, (o.Letters+1)/2)

	g.gap()
	g.comment("A question has no placeholder, a follow-up has one or more. Before the first word parentheses would be a group.")
	g.rule("question", "word"+repeat(`" " part`, 0, o.Words-1))
	g.rule("follow-up", lead+"answer"+repeat(`" " part`, 0, near)+rest)
	g.rule("part", "word", "parentheses")
	g.rule("answer", around[1:]+" name"+around+" (name"+around+")? mark?", `"\"" name "\"" tail?`)
	g.rule("name", `"{" initial`+repeat("name-letter", 0, gbnfNameLetters-1)+
		repeat(`[ _\u002D]`+repeat("name-letter", 1, gbnfNameLetters-1), 0, gbnfNameWords)+` "}"`)
}

// words writes the rules for words. A question mark ends one, and < and > are only in quotations: small models that loop make words of
// "?s?s?s" and tags of HTML. A sign is part of a word only after a Latin letter or a digit, as in C++ and M*A*S*H. Before a
// word, or beside a letter of a script without spaces, it would most often be an operator whose spaces were forgotten. Words with
// signs have a rule of their own: as another kind of letter the sign makes xgrammar take 100 milliseconds a token.
func (g *gbnf) words(o GBNFOptions) {
	quoted := " quoted" + repeat(`" " quoted`, 0, gbnfInside-1) + " "

	g.gap()
	g.comment("Words. In a quotation signs and parentheses are text.")
	g.rule("word", repeat("letter", 1, o.Letters)[1:]+" mark?", "signed", "quotation")
	g.rule("letter", "[^"+gbnfSpecial+gbnfSigns+gbnfMarks+gbnfUnseen+"]")
	g.rule("mark", `[?\uFF1F]`)
	g.rule("signed", `[0-9A-Za-z]{1,16} ([*+\u00D7]{1,2} [0-9A-Za-z]{0,8}){1,4} tail?`)
	g.rule("quotation", `"\""`+quoted+`"\"" tail?`, `"\u201C"`+quoted+`"\u201D" tail?`)
	g.rule("quoted", "[^"+gbnfSpecial+gbnfUnseen+fmt.Sprintf("]{1,%d}", o.Letters))
	g.rule("parentheses", `"(" word`+repeat(`" " word`, 0, gbnfInside-1)+` ")" tail?`)
	g.rule("tail", `[!',./:;?\u002D\u2019\u3001\u3002\uFF0C\uFF1F]`+repeat("letter", 0, gbnfTail-1))

	g.gap()
	g.comment("Names, in the scripts most written in.")
	g.rule("initial", "["+gbnfInitial+"]")
	g.rule("name-letter", "["+gbnfInitial+gbnfNameRest+"]")
}

// The sets of characters, as they stand between brackets. What engines read in different ways is written by its code.
const (
	// gbnfSpecial are quotes, the backslash and braces; no text has them beside a placeholder's and a quotation's own.
	gbnfSpecial = `\u0022\u005C\u007B\u007D\u201C-\u201F`
	// gbnfSigns are parentheses and operator signs, also full-width.
	gbnfSigns = `\u0028-\u002B\u00D7\uFF0A\uFF0B`
	// gbnfMarks are question marks, < and >.
	gbnfMarks = `<>?\uFF1F`
	// gbnfUnseen is what an expression cannot hold, and all white space: the grammar writes the single spaces between words itself.
	gbnfUnseen = `\u0000-\u0020\u007F-\u00A0\u061C\u1680\u2000-\u200B\u200E\u200F\u2028-\u202F\u205F\u2066-\u2069\u3000\uFEFF`
	// gbnfInitial are letters: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Devanagari, Thai, Georgian, kana, Han and Hangul.
	gbnfInitial = `A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u0388-\u038A\u0391-\u03A1\u03A3-\u03F5\u0400-\u0481\u048A-\u052F` +
		`\u0531-\u0556\u0561-\u0587\u05D0-\u05EA\u0620-\u064A\u0671-\u06D3\u0904-\u0939\u0E01-\u0E30\u0E40-\u0E46\u10D0-\u10FA` +
		`\u1E00-\u1EFF\u3041-\u3096\u30A1-\u30FA\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3`
	// gbnfNameRest are digits and marks of those scripts, and the signs that repeat or lengthen in Japanese.
	gbnfNameRest = `0-9\u0300-\u036F\u064B-\u065F\u0660-\u0669\u093A-\u094F\u0966-\u096F\u0E31-\u0E3A\u0E47-\u0E4E\u3005\u30FC`
)
