package dataset

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"

	"github.com/qcompiler/qcompiler/executor"
)

// CurateConfig says what stays. The zero value of a field means its default.
type CurateConfig struct {
	// Similarity is how near two questions may come, as the Jaccard similarity of their words and pairs of words; nearer ones are
	// duplicates. The default is 0.8; above 1 only questions of the same words are.
	Similarity float64
	// Exclude are the questions of sets that are measured on.
	Exclude *Input
	// Size is how many rows are kept at most; 0 keeps all that are not dropped for another reason.
	Size int64
	// MaxShape and MaxDomain are the largest share of one shape and of one domain, between 0 and 1; 0 sets none. A share is of the rows
	// that are left when duplicates are out, or of Size where that is less.
	MaxShape, MaxDomain float64
	// MinPass and MaxPass bound the pass rate of rows that have one. MaxPass of 0 sets no upper bound.
	MinPass, MaxPass float64
	// Dev and Test are the shares of those splits.
	Dev, Test float64
	// Seed decides among rows that are as good.
	Seed uint64
	// Memory bounds how many records of 24 bytes are sorted in memory; the default is a million.
	Memory int
	// Scratch is the folder for temporary files, some kilobyte a row; the default is the folder that is written.
	Scratch string
}

// CurateProgress tells how far a run has come: the step, and the rows it has gone over.
type CurateProgress func(step string, rows int64)

// Curate writes the rows of in that stay to w, in order, and drops the others with the reason. It reads the input twice. What it holds in
// memory does not grow with the rows; all else is on disk.
func Curate(ctx context.Context, in *Input, config CurateConfig, w *Writer, progress CurateProgress) error {
	defer w.Abandon()
	if config.Similarity <= 0 {
		config.Similarity = 0.8
	}
	if progress == nil {
		progress = func(string, int64) {}
	}
	if config.Scratch == "" {
		config.Scratch = w.dir
	}
	scratch, err := os.MkdirTemp(config.Scratch, partialPrefix+"curate-") // what a killed run leaves goes with the next
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	c := &curator{
		config: config, scratch: scratch, progress: progress,
		decisions: newSorter(scratch, config.Memory), keywords: newSketch(), cells: newCells(),
	}
	defer c.decisions.close()
	if c.notes, err = createNotes(scratch); err != nil {
		return err
	}
	defer c.notes.close()
	if err := c.findDuplicates(ctx, in); err != nil {
		return err
	}
	if err := c.choose(ctx); err != nil {
		return err
	}
	if err := c.write(ctx, in, w); err != nil {
		if ctx.Err() != nil {
			return errors.Join(ctx.Err(), w.Flush())
		}
		return err
	}
	return w.Finish()
}

// curator is a run of [Curate].
type curator struct {
	config   CurateConfig
	scratch  string
	progress CurateProgress
	// decisions are the rows that are dropped: row, code, detail.
	decisions *sorter
	// excluded is how many questions of other sets stand before the rows.
	excluded uint64
	keywords *sketch
	notes    *notes
	cells    cells
}

// sampled says whether rows are left out for the sake of balance.
func (c *curator) sampled() bool {
	return c.config.Size > 0 || c.config.MaxShape > 0 || c.config.MaxDomain > 0
}

// The codes of decisions. A row can get several; the least one, which comes first, is told.
const (
	codeBad uint64 = iota
	codeLong
	codePassLow
	codePassHigh
	codeContaminated
	codeDuplicate
	codeNear
	codeBalance
)

// drop decides that a row goes. Detail is what the code needs to be worded.
func (c *curator) drop(row, code, detail uint64) error {
	return c.decisions.add(row, code, detail)
}

// rows yields what can be read, with the number of the row from 0. Rows that cannot be read are not yielded.
func (c *curator) rows(ctx context.Context, in *Input, step string, visit func(number uint64, row *Row, bad *RowError) error) error {
	number := uint64(0)
	for row, err := range in.Rows() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var bad *RowError
		if err != nil && !errors.As(err, &bad) {
			return err
		}
		if err := visit(number, &row, bad); err != nil {
			return err
		}
		number++
		c.progress(step, int64(number))
	}
	return nil
}

