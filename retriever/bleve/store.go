package bleve

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A store is a folder inside the index that Bleve reads and writes. A finished store is never written again: a change is made in
// a copy. The segments of a store are files that Bleve itself never changes, so the copy shares them by hard links and costs
// next to nothing.

const storePrefix = "store-"

func storeName(n uint64) string { return fmt.Sprintf("%s%06d", storePrefix, n) }

func isStoreName(name string) bool { return strings.HasPrefix(name, storePrefix) }

// nextStoreName picks a name that no store of the index has.
func nextStoreName(path string) (string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return "", err
	}
	var last uint64
	for _, entry := range entries {
		var n uint64
		if _, err := fmt.Sscanf(entry.Name(), storePrefix+"%d", &n); err == nil {
			last = max(last, n)
		}
	}
	return storeName(last + 1), nil
}

const (
	segmentSuffix = ".zap"
	segmentDir    = "store"      // the name Bleve gives the folder of the segments
	rootFile      = "root.bolt"  // Bleve's list of segments
	titlesFile    = "titles.set" // our title catalogue
)

// cloneStore makes the folder to a copy of the store in the folder from.
func cloneStore(from, to string) error {
	return filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case entry.IsDir():
			return os.MkdirAll(target, 0o700)
		case filepath.Ext(name) == segmentSuffix:
			if os.Link(name, target) == nil {
				return nil
			}
			return copyFile(name, target) // a file system without hard links
		case entry.Name() == titlesFile:
			return nil // written anew when the change is finished
		default:
			return copyFile(name, target)
		}
	})
}

func copyFile(from, to string) (err error) {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := dst.Close(); err == nil {
			err = cerr
		}
	}()
	if _, err = io.Copy(dst, src); err != nil {
		return err
	}
	return dst.Sync()
}

// listFiles lists the files of a store with their sizes.
func listFiles(dir string) ([]storeFile, error) {
	var files []storeFile
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		files = append(files, storeFile{Name: filepath.ToSlash(rel), Size: info.Size()})
		return nil
	})
	return files, err
}

// checkFiles says which file of a store is not what it was when the store was finished.
func checkFiles(dir string, files []storeFile) error {
	for _, file := range files {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(file.Name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("file %s is missing", file.Name)
		case err != nil:
			return err
		case info.Size() != file.Size:
			return fmt.Errorf("file %s has %d bytes, it was written with %d", file.Name, info.Size(), file.Size)
		}
	}
	return nil
}

// removeStores deletes every store but those named. What cannot be deleted, because a reader on some systems holds it open, is
// left to the next writer.
func removeStores(path string, keep ...string) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return
	}
next:
	for _, entry := range entries {
		if !isStoreName(entry.Name()) {
			continue
		}
		for _, name := range keep {
			if entry.Name() == name {
				continue next
			}
		}
		_ = os.RemoveAll(filepath.Join(path, entry.Name()))
	}
}

// missingFolders lists those of a folder and the ones it is in that are not there, the outermost first.
func missingFolders(path string) []string {
	var missing []string
	for path = filepath.Clean(path); ; path = filepath.Dir(path) {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, path)
	}
	slices.Reverse(missing)
	return missing
}

// removeFolders removes folders that are empty, the last one first.
func removeFolders(paths []string) {
	for _, path := range slices.Backward(paths) {
		_ = os.Remove(path)
	}
}
