package text

// Stem appends the stem of a lower-case word to dst: inflection is taken off and irregular forms are looked up. It is deliberately
// light (plural, -ed, -ing, -ly): derivational endings carry meaning, and [Token.Root] is there for them.
func Stem(dst, w []byte) []byte {
	dst = append(dst, w...)
	n := len(dst)
	if n < 3 || n > 40 {
		return dst
	}
	for _, b := range dst {
		if b < 'a' || b > 'z' {
			return dst
		}
	}
	if base, ok := irregular[string(dst)]; ok {
		return append(dst[:0], base...)
	}
	switch {
	case ends(dst, "ies") && n > 4:
		return append(dst[:n-3], 'y')
	case ends(dst, "sses"), ends(dst, "shes"), ends(dst, "ches"), ends(dst, "xes"):
		return dst[:n-2]
	case ends(dst, "s") && !ends(dst, "ss") && !ends(dst, "us") && !ends(dst, "is") && n > 3:
		dst = dst[:n-1]
	case ends(dst, "ied") && n > 4:
		return append(dst[:n-3], 'y')
	case ends(dst, "ed") && n > 4 && vowel(dst[:n-2]):
		dst = undouble(dst[:n-2])
	case ends(dst, "ing") && n > 5 && vowel(dst[:n-3]):
		dst = undouble(dst[:n-3])
	case ends(dst, "ly") && n > 5:
		dst = dst[:n-2]
	}
	if n = len(dst); n > 4 && dst[n-1] == 'e' {
		dst = dst[:n-1]
	}
	return dst
}

// root cuts derivational endings off a stem, so that director, direction and directed meet.
func root(stem []byte) []byte {
	n := len(stem)
	if n < 6 {
		return stem
	}
	for _, e := range [...]string{"ational", "ation", "ition", "ional", "ement", "ment", "ness", "ship", "tion", "sion", "ance", "ence", "ant", "ent", "ist", "ian", "ism", "ion", "ive", "ity", "or", "er", "al", "ic", "y", "t"} {
		if n-len(e) >= 4 && ends(stem, e) {
			return stem[:n-len(e)]
		}
	}
	return stem
}

func ends(w []byte, suffix string) bool {
	return len(w) >= len(suffix) && string(w[len(w)-len(suffix):]) == suffix
}

func vowel(w []byte) bool {
	for _, b := range w {
		switch b {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			return true
		}
	}
	return false
}

func undouble(w []byte) []byte {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' && w[n-1] != 'z' {
		return w[:n-1]
	}
	return w
}
