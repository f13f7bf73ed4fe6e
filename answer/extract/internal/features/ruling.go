package features

// Ruling says what the question rules of a candidate, whatever the words around it say: the gravest of the reasons that [Set.Penalties]
// found. Of a passage about a namesake it is one or two times [rulings] higher.
type Ruling uint8

// The reasons, the gravest last.
const (
	Unruled      Ruling = iota
	RightKin            // the relative that is asked for, of nobody in particular
	OwnKin              // of the one that is asked about
	RightRole           // the director where the director is asked for
	Late                // not in the first sentence, where that tells the country
	Wide                // the county of a town
	OwnName             // a part of the name in the question
	WholeOwnName        // that name itself, where a place is asked for
	OtherFamily         // the relative that is asked for, of somebody else
	OtherSex            // the father where the mother is asked for
	OtherKin            // another relative
	OtherRole           // the writer where the director is asked for
	NoCountry           // no country where one is asked for
	HalfCountry         // a half of a country's name
	OtherEnd            // of the birth where the death is asked for
	OtherKind           // a date where a person is asked for
	rulings
)
