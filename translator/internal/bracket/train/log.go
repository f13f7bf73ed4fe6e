package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/qcompiler/qcompiler/translator"
)

// plansTo is the folder for what was predicted, none where it is empty.
var plansTo string

// planLog writes a line for each question: what was predicted by a model that had not seen it.
type planLog struct {
	file *os.File
	out  *bufio.Writer
}

func newPlanLog(name string) (*planLog, error) {
	if plansTo == "" {
		return &planLog{}, nil
	}
	f, err := os.Create(filepath.Join(plansTo, strings.ReplaceAll(name, " ", "-")+".jsonl"))
	if err != nil {
		return nil, err
	}
	return &planLog{f, bufio.NewWriter(f)}, nil
}

func (l *planLog) write(set string, r *record, got translator.Translation, right, scored bool) {
	if l.out == nil {
		return
	}
	line, err := json.Marshal(map[string]any{
		"set": set, "id": r.ID, "type": r.Type, "question": r.Question, "expression": got.Query.String(), "by": got.By,
		"confidence": math.Round(100*got.Confidence) / 100, "right": right, "scored": scored,
	})
	if err == nil {
		l.out.Write(append(line, '\n'))
	}
}

func (l *planLog) close() {
	if l.out != nil {
		l.out.Flush()
		l.file.Close()
	}
}

// calibration counts how many plans are right by the tenth that their confidence is in.
type calibration [10]cell

func (c *calibration) add(confidence float64, right, scored bool) {
	if !scored {
		return
	}
	at := &c[min(int(confidence*10), 9)]
	at.all++
	if right {
		at.right++
	}
}

// String writes a table.
func (c *calibration) String() string {
	var out strings.Builder
	out.WriteString("| confidence | right |\n|---|---|\n")
	for i, at := range c {
		if at.all > 0 {
			fmt.Fprintf(&out, "| %.1f to %.1f | %s |\n", float64(i)/10, float64(i+1)/10, at)
		}
	}
	return out.String()
}
