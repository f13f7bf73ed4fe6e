package render_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/render"
)

func TestGolden(t *testing.T) {
	notes := map[string]render.Note{
		"":    {Status: "partial", Answer: "18 December 1946"},
		"0.0": {Status: "answered", Answer: "Steven Spielberg", Score: 0.93, Time: 12345 * time.Microsecond},
		"0.1": {Status: "answered", Answer: "18 December 1946", Score: 0.8, Time: 2 * time.Second},
		"1.0": {Status: "failed", Time: 30 * time.Second},
		"1.1": {Status: "skipped"},
		"7":   {Status: "a path that no node has"},
	}
	const directors = "Who is the director of Jaws * When was {director} born + Who is the director of Alien * When was {director} born"
	cases := map[string]*render.Graph{
		"leaf":    program(t, "Who directed Jaws"),
		"pair":    program(t, "Who directed Jaws * When was {director} born"),
		"query":   query(directors),
		"program": program(t, directors),
		"notes":   program(t, directors).WithNotes(notes),
		"result":  finished(t),
		"thirty":  program(t, thirty()),
		"groups":  program(t, "(Who directed Jaws + Who wrote Jaws) * ((Which of {director} and {writer} was born first * (((Where was {one} born)))))"),
		"chinese": program(t, "《大白鲨》的导演是谁 * {导演}是哪一年出生的，那一年还有哪些著名的电影导演出生，他们后来都拍过哪些获得过奥斯卡奖的电影，这些电影的主演又是谁"),
		"long": program(t, "What is the name of the river that flows through the capital of the country in which the person who wrote the novel that the film Jaws "+
			"is based on spent the last years of his life, and how long is it * How deep is {river}"),
		"marks":   program(t, `Who wrote "C++ & <b>" \{x\} [1] | a\\b * What; is #{author}; end`),
		"missing": query("Who directed Jaws * + ()"),
		"hostile": hostileGraph(hostile...),
	}
	writers := map[string]func(io.Writer, *render.Graph) error{
		"txt":        text(render.TextOptions{}),
		"narrow.txt": text(render.TextOptions{Columns: 48, Lines: 3}),
		"color.txt":  text(render.TextOptions{Columns: 80, Color: true}),
		"dot":        render.DOT,
		"mmd":        render.Mermaid,
		"json": func(w io.Writer, g *render.Graph) error {
			var line, indented bytes.Buffer
			if err := render.JSON(&line, g); err != nil {
				return err
			}
			err := json.Indent(&indented, line.Bytes(), "", " ")
			_, _ = indented.WriteTo(w)
			return err
		},
	}
	for name, g := range cases {
		for form, write := range writers {
			t.Run(name+"/"+form, func(t *testing.T) {
				got := written(t, write, g)
				golden(t, "testdata/"+name+"."+form, got)
				require.Equal(t, got, written(t, write, g), "drawn twice, it must be the same")
			})
		}
	}
}
