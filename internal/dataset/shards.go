package dataset

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// manifestName is the file that says what of a stage is done. It is written when a shard is whole, and never before.
const manifestName = "manifest.json"

// Manifest says what a folder of shards holds.
type Manifest struct {
	Version int `json:"version"`
	// Stage is the name of the stage that wrote it, and Settings what it was told: another run with the same may go on.
	Stage    string            `json:"stage"`
	Settings map[string]string `json:"settings"`
	Shards   []Shard           `json:"shards"`
	// Done says that the input came to its end.
	Done bool `json:"done"`
}

// Shard is what became of a run of rows of the input, in order.
type Shard struct {
	// Rows is how many rows of the input it stands for; Kept of them are in File and Dropped in the file of dropped rows. Kept may be more
	// than Rows, where a row makes several.
	Rows    int64            `json:"rows"`
	File    string           `json:"file,omitempty"`
	Kept    int64            `json:"kept"`
	Drops   string           `json:"drops,omitempty"`
	Dropped map[Reason]int64 `json:"dropped,omitempty"`
	// Counts are those of the rows kept, by source, shape and so on.
	Counts map[string]map[string]int64 `json:"counts,omitempty"`
	// Used is what the shard cost: calls and tokens of the teacher.
	Used map[string]int64 `json:"used,omitempty"`
}

// SettingsError says that a folder holds what another run wrote.
type SettingsError struct {
	Dir string
	// What differs: a setting, or the stage.
	What string
}

func (e *SettingsError) Error() string {
	return fmt.Sprintf("%s holds the rows of another run: %s", e.Dir, e.What)
}

// Writer writes the shards of one stage. What was written stays: after a stop, [OpenWriter] goes on after the last whole shard.
type Writer struct {
	dir      string
	manifest Manifest
	most     int64 // rows of the input in a shard

	shard Shard
	rows  *partFile
	drops *partFile
}

// DefaultShard is how many rows of the input go into a shard unless another number is given.
const DefaultShard = 50_000

