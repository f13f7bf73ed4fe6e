package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// Bounds on what is looked at while somebody waits for a completion.
const (
	mostCompletions = 200
	longestManifest = 64 << 10
)

// indexCompletions offers the indexes whose paths begin as what was typed, each with how much it holds, and the folders that may hold more of
// them. Where none is in sight it leaves folders to the shell, which knows better how to write them.
func indexCompletions(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var indexes, folders []cobra.Completion
	dir, base := filepath.Split(typed)
	entries, _ := os.ReadDir(filepath.Join(".", dir)) // a folder that cannot be read offers nothing
	for _, e := range entries[:min(len(entries), mostCompletions)] {
		path := dir + e.Name()
		if !strings.HasPrefix(e.Name(), base) || strings.HasPrefix(e.Name(), ".") && base == "" {
			continue
		}
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			continue
		}
		if holds, ok := readManifest(path); ok {
			indexes = append(indexes, cobra.CompletionWithDesc(path, holds))
		} else {
			folders = append(folders, cobra.CompletionWithDesc(path+string(filepath.Separator), "a folder"))
		}
	}
	if len(indexes) == 0 {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return append(indexes, folders...), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// readManifest tells what the index in a folder holds without opening it; false where there is none.
func readManifest(folder string) (string, bool) {
	file, err := os.Open(filepath.Join(folder, "manifest.json"))
	if err != nil {
		return "", false
	}
	defer file.Close()
	var manifest struct {
		Application string
		Documents   uint64
		Settings    struct{ Language string }
	}
	data, err := io.ReadAll(io.LimitReader(file, longestManifest))
	if err != nil || json.Unmarshal(data, &manifest) != nil || manifest.Application != "qcompiler-index" {
		return "", false
	}
	return "an index of " + passages(manifest.Documents) + ", language " + oneLine(manifest.Settings.Language), true
}
