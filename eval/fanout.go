package eval

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// items returns the parts of an answer that is a list of texts, nil for one that is none.
func items(answer json.RawMessage) []string {
	var list []string
	if json.Unmarshal(answer, &list) != nil {
		return nil
	}
	return slices.DeleteFunc(list, func(item string) bool { return item == "" })
}

// foldFanOut makes one leaf of those that ask the same of each item of a list: data sets write out "How tall is X" for each X, a plan says
// it once, "How tall is {#1}". Decompositions with references ("#1") are written that way already, and stay as they are.
func foldFanOut(leaves []GoldLeaf) []GoldLeaf {
	byID := map[string]GoldLeaf{}
	for _, leaf := range leaves {
		byID[leaf.ID] = leaf
		if len(splitReferences(leaf.Question, len(leaves))) > 1 {
			return leaves
		}
	}
	var out []GoldLeaf
	first := map[[2]string]int{}  // by producer and wording, where the leaf is in out
	moved := map[string]string{}  // ids of leaves that were folded into others
	for _, leaf := range leaves { // those a leaf depends on stand before it
		leaf.DependsOn = slices.Clone(leaf.DependsOn)
		for i, id := range leaf.DependsOn {
			leaf.DependsOn[i] = cmp.Or(moved[id], id)
		}
		if len(leaf.DependsOn) != 1 {
			out = append(out, leaf)
			continue
		}
		producer := byID[leaf.DependsOn[0]]
		before, item, after, ok := cutItem(leaf.Question, producer.Items)
		if !ok {
			out = append(out, leaf)
			continue
		}
		key := [2]string{producer.ID, before + "\x00" + after}
		if at, known := first[key]; known {
			moved[leaf.ID] = out[at].ID
			out[at].Answer = strings.Join(slices.DeleteFunc([]string{out[at].Answer, leaf.Answer}, func(s string) bool { return s == "" }), ", ")
			continue
		}
		first[key] = len(out)
		leaf.item = item
		out = append(out, leaf)
	}
	return out
}

// cutItem finds the longest item that stands in a question.
func cutItem(question string, items []string) (before, item, after string, ok bool) {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, item := range items {
		if before, after, ok := strings.Cut(question, item); ok {
			return before, item, after, true
		}
	}
	return "", "", "", false
}
