package bleve

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/util"
	index "github.com/blevesearch/bleve_index_api"
)

// scorchStore is an open store. It is the index type "scorch" of Bleve, opened without the package bleve around it: that one brings a second
// index type along, and with it protocol buffers, facets and highlighting, which together are a sixth of the command. The folder is still
// one that Bleve opens.
type scorchStore struct {
	*scorch.Scorch
	analysis *index.AnalysisQueue // the goroutines that analyse what is written; nil if the store is only read
}

// describedFile is what Bleve reads first of a folder: how its index is stored.
const describedFile = "index_meta.json"

type described struct {
	Storage string         `json:"storage"`
	Type    string         `json:"index_type"`
	Config  map[string]any `json:"config,omitempty"`
}

// analysts is how many passages of a batch are analysed at a time: as many as Bleve does.
const analysts = 4

// boltTimeout bounds the wait for Bleve's own lock. Nobody else should hold it, since writers hold ours and finished stores are
// only read; if somebody does, a person should be told within a second.
const boltTimeout = "500ms"

// maxSegment is the size, in passages, up to which segments are joined while an index is built. Joining maps them into memory as a
// whole, and the search does not mind there being more of them, so they are kept small enough to build in little memory.
const maxSegment = 80_000

// storeConfig is what scorch is told of a store.
func storeConfig(readOnly bool) map[string]any {
	return map[string]any{
		"bolt_timeout":           boltTimeout,
		"read_only":              readOnly,
		"scorchMergePlanOptions": map[string]any{"MaxSegmentSize": maxSegment},
	}
}

func createStore(dir string, settings Settings) (*scorchStore, error) {
	m := newMapping(settings.Language)
	if err := m.Validate(); err != nil {
		return nil, err
	}
	mapping, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	description, err := json.Marshal(described{Storage: scorch.Name, Type: scorch.Name, Config: storeConfig(false)})
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, describedFile), description, 0o600); err != nil {
		return nil, err
	}
	s, err := openScorch(dir, false)
	if err != nil {
		return nil, err
	}
	if err := s.SetInternal(util.MappingInternalKey, mapping); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func openStore(dir string, readOnly bool) (s *scorchStore, err error) {
	defer func() {
		if r := recover(); r != nil { // Bleve slices the files it maps into memory without looking at their length first
			s, err = nil, fmt.Errorf("%v", r)
		}
	}()
	if err := checkSegments(filepath.Join(dir, segmentDir)); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(dir, describedFile))
	if err != nil {
		return nil, err
	}
	var d described
	if err := json.Unmarshal(data, &d); err != nil || d.Type != scorch.Name {
		return nil, fmt.Errorf("%s does not describe an index of the type %s", describedFile, scorch.Name)
	}
	return openScorch(dir, readOnly)
}

func openScorch(dir string, readOnly bool) (*scorchStore, error) {
	s := &scorchStore{}
	if !readOnly {
		s.analysis = index.NewAnalysisQueue(analysts)
	}
	config := storeConfig(readOnly)
	config["path"] = filepath.Join(dir, segmentDir)
	opened, err := scorch.NewScorch(scorch.Name, config, s.analysis)
	if err == nil {
		s.Scorch = opened.(*scorch.Scorch)
		err = s.Open()
	}
	if err != nil {
		s.dismiss()
		return nil, err
	}
	return s, nil
}

// Close lets go of the files.
func (s *scorchStore) Close() error {
	defer s.dismiss()
	return s.Scorch.Close()
}

func (s *scorchStore) dismiss() {
	if s.analysis != nil {
		s.analysis.Close()
		s.analysis = nil
	}
}

// snapshot fixes the present state.
func (s *scorchStore) snapshot() (*scorch.IndexSnapshot, error) {
	reader, err := s.Reader()
	if err != nil {
		return nil, err
	}
	snap, ok := reader.(*scorch.IndexSnapshot)
	if !ok || snap == nil {
		return nil, errors.New("the store is closed")
	}
	return snap, nil
}
