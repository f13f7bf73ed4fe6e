package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const scoresFile = "scores.jsonl"

// ScoreLine is a line of scores.jsonl: how a system did on one question.
type ScoreLine struct {
	System   System `json:"system"`
	ID       string `json:"id"`
	Question string `json:"question"`
	Type     string `json:"type"`
	Hops     int    `json:"hops"`
	Gold     string `json:"gold"`
	Answer   string `json:"answer"`
	// Unjudged says that the right answer is not known, so that EM and F1 say nothing.
	Unjudged bool    `json:"unjudged,omitempty"`
	EM       float64 `json:"em"`
	F1       float64 `json:"f1"`
	// Recall5 is missing where it is not known what supports the answer.
	Recall5    *float64 `json:"recall_5,omitempty"`
	Confidence float64  `json:"confidence"`
	// FirstError is where the main system first went wrong; empty where it is right, or where that was not looked for.
	FirstError Stage  `json:"first_error,omitempty"`
	Error      string `json:"error,omitempty"`
}

// writeScores writes scores.jsonl: the questions of each system in turn, without those that it does not apply to.
func (t *table) writeScores(dir string, questions []Question) error {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for n, system := range t.systems {
		for i, s := range t.scores[system] {
			if !s.Applies {
				continue
			}
			line := ScoreLine{
				System: system, ID: s.ID, Question: questions[i].Question, Type: s.Type, Hops: s.Hops, Answer: s.Answer, EM: s.EM, F1: s.F1,
				Confidence: s.Confidence, Error: s.Error, Unjudged: s.Unjudged,
			}
			if len(questions[i].Answers) > 0 {
				line.Gold = questions[i].Answers[0]
			}
			if s.HasRanking {
				line.Recall5 = &s.Ranking.Recall[1]
			}
			if n == 0 && t.stages != nil {
				line.FirstError = t.stages[i]
			}
			if err := encoder.Encode(line); err != nil {
				return fmt.Errorf("%s: %w", scoresFile, err)
			}
		}
	}
	return writeFile(filepath.Join(dir, scoresFile), out.Bytes())
}

// UnfinishedError says that a folder holds no finished run.
type UnfinishedError struct {
	// Dir is the folder.
	Dir string
	// Started says whether there is a run that was stopped.
	Started bool
}

func (e *UnfinishedError) Error() string {
	if e.Started {
		return fmt.Sprintf("the run in %s was stopped before its end", e.Dir)
	}
	return fmt.Sprintf("there is no run in %s", e.Dir)
}

// ReadScores reads scores.jsonl of a finished run.
func ReadScores(dir string) ([]ScoreLine, error) {
	data, err := os.ReadFile(filepath.Join(dir, scoresFile))
	if errors.Is(err, fs.ErrNotExist) {
		_, err := os.Stat(filepath.Join(dir, settingsFile))
		return nil, &UnfinishedError{Dir: dir, Started: err == nil}
	}
	if err != nil {
		return nil, err
	}
	var lines []ScoreLine
	number := 0
	for line := range bytes.Lines(data) {
		number++
		var s ScoreLine
		if err := json.Unmarshal(line, &s); err != nil {
			return nil, fmt.Errorf("%s:%d is not a line that this program wrote: %w", filepath.Join(dir, scoresFile), number, err)
		}
		lines = append(lines, s)
	}
	return lines, nil
}
