package eval

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Qrels are judgements of relevance: for each question, by its id, the passages that bear on it, by theirs, with their grades.
type Qrels map[string][]Judgement

// Judgement says how much a passage bears on a question. The grade is above 0.
type Judgement struct {
	Passage string
	Grade   float64
}

// ReadQrels reads judgements as BEIR has them, a table with the columns query-id, corpus-id and score parted by tabs, or as TREC has them,
// four columns parted by white space: the question, a number that nobody uses, the passage, and the grade. Passages whose grade is 0 or
// less are left out. An error of the file's content is a [*RowError].
func ReadQrels(r io.Reader) (Qrels, error) {
	out := Qrels{}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), MaxQuestion)
	for number := 1; lines.Scan(); number++ {
		text := strings.TrimRight(strings.TrimPrefix(lines.Text(), "\ufeff"), "\r")
		if strings.TrimSpace(text) == "" {
			continue
		}
		fields := strings.Split(text, "\t")
		if len(fields) != 3 {
			fields = strings.Fields(text)
		}
		if len(fields) == 4 {
			fields = slices.Delete(fields, 1, 2)
		}
		if len(fields) != 3 {
			return nil, &RowError{number, fmt.Sprintf("the line has %d columns", len(fields)), qrelsForm}
		}
		grade, err := strconv.ParseFloat(strings.TrimSpace(fields[2]), 64)
		switch {
		case err != nil && number == 1:
			continue // the header
		case err != nil || math.IsNaN(grade) || math.IsInf(grade, 0):
			return nil, &RowError{number, fmt.Sprintf("the score %q is not a number", fields[2]), qrelsForm}
		case grade > 0:
			id := strings.TrimSpace(fields[0])
			out[id] = append(out[id], Judgement{strings.TrimSpace(fields[1]), grade})
		}
	}
	return out, lines.Err()
}

const qrelsForm = "a line has a question's id, a passage's id and a score, parted by tabs, as in BEIR, or four columns as in TREC"

// Judge gives questions the passages that bear on them. Those of which nothing is known there are left out, as in BEIR, whose files of
// queries hold those of all splits.
func Judge(questions []Question, qrels Qrels) []Question {
	var out []Question
	for _, q := range questions {
		judged := qrels[q.ID]
		if len(judged) == 0 {
			continue
		}
		q.Supporting, q.SupportingIDs, q.Grades = nil, nil, nil
		for _, j := range judged {
			q.SupportingIDs = append(q.SupportingIDs, j.Passage)
			q.Grades = append(q.Grades, j.Grade)
		}
		out = append(out, q)
	}
	return out
}
