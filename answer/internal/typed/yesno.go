package typed

// yesWords and noWords are the words for yes and no; 是 alone is left out, since it also is the verb to be.
const (
	yesWords = "yes|true|yeah|yep|correct|ja|oui|si|sí|да|はい"
	noWords  = "no|false|nope|incorrect|not|nein|non|нет|いいえ"
)

// ParseYesNo reads yes or no at the start of text: "yes", "No, it is not", "是的", "nein".
func ParseYesNo(text string) (Truth, int) {
	s := stream{tokens: lex(text)}
	switch t := s.peek(0).text; {
	case oneOf(t, yesWords) && s.ends():
		s.at++
		return Yes, s.used()
	case oneOf(t, noWords) && s.ends():
		s.at++
		return No, s.used()
	case s.words("是", "的"), s.peek(1).text == "" && s.word("是", "对", "對"):
		return Yes, s.used()
	case s.words("不", "是"), s.peek(1).text == "" && s.word("否", "不"):
		return No, s.used()
	default:
		return Unknown, 0
	}
}

// ends reports whether a word may end behind the next one: "no" does in "no, it is not" and does not in "No Country for Old Men".
func (s *stream) ends() bool {
	next := s.peek(1)
	return next.text == "" || next.kind == markToken && next.text != "-" && next.text != "'"
}
