package bleve

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
)

// formatVersion is the version of the layout on disk, of the analyzers and of the stored passages. Raise it with any change
// after which an older index would give other results.
const formatVersion = 2

const manifestName = "manifest.json"

// manifest says what an index is and which of its stores is the current one. It is replaced as a whole, in one step, so that
// whoever reads it sees the index before a change or after it.
type manifest struct {
	// Application tells our folders from those of others.
	Application string `json:"application"`
	// Format is the formatVersion the index was written with.
	Format int `json:"format"`
	// Settings are those of the current store.
	Settings Settings `json:"settings"`
	// Generation counts the finished changes, and Nonce tells those of an index from those of another one that was built anew at the
	// same place.
	Generation uint64 `json:"generation"`
	Nonce      string `json:"nonce,omitempty"`
	// Store is the folder of the current store; empty until the first build has finished.
	Store string `json:"store,omitempty"`
	// Documents and Tokens count the passages and their words.
	Documents uint64 `json:"documents"`
	Tokens    uint64 `json:"tokens"`
	// Files are the files of the current store with their sizes, so that a missing or shortened one is noticed on opening.
	Files []storeFile `json:"files,omitempty"`
	// Building is the folder of a store that a build began and has not finished.
	Building string `json:"building,omitempty"`
	// Checksum is over all that stands above.
	Checksum string `json:"checksum"`
}

type storeFile struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

const application = "qcompiler-index"

func (m manifest) checksum() string {
	m.Checksum = ""
	data, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings and numbers always encode
	}
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE(data))
}

// readManifest reads the manifest of the index at path.
func readManifest(path string) (manifest, error) {
	var m manifest
	data, err := os.ReadFile(filepath.Join(path, manifestName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return m, missingManifest(path)
	case err != nil:
		return m, fmt.Errorf("%s: %w", path, err)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, damaged(path, manifestName+" cannot be read", err)
	}
	if m.Application != application {
		return m, damaged(path, manifestName+" is not one of ours", nil)
	}
	if m.Format != formatVersion { // before the checksum, which another format may compute in another way
		hint := hintRebuild
		if m.Format > formatVersion {
			hint = "use a newer qcompile, or " + hintRebuild
		}
		detail := fmt.Sprintf("its format is version %d, this program reads version %d", m.Format, formatVersion)
		return m, &Error{Path: path, Kind: ErrFormat, Detail: detail, Hint: hint}
	}
	if m.Checksum != m.checksum() {
		return m, damaged(path, manifestName+" does not match its checksum", nil)
	}
	return m, nil
}

// missingManifest tells an empty place from an index that lost its manifest and from a folder that is something else.
func missingManifest(path string) error {
	entries, err := os.ReadDir(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &Error{Path: path, Kind: ErrNotFound, Err: err, Hint: hintBuild}
	}
	for _, entry := range entries {
		if isStoreName(entry.Name()) {
			return damaged(path, manifestName+" is missing", nil)
		}
	}
	return &Error{Path: path, Kind: ErrNotFound, Hint: hintBuild}
}

// write replaces the manifest of the index at path.
func (m manifest) write(path string) error {
	m.Application, m.Format = application, formatVersion
	m.Checksum = m.checksum()
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(path, manifestName), append(data, '\n'))
}

// writeFile writes a file so that after a crash either the old content or the new one is there, whole.
func writeFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".tmp*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	syncDir(filepath.Dir(name))
	return nil
}

// syncDir makes a rename last. Some systems cannot sync a folder; the rename itself is whole there all the same.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