// OpenWriter begins to write shards of most rows of the input into a folder, or goes on with what it holds. It fails with a
// [*SettingsError] where that is of another stage or of other settings; restart begins anew there.
func OpenWriter(dir, stage string, settings map[string]string, most int64, restart bool) (*Writer, error) {
	if most < 1 {
		most = DefaultShard
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	w := &Writer{dir: dir, most: most, manifest: Manifest{Version: 1, Stage: stage, Settings: settings}}
	old, err := ReadManifest(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return w, w.removeStray()
	case err != nil && !restart:
		return nil, err
	case restart:
		if err == nil {
			for _, s := range old.Shards {
				for _, name := range []string{s.File, s.Drops} {
					if name != "" {
						_ = os.Remove(filepath.Join(dir, filepath.Base(name)))
					}
				}
			}
		}
		if err := os.Remove(filepath.Join(dir, manifestName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		return w, w.removeStray()
	}
	if what := differs(w.manifest, old); what != "" {
		return nil, &SettingsError{dir, what}
	}
	w.manifest = old
	return w, w.removeStray()
}

// differs says what is other than it was, empty where nothing is.
func differs(now, old Manifest) string {
	if now.Stage != old.Stage {
		return fmt.Sprintf("it was written by %s", old.Stage)
	}
	for _, name := range sortedKeys(now.Settings) {
		if was, is := old.Settings[name], now.Settings[name]; was != is {
			return fmt.Sprintf("%s was %q and is %q", name, was, is)
		}
	}
	if len(now.Settings) != len(old.Settings) {
		return "its settings are other ones"
	}
	return ""
}

// ReadManifest reads what a folder says it holds.
func ReadManifest(dir string) (Manifest, error) {
	var m Manifest
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("%s: %w; it was not written by this program, or is damaged", filepath.Join(dir, manifestName), err)
	}
	if m.Version != 1 {
		return m, fmt.Errorf("%s is of version %d, which this program does not know", filepath.Join(dir, manifestName), m.Version)
	}
	return m, nil
}

func (w *Writer) removeStray() error { return removeStray(w.dir) }

// removeStray removes what a run left in a folder that was ended within a shard.
func removeStray(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), partialPrefix) {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Read is how many rows of the input are done: a run that goes on passes over so many.
func (w *Writer) Read() int64 {
	n := w.shard.Rows
	for _, s := range w.manifest.Shards {
		n += s.Rows
	}
	return n
}

// Done reports whether the input came to its end.
func (w *Writer) Done() bool { return w.manifest.Done }

// Manifest is what is written so far, whole shards only.
func (w *Writer) Manifest() Manifest { return w.manifest }

// Keep writes rows that a row of the input became.
func (w *Writer) Keep(rows ...Row) error {
	for i := range rows {
		if err := w.write(&w.rows, "rows", rows[i]); err != nil {
			return err
		}
		w.shard.Kept++
		w.shard.count(&rows[i])
	}
	return w.next()
}

// Drop writes why a row of the input was left out.
func (w *Writer) Drop(id string, reason Reason, detail string) error {
	d := Drop{Row: w.Read() + 1, ID: id, Reason: reason, Detail: detail}
	if err := w.write(&w.drops, "dropped", d); err != nil {
		return err
	}
	if w.shard.Dropped == nil {
		w.shard.Dropped = map[Reason]int64{}
	}
	w.shard.Dropped[reason]++
	return w.next()
}

// Spend adds to what the shard cost.
func (w *Writer) Spend(what string, n int64) {
	if n == 0 {
		return
	}
	if w.shard.Used == nil {
		w.shard.Used = map[string]int64{}
	}
	w.shard.Used[what] += n
}

func (w *Writer) next() error {
	w.shard.Rows++
	if w.shard.Rows < w.most {
		return nil
	}
	return w.Flush()
}

// Flush ends the shard where it is, so that what was written is not lost.
func (w *Writer) Flush() error {
	if w.shard.Rows == 0 {
		return nil
	}
	for _, part := range []struct {
		file *partFile
		name *string
	}{{w.rows, &w.shard.File}, {w.drops, &w.shard.Drops}} {
		if part.file == nil {
			continue
		}
		if err := part.file.commit(); err != nil {
			return err
		}
		*part.name = part.file.name
	}
	w.rows, w.drops = nil, nil
	w.manifest.Shards = append(w.manifest.Shards, w.shard)
	w.shard = Shard{}
	return w.writeManifest()
}

// Finish ends the last shard and says that the input is at its end.
func (w *Writer) Finish() error {
	if err := w.Flush(); err != nil {
		return err
	}
	w.manifest.Done = true
	return w.writeManifest()
}

// Abandon takes away what is not in a whole shard. After Finish or Flush there is nothing left to take away.
func (w *Writer) Abandon() {
	for _, f := range []*partFile{w.rows, w.drops} {
		if f != nil {
			f.abandon()
		}
	}
	w.rows, w.drops, w.shard = nil, nil, Shard{}
}

func (w *Writer) writeManifest() error {
	data, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(w.dir, manifestName), append(data, '\n'))
}

func (w *Writer) write(file **partFile, kind string, value any) error {
	if *file == nil {
		f, err := createPart(w.dir, fmt.Sprintf("%s-%05d.jsonl", kind, len(w.manifest.Shards)))
		if err != nil {
			return err
		}
		*file = f
	}
	return (*file).encoder.Encode(value)
}

// partFile is a file that takes its name when it is whole.
type partFile struct {
	*bufio.Writer
	encoder   *json.Encoder
	file      *os.File
	dir, name string
}

// partialPrefix marks a file that is not whole yet.
const partialPrefix = ".part-"

func createPart(dir, name string) (*partFile, error) {
	file, err := os.Create(filepath.Join(dir, partialPrefix+name))
	if err != nil {
		return nil, err
	}
	f := &partFile{Writer: bufio.NewWriterSize(file, 64<<10), file: file, dir: dir, name: name}
	f.encoder = json.NewEncoder(f.Writer)
	f.encoder.SetEscapeHTML(false)
	return f, nil
}

func (f *partFile) commit() error {
	if err := f.seal(); err != nil {
		return err
	}
	return f.publish()
}

// seal ends a file, and publish gives it its name.
func (f *partFile) seal() error {
	err := f.Flush()
	if err == nil {
		err = f.file.Sync()
	}
	if closed := f.file.Close(); err == nil {
		err = closed
	}
	f.Writer, f.encoder = nil, nil
	return err
}

func (f *partFile) publish() error { return os.Rename(f.file.Name(), filepath.Join(f.dir, f.name)) }

func (f *partFile) abandon() {
	_ = f.file.Close()
	_ = os.Remove(f.file.Name())
}

// writeWhole writes a file at once: whoever reads it sees the old content or the new.
func writeWhole(name string, data []byte) error {
	part, err := createPart(filepath.Dir(name), filepath.Base(name))
	if err != nil {
		return err
	}
	if _, err := part.Write(data); err != nil {
		part.abandon()
		return err
	}
	return part.commit()
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
