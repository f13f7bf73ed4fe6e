package parser

import (
	"regexp"
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

var (
	reasoningTags = regexp.MustCompile(`(?i)<(/?)(think|thinking|thought|thoughts|reasoning|scratchpad|analysis|reflection)>`)
	endTokens     = regexp.MustCompile(`(?i)^(?:<\|(?:im_end|eot_id|end|endoftext|end_of_text|eom_id|end_of_turn|return)\|>|</s>|<end_of_turn>|<eos>|<｜end▁of▁sentence｜>|\[/?EOS\])`)
	startTokens   = regexp.MustCompile(`(?i)^(?:<\|(?:im_start|start_header_id|start)\|>[ \t]*(?:assistant|model|bot)?[ \t]*(?:<\|(?:end_header_id|message)\|>)?|<start_of_turn>[ \t]*(?:model|assistant)?|<\|(?:begin_of_text|end_header_id|assistant|message)\|>|<s>|<bos>|<｜Assistant｜>)`)
)

// reasoning cuts what a model thought before it answered.
func reasoning(v *view) change {
	var c change
	text := v.text
	// The last tag decides: what comes after a closing one is the answer; after one that was never closed there is none.
	last := []int(nil)
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '<')
		if i < 0 {
			break
		}
		at += i
		if m := reasoningTags.FindStringSubmatchIndex(firstBytes(text[at:], 20)); m != nil && m[0] == 0 {
			last = []int{at, at + m[1], m[3] - m[2]}
		}
		at++
	}
	switch {
	case last == nil:
	case last[2] == 1: // closing
		if strings.TrimSpace(text[last[1]:]) == "" && strings.TrimSpace(text[:last[0]]) != "" {
			if before := firstReasoning(text); strings.TrimSpace(text[:before]) != "" {
				c.cut(before, len(text))
				c.note(RepairReasoning, before, len(text), "took off the reasoning after the expression")
				return c
			}
		}
		c.cut(0, last[1])
		c.note(RepairReasoning, 0, last[1], "took off the reasoning before the expression")
	case strings.TrimSpace(text[:last[0]]) == "":
		return fail(noExpression(source.Span{Start: last[0], End: len(text)}, "the reasoning never ends"))
	default:
		c.cut(last[0], len(text))
		c.note(RepairReasoning, last[0], len(text), "took off the reasoning after the expression")
	}
	return c
}

func firstReasoning(text string) int {
	if m := reasoningTags.FindStringIndex(text); m != nil {
		return m[0]
	}
	return len(text)
}

// templateTokens takes off the marks of chat templates, and what a model wrote after it should have stopped.
func templateTokens(v *view) change {
	var c change
	text := v.text
	if i := strings.LastIndex(text, "[/INST]"); i >= 0 {
		end := i + len("[/INST]")
		c.cut(0, end)
		c.note(RepairTemplate, 0, end, "took off the marks of a chat template")
		return c
	}
	if !strings.ContainsAny(text, "<[") {
		return c
	}
	for at := 0; ; at++ {
		i := strings.IndexAny(text[at:], "<[")
		if i < 0 {
			return c
		}
		at += i
		if at+1 == len(text) || strings.IndexByte("|sSeEbB/E\xef", text[at+1]) < 0 {
			continue
		}
		rest := firstBytes(text[at:], 80)
		first := strings.TrimSpace(text[:at]) == ""
		size, starts := len(endTokens.FindString(rest)), false
		if size == 0 {
			size, starts = len(startTokens.FindString(rest)), true
		}
		switch {
		case size == 0:
			continue
		case starts && rest[:size] == "<s>" && !first:
			continue // <s> for text that is struck out
		case first:
			c.cut(0, at+size)
			c.note(RepairTemplate, 0, at+size, "took off the marks of a chat template")
		default:
			c.cut(at, len(text))
			c.note(RepairTemplate, at, len(text), "took off what comes after the end of the answer")
		}
		return c
	}
}
