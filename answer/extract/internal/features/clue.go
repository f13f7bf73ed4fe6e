package features

// Clues are what the network is told of a candidate beside its words. Each is a row of one table.
type Clues [clues]uint8

// How many rows each clue has: what sort of words the candidate is; what the question rules of it; how much less of the question its sentence
// holds than the best one, and what that begins with; how exactly the question names its passage's title, and the best title.
var clueRows = [clues]int{int(types_), 3 * int(rulings), covers * subjects, (wholeName + 1) * (wholeName + 1)}

const (
	clues    = 4
	covers   = 8
	subjects = int(nameSubject) + 1
)

// AllClues is how many rows there are together.
const AllClues = int(types_) + 3*int(rulings) + covers*subjects + (wholeName+1)*(wholeName+1)

// CluesOf returns the clues of a candidate; what the question rules of it is known after [Set.Penalties].
func (s *Set) CluesOf(candidate int32) Clues {
	c := &s.Candidates[candidate]
	d := &s.Docs[c.Passage]
	st := &d.Sentences[c.Sentence]
	ruling := Unruled
	if len(s.Rulings) > 0 {
		ruling = s.Rulings[candidate]
	}
	behind := int(bucket(s.best-st.cover, 0.1, covers-1))
	rows := [clues]int{int(c.Type), int(ruling), behind*subjects + int(st.subject), int(d.named)*(wholeName+1) + int(s.bestNamed)}
	var out Clues
	from := 0
	for k, row := range rows {
		out[k] = uint8(from + row)
		from += clueRows[k]
	}
	return out
}
