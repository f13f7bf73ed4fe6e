package dataset

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/translator/model"
)

// ExportConfig says what is written. A zero value means the default.
type ExportConfig struct {
	// Form is that of the program that reads it; the default is TRL. Kind is what is learned from; the default is SFT.
	Form Form
	Kind Kind
	// Prompt asks for the expression; the default is that of translator/model, so that a model is asked as it was taught.
	Prompt *prompt.Prompt
	// Pairs is how many pairs a question gives at most; the default is 1. Margin is by how much the rewards of a pair differ at least.
	Pairs  int
	Margin float64
	// ShardRows is how many lines go into a file; the default is a million.
	ShardRows int64
	// Restart replaces the files of an earlier export; without it they are an error.
	Restart bool
}

// HoldsExportError says that a folder holds an earlier export.
type HoldsExportError struct{ Dir, File string }

func (e *HoldsExportError) Error() string {
	return fmt.Sprintf("%s holds an export already, with %s", e.Dir, e.File)
}

// prepare makes the folder, and refuses one that holds an earlier export unless that is to be replaced.
func (e *exporter) prepare() error {
	if err := os.MkdirAll(e.dir, 0o777); err != nil {
		return err
	}
	old, err := e.earlier()
	if err != nil {
		return err
	}
	if len(old) > 0 && !e.config.Restart {
		return &HoldsExportError{e.dir, filepath.Base(old[0])}
	}
	return removeStray(e.dir)
}

// earlier returns the files of an earlier export.
func (e *exporter) earlier() ([]string, error) {
	dir := globQuote(e.dir)
	old, err := filepath.Glob(filepath.Join(dir, "[^.]*-[0-9][0-9][0-9][0-9][0-9].jsonl"))
	if err != nil || e.config.Form != LLaMAFactory {
		return old, err
	}
	info, err := filepath.Glob(filepath.Join(dir, infoName)) // it may list other data sets
	return append(old, info...), err
}

// infoName is the file in which LLaMA-Factory looks data sets up.
const infoName = "dataset_info.json"

// globQuote quotes what means something in a pattern.
func globQuote(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// Exported says what was written.
type Exported struct {
	// Lines are the lines by split, Files the files in order.
	Lines map[string]int64
	Files []string
	// Rows are the rows read; Skipped those of them that gave no line, by reason.
	Rows    int64
	Skipped map[string]int64
}

// The splits of rows that have none.
const defaultSplit = "train"

// Export writes rows for fine-tuning into a folder: a file or several for each split, train-00000.jsonl and so on. The files are there when
// all are whole, and those of an export that is replaced until then. An export is quick, so one that was stopped begins anew.
func Export(ctx context.Context, in *Input, config ExportConfig, dir string, progress func(rows int64)) (Exported, error) {
	if config.Form == "" {
		config.Form = TRL
	}
	if config.Kind == "" {
		config.Kind = SFT
	}
	if config.Prompt == nil {
		config.Prompt = model.DefaultPrompt()
	}
	config.Pairs = max(config.Pairs, 1)
	if config.ShardRows < 1 {
		config.ShardRows = 1_000_000
	}
	e := &exporter{
		config: config, dir: dir, chat: chat{config.Form, config.Prompt}, open: map[string]*exportFile{},
		Exported: Exported{Lines: map[string]int64{}, Skipped: map[string]int64{}},
	}
	defer e.abandon()
	if err := e.prepare(); err != nil {
		return e.Exported, err
	}
	messages, err := e.chat.ask("?")
	if err != nil {
		return e.Exported, err
	}
	e.system = slices.ContainsFunc(messages, func(m llm.Message) bool { return m.Role == llm.System })
	for row, err := range in.Rows() {
		if ctx.Err() != nil {
			return e.Exported, ctx.Err()
		}
		var bad *RowError
		if err != nil && !errors.As(err, &bad) {
			return e.Exported, err
		}
		e.Rows++
		if err := e.row(row, bad); err != nil {
			return e.Exported, err
		}
		if progress != nil {
			progress(e.Rows)
		}
	}
	return e.Exported, e.finish()
}

type exporter struct {
	Exported
	config ExportConfig
	dir    string
	chat   chat
	open   map[string]*exportFile
	counts map[string]int // of the files of a split
	made   []*exportFile
	system bool // whether the prompt has a message of the system
}

type exportFile struct {
	*partFile
	split string
	lines int64
}

func (e *exporter) row(row Row, bad *RowError) error {
	if bad != nil {
		e.Skipped["cannot be read"]++
		return nil
	}
	if err := Check(&row); err != nil {
		e.Skipped["no valid expression"]++
		return nil
	}
	if row.Split == "" {
		row.Split = defaultSplit
	}
	if config := e.config; config.Kind == SFT {
		line, err := e.chat.sft(row)
		if err != nil {
			return err
		}
		return e.line(row.Split, line)
	}
	n := 0
	if row.Reward == 0 {
		row.Reward = rewardRight // a gold expression
	}
	for _, rejected := range row.Rejected {
		if n == e.config.Pairs {
			break
		}
		if row.Reward-rejected.Reward < e.config.Margin || rejected.Expression == row.Expression || rejected.Expression == "" {
			continue
		}
		line, err := e.chat.dpo(row, rejected)
		if err != nil {
			return err
		}
		if err := e.line(row.Split, line); err != nil {
			return err
		}
		n++
	}
	if n == 0 {
		e.Skipped["no expression to reject"]++
	}
	return nil
}

func (e *exporter) line(split string, value any) error {
	f := e.open[split]
	if f != nil && f.lines >= e.config.ShardRows {
		if err := f.seal(); err != nil {
			return err
		}
		f = nil
	}
	if f == nil {
		if e.counts == nil {
			e.counts = map[string]int{}
		}
		if split != filepath.Base(split) || split == ".." {
			return fmt.Errorf("a row is of the split %q, which is no name for a file", split)
		}
		part, err := createPart(e.dir, fmt.Sprintf("%s-%05d.jsonl", split, e.counts[split]))
		if err != nil {
			return err
		}
		e.counts[split]++
		f = &exportFile{partFile: part, split: split}
		e.open[split] = f
		e.made = append(e.made, f)
	}
	f.lines++
	e.Lines[split]++
	return f.encoder.Encode(value)
}

func (e *exporter) finish() error {
	for _, split := range sortedKeys(e.open) {
		if err := e.open[split].seal(); err != nil {
			return err
		}
	}
	old, err := e.earlier()
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	info := map[string]any{}
	for _, f := range e.made {
		if err := f.publish(); err != nil {
			return err
		}
		e.Files = append(e.Files, f.name)
		info[f.name[:len(f.name)-len(".jsonl")]] = datasetInfo(f.name, e.config.Kind, e.system)
	}
	if e.config.Form != LLaMAFactory {
		return nil
	}
	data, err := json.MarshalIndent(info, "", "  ")
	if err != nil {
		return err
	}
	e.Files = append(e.Files, infoName)
	return writeWhole(filepath.Join(e.dir, infoName), append(data, '\n'))
}

func (e *exporter) abandon() {
	for _, f := range e.made {
		f.abandon() // of one that has its name nothing is left
	}
}
