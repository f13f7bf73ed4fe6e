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

// SettingsError says that a folder holds a run with other settings.
type SettingsError struct {
	// Dir is the folder.
	Dir string
}

func (e *SettingsError) Error() string {
	return fmt.Sprintf("%s holds a run with other settings, questions or passages", e.Dir)
}

// The files of a run.
const (
	settingsFile    = "settings.json"
	predictionsFile = "predictions.jsonl"
	stagesFile      = "first-errors.jsonl"
)

// predictionsName is the file with the predictions of a system.
func predictionsName(system System, main bool) string {
	if main {
		return predictionsFile
	}
	return "predictions-" + string(system) + ".jsonl"
}

// stageLine is a line of first-errors.jsonl.
type stageLine struct {
	ID    json.RawMessage `json:"id"`
	Stage Stage           `json:"first_error"`
}

// store is the files that a run writes line by line. Each holds a line for each question, in order.
type store struct {
	systems []System
	files   []*os.File // of the predictions, and last of the first errors where they are looked for
	stages  bool
}

// openStore opens the folder of a run and returns what is there of it already.
func openStore(dir string, questions []Question, config Config) (*store, []answers, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, nil, err
	}
	settings, err := json.MarshalIndent(config.settings(), "", "  ")
	if err != nil {
		return nil, nil, err
	}
	settings = append(settings, '\n')
	name := filepath.Join(dir, settingsFile)
	before, err := os.ReadFile(name)
	switch fresh := errors.Is(err, fs.ErrNotExist); {
	case err != nil && !fresh:
		return nil, nil, err
	case !fresh && !config.Restart && !bytes.Equal(before, settings):
		return nil, nil, &SettingsError{dir}
	case fresh || config.Restart:
		if err := removeRun(dir); err != nil {
			return nil, nil, err
		}
		if err := writeFile(name, settings); err != nil {
			return nil, nil, err
		}
	}
	s := &store{systems: config.Systems, stages: config.FirstErrors}
	done, err := s.open(dir, questions)
	if err != nil {
		return nil, nil, errors.Join(err, s.close())
	}
	return s, done, nil
}

// removeRun removes what a run wrote before.
func removeRun(dir string) error {
	names := []string{settingsFile, predictionsFile, stagesFile, scoresFile, "report.json", "report.md", "report.html"}
	for _, system := range Systems() {
		names = append(names, predictionsName(system, false))
	}
	for _, name := range names {
		err := os.Remove(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// names are the files, in the order in which a question's lines are written.
func (s *store) names() []string {
	var names []string
	for i, system := range s.systems {
		names = append(names, predictionsName(system, i == 0))
	}
	if s.stages {
		names = append(names, stagesFile)
	}
	return names
}

func (s *store) open(dir string, questions []Question) ([]answers, error) {
	names := s.names()
	lines := make([][][]byte, len(names)) // whole lines of each file
	whole := len(questions)
	for i, name := range names {
		path := filepath.Join(dir, name)
		data, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for line := range bytes.Lines(data) {
			if bytes.HasSuffix(line, []byte("\n")) {
				lines[i] = append(lines[i], line)
			}
		}
		whole = min(whole, len(lines[i]))
		file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			return nil, err
		}
		s.files = append(s.files, file)
	}
	done := make([]answers, 0, whole)
	for n := range whole {
		a, ok := s.parse(lines, n, questions[n].ID)
		if !ok { // what a crash left; from here on it is written again
			break
		}
		done = append(done, a)
	}
	for i, file := range s.files {
		size := int64(0)
		for n := range done {
			size += int64(len(lines[i][n]))
		}
		if err := file.Truncate(size); err != nil {
			return nil, err
		}
		if _, err := file.Seek(size, 0); err != nil {
			return nil, err
		}
	}
	return done, nil
}

// parse reads the lines of one question.
func (s *store) parse(lines [][][]byte, n int, id string) (answers, bool) {
	a := answers{predictions: make([]Prediction, len(s.systems))}
	for i := range a.predictions {
		if json.Unmarshal(lines[i][n], &a.predictions[i]) != nil || flatten(a.predictions[i].ID) != id {
			return a, false
		}
	}
	if s.stages {
		var line stageLine
		if json.Unmarshal(lines[len(s.systems)][n], &line) != nil || flatten(line.ID) != id {
			return a, false
		}
		a.stage = line.Stage
	}
	return a, true
}

// write appends the lines of the next question.
func (s *store) write(a answers) error {
	for i := range a.predictions {
		if err := writeLine(s.files[i], a.predictions[i]); err != nil {
			return err
		}
	}
	if s.stages {
		return writeLine(s.files[len(s.systems)], stageLine{a.predictions[0].ID, a.stage})
	}
	return nil
}

func writeLine(file *os.File, value any) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(file.Name()), err)
	}
	_, err := file.Write(line.Bytes()) // in one call, so that a kill leaves at most the last line in part
	return err
}

func (s *store) close() error {
	var err error
	for _, file := range s.files {
		err = errors.Join(err, file.Close())
	}
	return err
}

// readPredictions reads a finished file of predictions.
func readPredictions(name string) ([]Prediction, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []Prediction
	for line := range bytes.Lines(data) {
		var p Prediction
		if err := json.Unmarshal(line, &p); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, len(out)+1, err)
		}
		out = append(out, p)
	}
	return out, nil
}
