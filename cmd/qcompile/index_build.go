package main

import (
	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

func newIndexBuildCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "build -i INDEX FILES...",
		Short: "Make an index of files, or add files to one",
		Long: `Build reads files, folders of files, or standard input (-) and makes an index of
them. If there is an index already it adds to it: a passage with an id that is
there takes the place of the old one. To have removed what is gone, use sync.

A row of JSON Lines, CSV or TSV is a passage, with the fields id, title and text;
--map tells of other names, and any other field is kept as metadata, which search
can filter by. A row without an id gets one that is made of what it holds.
Markdown, HTML and text files are cut into passages at headings and paragraphs.
Files may be compressed with gzip. In folders, names that begin with a dot and
files of other kinds are passed over.

A bad row stops the build, which says where it is and leaves the index as it was.
With --skip-bad such rows are left out, counted by reason, and shown as far as
they are few; --skip-log has all of them.

A build that was stopped or killed keeps what it had written. Run it again and it
goes on from there. With --format json the summary is one line of JSON.`,
		Example: `  qcompile index build -i films.idx films.jsonl
  qcompile index build -i docs.idx ~/docs README.md
  qcompile index build -i news.idx --map id=_id,text=body --skip-bad news-*.csv.gz
  zstdcat dump.jsonl.zst | qcompile index build -i wiki.idx --input-format jsonl -
  qcompile index build -i filme.idx --language de --format json filme.jsonl | jq .added`,
	}
	(&writing{name: "build", act: bleve.Build}).add(a, cmd)
	return cmd
}
