package typed

// Order is the outcome of a comparison.
type Order int

// The outcomes. Undecided is the zero value: what is known of the two values is not enough.
const (
	Undecided Order = iota
	Less
	Equal
	Greater
)

// String returns the outcome as a word.
func (o Order) String() string {
	switch o {
	case Less:
		return "less"
	case Equal:
		return "equal"
	case Greater:
		return "greater"
	default:
		return "undecided"
	}
}

// Reverse returns the outcome with the two sides exchanged.
func (o Order) Reverse() Order {
	switch o {
	case Less:
		return Greater
	case Greater:
		return Less
	default:
		return o
	}
}

// Truth is yes, no, or not known.
type Truth int

// The truths. Unknown is the zero value.
const (
	Unknown Truth = iota
	Yes
	No
)

// String returns the truth as a word.
func (t Truth) String() string {
	switch t {
	case Yes:
		return "yes"
	case No:
		return "no"
	default:
		return "unknown"
	}
}

// TruthOf returns Yes for true and No for false.
func TruthOf(b bool) Truth {
	if b {
		return Yes
	}
	return No
}
