package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/llm"
)

const aboutPrice = "what a million tokens cost, of prompts and of replies, such as 0.15,0.60, or @FILE, a table with lines \"MODEL IN,OUT\""

// money is an amount of money. It is the value of a flag.
type money float64

// String returns the amount.
func (m *money) String() string { return strconv.FormatFloat(float64(*m), 'f', -1, 64) }

// Type names the value in a usage line.
func (m *money) Type() string { return "AMOUNT" }

// Set takes an amount from 0.
func (m *money) Set(text string) error {
	amount, err := parseMoney(text)
	*m = money(amount)
	return err
}

func parseMoney(text string) (float64, error) {
	amount, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || !(amount >= 0) || math.IsInf(amount, 0) {
		return 0, fmt.Errorf("%q is not an amount of money, such as 0.05", text)
	}
	return amount, nil
}

// price is the value of --price: two prices, or a table of them by model.
type price struct {
	llm.Price
	file  string
	table map[string]llm.Price
}

// largestTable is the largest file of prices, in bytes.
const largestTable = 1 << 20

// given reports whether there is a price.
func (p *price) given() bool { return p.Price != (llm.Price{}) || p.table != nil }

// String returns the two prices with a comma, or the name of the table.
func (p *price) String() string {
	switch {
	case p.file != "":
		return "@" + p.file
	case p.Price == (llm.Price{}):
		return ""
	}
	in, out := money(p.Prompt), money(p.Completion)
	return in.String() + "," + out.String()
}

// Type names the value in a usage line.
func (p *price) Type() string { return "IN,OUT" }

// Set takes two amounts, or reads a table.
func (p *price) Set(text string) error {
	*p = price{}
	file, isFile := strings.CutPrefix(text, "@")
	if !isFile {
		var err error
		p.Price, err = parsePrice(text)
		return err
	}
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	p.file, p.table = file, map[string]llm.Price{}
	lines := bufio.NewScanner(io.LimitReader(in, largestTable))
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) != 2 {
			return fmt.Errorf("line %d of %s is not of the form MODEL IN,OUT, such as gpt-4.1-mini 0.40,1.60", n, file)
		}
		if p.table[fields[0]], err = parsePrice(fields[1]); err != nil {
			return fmt.Errorf("line %d of %s: %w", n, file, err)
		}
	}
	return lines.Err()
}

// choose takes the price of a model out of the table. A table that does not have the model would let it cost nothing.
func (p *price) choose(model string) error {
	if p.table == nil {
		return nil
	}
	found, ok := p.table[model]
	if !ok {
		hint := cmp.Or(didYouMean(model, "", slices.Sorted(maps.Keys(p.table))), "add a line for it")
		return usage(hint, "%s has no price for the model %q", p.file, model)
	}
	p.Price = found
	return nil
}

func parsePrice(text string) (llm.Price, error) {
	var p llm.Price
	in, out, ok := strings.Cut(text, ",")
	if !ok {
		return p, fmt.Errorf("%q is not two prices with a comma, of prompts and of replies, such as 0.15,0.60", text)
	}
	var err error
	if p.Prompt, err = parseMoney(in); err != nil {
		return p, err
	}
	p.Completion, err = parseMoney(out)
	return p, err
}
