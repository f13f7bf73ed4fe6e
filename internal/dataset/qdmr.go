package dataset

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// qdmrExamples reads the CSV of Break, with the columns question_id, question_text and decomposition. A decomposition is steps parted by
// semicolons, each beginning with "return", in which #1 is the answer of the first.
func qdmrExamples(in *bufio.Reader) iter.Seq2[Example, error] {
	return func(yield func(Example, error) bool) {
		skipMark(in)
		// A quotation mark that is never closed would make a record of the rest of the file.
		limited := &rationed{r: in, left: MaxRow}
		r := csv.NewReader(limited)
		r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = -1, true, true
		header, err := r.Read()
		if err != nil {
			yield(Example{}, fmt.Errorf("the first line, with the names of the columns: %w", err))
			return
		}
		id, question, steps := slices.Index(header, "question_id"), slices.Index(header, "question_text"), slices.Index(header, "decomposition")
		if id < 0 || question < 0 || steps < 0 {
			yield(Example{}, errors.New("the first line does not name the columns question_id, question_text and decomposition"))
			return
		}
		for row := int64(1); ; row++ {
			limited.left = MaxRow
			fields, err := r.Read()
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.Is(err, errLong):
				yield(Example{}, fmt.Errorf("row %d is longer than %d MiB; a quotation mark may not be closed", row, MaxRow>>20))
				return
			case errors.As(err, new(*csv.ParseError)):
				err = &RowError{row, "", err.Error(), "check the quotation marks of the row"}
			case err != nil:
				yield(Example{}, err)
				return
			case len(fields) <= max(id, question, steps):
				err = &RowError{row, "", fmt.Sprintf("the row has %d fields, the first line %d", len(fields), len(header)), "check the commas and quotation marks of the row"}
			}
			var e Example
			if err == nil {
				e = qdmrExample(strings.Clone(fields[id]), strings.Clone(fields[question]), fields[steps])
				err = e.check(row)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// qdmrExample makes an example of a row of Break. The first part of an id names the data set the question is from.
func qdmrExample(id, question, decomposition string) Example {
	e := Example{ID: id, Question: strings.ToValidUTF8(question, "\uFFFD")}
	e.Type, _, _ = strings.Cut(id, "_")
	decomposition = strings.ToValidUTF8(decomposition, "\uFFFD")
	i := 0
	for step := range strings.SplitSeq(decomposition, ";") {
		if step = strings.Join(strings.Fields(step), " "); step == "" {
			continue
		}
		i++
		e.Leaves = append(e.Leaves, Leaf{ID: strconv.Itoa(i), Question: wordStep(step), DependsOn: referenced(step, i-1)})
	}
	return e
}

// wordStep words a step of QDMR, "return the height of #1", as a question: "What is the height of #1?".
func wordStep(step string) string {
	text := strings.Join(strings.Fields(step), " ")
	if rest, ok := strings.CutPrefix(text, "return "); ok {
		text = rest
	}
	first, rest, _ := strings.Cut(text, " ")
	switch strings.ToLower(first) {
	case "if", "whether":
		return "Is it true that " + rest + "?"
	case "is", "are", "was", "were", "do", "does", "did", "has", "have", "can", "who", "what", "when", "where", "how", "why", "which":
		return strings.ToUpper(text[:1]) + text[1:] + "?"
	}
	return "What " + beFor(text) + " " + text + "?"
}

// beFor is "is" or "are" by the noun that a phrase is about: the last word before its first preposition or relative.
func beFor(phrase string) string {
	head := ""
	for word := range strings.FieldsSeq(strings.ToLower(phrase)) {
		if slices.Contains([]string{"of", "in", "on", "from", "for", "with", "by", "at", "to", "that", "which", "who", "where", "when", "as", "about"}, word) {
			break
		}
		head = strings.Trim(word, ",.")
	}
	if len(head) > 3 && strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && !strings.HasSuffix(head, "us") && !strings.HasSuffix(head, "is") {
		return "are"
	}
	return "is"
}
