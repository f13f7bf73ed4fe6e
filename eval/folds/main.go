// Command folds cuts the development data into parts, so that what is trained can be measured on questions it has not seen.
//
//	go run ./eval/folds -data ../shared/data -out folds -folds 2
//
// The folder of a fold holds test/SET.jsonl, the questions of the fold, and data, a data folder without them to train on. Questions that
// share a supporting passage are of one fold, whatever their set. What has no supporting passages is in the data of every fold.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sets are the files that are measured on, and others with the same passages.
var sets = map[string]string{
	"2wiki/questions.jsonl": "2wiki", "2wiki-pool/questions.jsonl": "2wiki-pool", "musique/questions.jsonl": "musique",
	"hotpotqa/questions.jsonl": "hotpotqa", "nq/questions.jsonl": "nq", "squad/questions.jsonl": "squad",
	"squad/unanswerable.jsonl": "unanswerable", "decomposition/2wiki.jsonl": "", "decomposition/musique.jsonl": "",
}

func main() {
	data := flag.String("data", "../shared/data", "folder of the development data")
	out := flag.String("out", "", "folder to write to")
	folds := flag.Int("folds", 2, "number of parts")
	flag.Parse()
	if err := run(*data, *out, *folds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// row is what tells the fold of a question.
type row struct {
	Supporting []string `json:"supporting"`
}

func run(data, out string, folds int) error {
	if out == "" || folds < 2 {
		return fmt.Errorf("name a folder with -out, and two folds or more with -folds")
	}
	data, err := filepath.Abs(data)
	if err != nil {
		return err
	}
	titles := union{}
	for file := range sets {
		err := eachLine(filepath.Join(data, file), func(_ []byte, r row) error {
			for _, title := range r.Supporting {
				titles.join(r.Supporting[0], title)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for fold := range folds {
		if err := write(data, filepath.Join(out, fmt.Sprint("fold", fold)), func(r row) bool {
			return len(r.Supporting) > 0 && titles.fold(r.Supporting[0], folds) == fold
		}); err != nil {
			return err
		}
	}
	return nil
}

// write makes the folder of a fold.
func write(data, folder string, held func(row) bool) error {
	return filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(data, path)
		if err != nil {
			return err
		}
		target := filepath.Join(folder, "data", name)
		set, cut := sets[filepath.ToSlash(name)]
		switch {
		case entry.IsDir():
			return os.MkdirAll(target, 0o777)
		case !cut:
			_ = os.Remove(target) // of an earlier run
			return os.Symlink(path, target)
		}
		var train, test bytes.Buffer
		err = eachLine(path, func(line []byte, r row) error {
			if held(r) {
				test.Write(line)
			} else {
				train.Write(line)
			}
			return nil
		})
		if err == nil {
			err = os.WriteFile(target, train.Bytes(), 0o666)
		}
		if err != nil || set == "" {
			return err
		}
		tests := filepath.Join(folder, "test")
		if err := os.MkdirAll(tests, 0o777); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(tests, set+".jsonl"), test.Bytes(), 0o666)
	})
}

func eachLine(path string, use func(line []byte, r row) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := use(append(lines.Bytes(), '\n'), r); err != nil {
			return err
		}
	}
	return lines.Err()
}

// union is a union-find over titles.
type union map[string]string

func (u union) root(title string) string {
	title = strings.ToLower(title)
	for u[title] != "" && u[title] != title {
		title = u[title]
	}
	return title
}

func (u union) join(a, b string) {
	x, y := u.root(a), u.root(b)
	u[max(x, y)] = min(x, y)
}

// fold depends on the titles alone, not on the order of the files: the root is the smallest title.
func (u union) fold(title string, folds int) int {
	hash := fnv.New32a()
	hash.Write([]byte(u.root(title)))
	return int(hash.Sum32() % uint32(folds))
}
