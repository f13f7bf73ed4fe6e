package qdmr

// Scores are the figures of one prediction.
type Scores struct {
	// ExactMatch, NormalExactMatch and SameGraph are 0 or 1, SARI is between 0 and 1.
	ExactMatch       float64 `json:"exact_match"`
	NormalExactMatch float64 `json:"normalized_exact_match"`
	SameGraph        float64 `json:"graph_match"`
	SARI             float64 `json:"sari"`
	// GraphDistance is normalised: 0 is the same, 1 and more has nothing in common. Measured is false where a decomposition is too large for it.
	GraphDistance float64 `json:"graph_edit_distance"`
	Measured      bool    `json:"measured"`
}

// Score measures a prediction for a question.
func Score(question string, prediction, gold Decomposition) Scores {
	s := Scores{
		ExactMatch: ExactMatch(prediction, gold), NormalExactMatch: NormalExactMatch(prediction, gold),
		SameGraph: SameGraph(prediction, gold), SARI: SARI(question, prediction, gold), GraphDistance: 1,
	}
	if d, err := GraphDistance(prediction, gold); err == nil {
		s.GraphDistance, s.Measured = d.Normalized, true
	}
	return s
}
