package text

// maxSentence is the longest sentence in tokens; longer ones are cut.
const maxSentence = 160

// Sentences appends the ends (token numbers, half-open) of the sentences of tokens, and marks the first word of each. The source is needed
// for line ends.
func Sentences(dst []int32, tokens []Token, source string) []int32 {
	begin, depth := 0, 0
	for i := range tokens {
		t := &tokens[i]
		end := false
		switch t.Class {
		case Open:
			depth++
		case Close:
			depth = max(depth-1, 0)
		case Stop:
			end = depth == 0 && fullStop(tokens, i, source)
		}
		if !end && i+1 < len(tokens) {
			end = blankLine(source[t.End:tokens[i+1].Start])
		}
		if end && i+1 < len(tokens) && (tokens[i+1].Class == Quote || tokens[i+1].Class == Close) && tokens[i+1].Flags&Glued != 0 {
			continue // the closing quote belongs to the sentence; the next token ends it
		}
		if t.Class == Quote && i > 0 && t.Flags&Glued != 0 && tokens[i-1].Class == Stop && fullStop(tokens, i, source) {
			end = true
		}
		if end || i-begin+1 >= maxSentence || i == len(tokens)-1 {
			dst = append(dst, int32(i+1))
			tokens[begin].Flags |= First
			begin, depth = i+1, 0
		}
	}
	return dst
}

// fullStop reports whether the sentence ends after token i.
func fullStop(tokens []Token, i int, source string) bool {
	switch source[tokens[i].Start] {
	case ';', ':':
		return false
	}
	if i+1 >= len(tokens) {
		return true
	}
	next := &tokens[i+1]
	if dayStop(tokens, i) {
		return false
	}
	if tokens[i].Class == Stop && tokens[i].End-tokens[i].Start > 1 { // full-width
		return true
	}
	if next.Flags&Glued != 0 {
		return false
	}
	switch next.Class {
	case Lower, Comma, Close, Stop, Dash:
		return false
	case Closed:
		return next.Flags&Capitalised != 0
	}
	return true
}

// dayStop reports whether token i is the stop after the day in "3. Mai".
func dayStop(tokens []Token, i int) bool {
	if i == 0 || i+1 >= len(tokens) || tokens[i].Flags&Glued == 0 || tokens[i+1].Class != Month {
		return false
	}
	day := &tokens[i-1]
	return day.Class == Number && day.End-day.Start <= 2
}

// DayStop reports whether token i is the stop after the day in "3. Mai", which is no end of anything.
func DayStop(tokens []Token, i int) bool { return tokens[i].Class == Stop && dayStop(tokens, i) }

func blankLine(gap string) bool {
	for i := 0; i < len(gap); i++ {
		if gap[i] == '\n' {
			return true
		}
	}
	return false
}
