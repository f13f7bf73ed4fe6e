package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

func newIndexStatsCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "stats -i INDEX",
		Short: "Tell what an index holds and how large it is",
		Long: `Stats tells how many passages, words and titles an index holds, the language it was
made for, its size, and whether its last build has finished. The generation
changes with every change to the index: what was kept of an older one is stale.`,
		Example: `  qcompile index stats -i films.idx
  qcompile index stats -i films.idx --format json | jq .documents
  QCOMPILE_INDEX=films.idx qcompile index stats`,
		Args: noArgs,
	}
	cmd.Flags().SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	index := addIndex(cmd)
	o := addOutput(cmd, formatText, formatJSON)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.resolve(o); err != nil {
			return err
		}
		path, err := a.index(index)
		if err != nil {
			return err
		}
		ix, err := a.openIndex(cmd.Context(), path, bleve.Options{CacheBytes: -1})
		if err != nil {
			return err
		}
		defer ix.Close()
		stats, err := ix.Stats()
		if err != nil {
			return indexError(err)
		}
		s := indexStats(stats)
		if o.chosen.name == formatJSON.name {
			return a.writeJSON(o, s.json())
		}
		return a.writeString(o, s.String())
	}
	return cmd
}

// indexStats are the statistics of an index, in the forms of this command.
type indexStats bleve.Stats

// json is what --format json prints.
func (s indexStats) json() any {
	return struct {
		Version       int     `json:"version"`
		Index         string  `json:"index"`
		Format        int     `json:"format"`
		Generation    string  `json:"generation"`
		Language      string  `json:"language"`
		Documents     uint64  `json:"documents"`
		Words         uint64  `json:"words"`
		AverageLength float64 `json:"average_length"`
		Titles        int     `json:"titles"`
		Segments      int     `json:"segments"`
		Deleted       uint64  `json:"deleted"`
		IndexBytes    int64   `json:"index_bytes"`
		Interrupted   bool    `json:"interrupted"`
	}{
		1, s.Path, s.Format, s.Generation, s.Settings.Language, s.Documents, s.Tokens, s.AverageLength, s.Titles, s.Segments, s.Deleted,
		s.Bytes, s.Interrupted,
	}
}

// String is for people.
func (s indexStats) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %s\n", oneLine(s.Path), passages(s.Documents))
	row := func(name, value string) { fmt.Fprintf(&out, "  %-12s %s\n", name, value) }
	row("words", fmt.Sprintf("%s, %.1f a passage", number(s.Tokens), s.AverageLength))
	row("titles", number(uint64(s.Titles)))
	row("language", s.Settings.Language)
	row("on disk", sizeText(s.Bytes)+", "+count(s.Segments, "segment", "segments"))
	if s.Deleted > 0 {
		row("dead", number(s.Deleted)+" removed or replaced passages still take room; qcompile index merge gives it back")
	}
	row("generation", s.Generation)
	row("format", fmt.Sprint(s.Format))
	if s.Interrupted {
		row("unfinished", "the last change was stopped; what it had written is there, and running it again goes on from there")
	}
	return out.String()
}