// look takes down what is needed of a row later, and returns the code of one that goes whatever the others are.
func (c *curator) look(row *Row, of *note) (code uint64) {
	*of = note{unfit: true, words: of.words[:0]}
	if len(row.Question) > MaxQuestion {
		return codeLong
	}
	expression, shape := row.Expression, row.Shape
	p, err := row.compile()
	switch pass := row.PassRate; {
	case err != nil:
		return codeBad
	case pass != nil && *pass < c.config.MinPass:
		return codePassLow
	case pass != nil && c.config.MaxPass > 0 && *pass > c.config.MaxPass:
		return codePassHigh
	}
	of.unfit, of.written, of.split = false, expression == row.Expression && shape == row.Shape, c.split(row, p)
	if c.sampled() {
		of.cell = uint32(c.cells.of(row.Shape, domainOr(row)))
		of.draw = hashOf(c.config.Seed, "sample", row.Source, row.ID, row.Question)
		of.words = appendKeywords(of.words, row.Question)
	}
	return 0
}

// write goes over the rows a last time.
func (c *curator) write(ctx context.Context, in *Input, w *Writer) error {
	verdicts, stop, err := readVerdicts(c.decisions.sorted())
	defer stop()
	if err != nil {
		return err
	}
	note, err := c.notes.read()
	if err != nil {
		return err
	}
	done := uint64(w.Read())
	return c.rows(ctx, in, "writing", func(number uint64, row *Row, bad *RowError) error {
		decision, out, err := verdicts.of(number)
		if err != nil {
			return err
		}
		of, err := note()
		if err != nil {
			return fmt.Errorf("the input is not what it was when the run began: %w", err)
		}
		switch {
		case number < done:
			return nil
		case bad != nil:
			return w.Drop(bad.ID, BadRow, bad.Reason+"; "+bad.Hint)
		case out:
			reason, detail := c.word(decision, row)
			return w.Drop(row.ID, reason, detail)
		}
		if !of.written {
			if err := Check(row); err != nil {
				return err // it compiled before
			}
		}
		row.Domain, row.Split = domainOr(row), splits[of.split]
		return w.Keep(*row)
	})
}

func domainOr(row *Row) string {
	if row.Domain != "" {
		return row.Domain
	}
	return questionDomain(row.Question)
}

// word says why a row goes.
func (c *curator) word(decision record, row *Row) (Reason, string) {
	detail := decision[2]
	switch decision[1] {
	case codeLong:
		return TooLong, fmt.Sprintf("the question has %d bytes, more than %d", len(row.Question), MaxQuestion)
	case codeBad:
		return BadExpression, Check(row).Error()
	case codePassLow:
		return TooHard, fmt.Sprintf("the pass rate is %.2f, less than %.2f", *row.PassRate, c.config.MinPass)
	case codePassHigh:
		return TooEasy, fmt.Sprintf("the pass rate is %.2f, more than %.2f", *row.PassRate, c.config.MaxPass)
	case codeContaminated:
		number, similarity := unpackPair(detail)
		return Contaminated, fmt.Sprintf("the question is that of row %d of the sets that are measured on, or almost (similarity %.2f)", number+1, similarity)
	case codeDuplicate:
		number, _ := unpackPair(detail)
		return Duplicate, fmt.Sprintf("the question has the words of row %d", number+1)
	case codeNear:
		number, similarity := unpackPair(detail)
		return NearDuplicate, fmt.Sprintf("the question is almost that of row %d (similarity %.2f)", number+1, similarity)
	}
	return Balance, c.cells.word(detail)
}

// packPair puts a row and a similarity into one number; so much fits for 2^48 rows.
func packPair(row uint64, similarity float64) uint64 {
	return row<<16 | uint64(math.Round(min(max(similarity, 0), 1)*1000))
}

func unpackPair(pair uint64) (row uint64, similarity float64) {
	return pair >> 16, float64(pair&0xffff) / 1000
}

// splits are the splits, which notes have by number.
var splits = []string{"train", "dev", "test"}

// split draws the split of a row. Questions that rest on the same first passage, or where that is not known begin with the same leaf, are of
// one split, so that none is learned from and tested on in other words.
func (c *curator) split(row *Row, p *executor.Program) uint8 {
	key := fold(p.Query().Leaves()[0].Text())
	if len(row.Supporting) > 0 {
		key = fold(row.Supporting[0])
	}
	at := float64(hashOf(c.config.Seed, "split", key)>>11) / (1 << 53)
	switch {
	case at < c.config.Test:
		return 2
	case at < c.config.Test+c.config.Dev:
		return 1
	}
	return 0
}
