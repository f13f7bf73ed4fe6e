package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Merge puts runs over parts of a question set together, such as folds of a cross-validation or shares of several machines, into a run over
// all of it in the folder dir, and reports it. The runs must be over parts that share no question and of the same systems and settings, but
// for where the passages and the program came from. A question that no run has is an error.
func Merge(dir string, questions []Question, runs []string, source Source) (*Report, error) {
	config := Config{Source: source, Restart: true}
	rows := map[string]answers{}
	for i, run := range runs {
		settings, err := readSettings(run)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			config.Systems, config.Top, config.Depth = settings.Systems, settings.Top, settings.Depth
			config.GivenPassages, config.FirstErrors, config.Limits = settings.GivenPassages, settings.FirstErrors, settings.Limits
			if config.Source.Index == "" {
				config.Source.Index, config.Source.Generation = settings.Source.Index, settings.Source.Generation
			}
		}
		same := config.settings()
		settings.Source, same.Source = Source{}, Source{}
		if a, b := mustJSON(settings), mustJSON(same); !bytes.Equal(a, b) {
			return nil, fmt.Errorf("%s has other systems or settings than %s", run, runs[0])
		}
		if err := readAnswers(run, config, rows); err != nil {
			return nil, err
		}
	}
	for _, q := range questions {
		if _, ok := rows[q.ID]; !ok {
			return nil, fmt.Errorf("the question %q is in none of the runs", q.ID)
		}
	}
	if len(rows) > len(questions) {
		return nil, fmt.Errorf("the runs have %d questions, the question set has %d", len(rows), len(questions))
	}
	for _, run := range runs {
		if filepath.Clean(run) == filepath.Clean(dir) {
			return nil, fmt.Errorf("%s is one of the runs: name another folder for the result", dir)
		}
	}
	return writeMerged(dir, questions, rows, config)
}

func writeMerged(dir string, questions []Question, rows map[string]answers, config Config) (*Report, error) {
	store, _, err := openStore(dir, nil, config)
	if err != nil {
		return nil, err
	}
	e := &evaluation{runner: runner{config: config}, table: table{systems: config.Systems, scores: map[System][]scored{}}}
	for _, q := range questions {
		a := rows[q.ID]
		if err := store.write(a); err != nil {
			return nil, errors.Join(err, store.close())
		}
		e.score(q, &a)
		e.add(a)
	}
	if err := store.close(); err != nil {
		return nil, err
	}
	return e.finish(dir, questions)
}

func mustJSON(s Settings) []byte {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // texts and numbers always encode
	}
	return data
}

// readSettings reads settings.json of a finished run.
func readSettings(dir string) (Settings, error) {
	var s Settings
	if _, err := ReadScores(dir); err != nil {
		return s, err
	}
	data, err := os.ReadFile(filepath.Join(dir, settingsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return s, &UnfinishedError{Dir: dir}
	}
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	return s, err
}

// readAnswers adds the answers of a finished run.
func readAnswers(dir string, config Config, rows map[string]answers) error {
	s := &store{systems: config.Systems, stages: config.FirstErrors}
	var lines [][][]byte
	for _, name := range s.names() {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		lines = append(lines, slices.Collect(bytes.Lines(data)))
	}
	for n := range lines[0] {
		var id struct {
			ID json.RawMessage `json:"id"`
		}
		for _, file := range lines {
			if len(file) != len(lines[0]) {
				return &UnfinishedError{Dir: dir, Started: true}
			}
		}
		if err := json.Unmarshal(lines[0][n], &id); err != nil {
			return fmt.Errorf("%s:%d: %w", filepath.Join(dir, predictionsFile), n+1, err)
		}
		name := flatten(id.ID)
		a, ok := s.parse(lines, n, name)
		if !ok {
			return fmt.Errorf("%s:%d is not a line that this program wrote", filepath.Join(dir, predictionsFile), n+1)
		}
		if _, twice := rows[name]; twice {
			return fmt.Errorf("the question %q is in two of the runs", name)
		}
		rows[name] = a
	}
	return nil
}
