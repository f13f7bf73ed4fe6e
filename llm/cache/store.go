package cache

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/qcompiler/qcompiler/llm"
)

// suffix is that of an entry: files without it are not the cache's, and it leaves them alone.
const suffix = ".reply.json"

// store is a folder with one file an entry. It is best effort: an entry that cannot be read is none, one that cannot be written is
// lost, since a run should not fail for want of a cache.
type store struct {
	dir string
	max int64

	mu   sync.Mutex
	size int64
}

type entry struct {
	Format   int           `json:"format"`
	Key      string        `json:"key"`
	Response *llm.Response `json:"response"`
}

func openStore(dir string, most int64) (*store, error) {
	if dir == "" {
		return nil, errors.New("no folder given")
	}
	// Replies may quote private passages.
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	s := &store{dir: dir, max: most}
	s.prune()
	return s, nil
}

func (s *store) name(key string) string { return filepath.Join(s.dir, key[:2], key+suffix) }

func (s *store) get(key string) *llm.Response {
	name := s.name(key)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	var e entry
	if json.Unmarshal(data, &e) != nil || e.Format != format || e.Key != key || e.Response == nil {
		return nil
	}
	now := time.Now()
	_ = os.Chtimes(name, now, now) // used last
	return e.Response
}

func (s *store) put(key string, r *llm.Response) {
	data, err := json.Marshal(entry{Format: format, Key: key, Response: r})
	if err != nil {
		return
	}
	name := s.name(key)
	if os.MkdirAll(filepath.Dir(name), 0o700) != nil || write(name, data) != nil {
		return
	}
	s.mu.Lock()
	s.size += int64(len(data))
	full := s.size > s.max
	s.mu.Unlock()
	if full {
		s.prune()
	}
}

// write replaces a file as a whole, so that nobody reads half of it.
func write(name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".tmp-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
	}
	return err
}

// prune counts the entries, and where they are too many removes those not used for longest, down to three quarters of the limit.
func (s *store) prune() {
	type file struct {
		name string
		size int64
		used time.Time
	}
	var files []file
	var size int64
	_ = filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, suffix) {
			return nil
		}
		if info, err := d.Info(); err == nil {
			files = append(files, file{name, info.Size(), info.ModTime()})
			size += info.Size()
		}
		return nil
	})
	if size > s.max {
		slices.SortFunc(files, func(a, b file) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.name, b.name)) })
		for _, f := range files {
			if size <= s.max/4*3 {
				break
			}
			if os.Remove(f.name) == nil {
				size -= f.size
			}
		}
	}
	s.mu.Lock()
	s.size = size
	s.mu.Unlock()
}
