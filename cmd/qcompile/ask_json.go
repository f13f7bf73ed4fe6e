package main

import (
	"encoding/json"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/source"
)

// resultJSON is what ask --format json prints: the result, what compiling had to say, and what made the plan.
type resultJSON struct {
	*executor.Result
	Diagnostics source.List      `json:"diagnostics"`
	Translation *translationJSON `json:"translation,omitempty"`
}

// translationJSON tells where a plan came from.
type translationJSON struct {
	// By names the translator; Confidence is how sure it is, from 0 to 1.
	By          string   `json:"by"`
	Confidence  float64  `json:"confidence"`
	Explanation []string `json:"explanation"`
}

func (j *job) resultJSON(r *executor.Result) resultJSON {
	out := resultJSON{Result: r, Diagnostics: source.List{}}
	if j.analysis != nil && len(j.Diagnostics) > 0 {
		out.Diagnostics = j.Diagnostics
	}
	if t := j.translation; t != nil {
		out.Translation = &translationJSON{By: t.By, Confidence: t.Confidence, Explanation: append([]string{}, t.Explanation...)}
		if len(t.Diagnostics) > 0 {
			out.Diagnostics = t.Diagnostics
		}
	}
	return out
}

// eventWriter writes the events of a run as they happen, one a line, where that was asked for.
type eventWriter struct{ out *outFile }

func (a *app) newEventWriter(s *asking) (eventWriter, error) {
	if s.o.chosen.name != formatNDJSON.name {
		return eventWriter{}, nil
	}
	out, err := a.createOut(s.o.file)
	return eventWriter{out}, err
}

func (w eventWriter) write(e executor.Event) error {
	if w.out == nil {
		return nil
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := w.out.Write(append(line, '\n')); err != nil {
		return err
	}
	return w.out.Flush()
}

func (w eventWriter) commit() error {
	if w.out == nil {
		return nil
	}
	return w.out.commit()
}

func (w eventWriter) abandon() {
	if w.out != nil {
		w.out.abandon()
	}
}
