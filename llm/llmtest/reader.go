package llmtest

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/llm"
)

// Reader returns a Write for a model that reads: it answers a question with the value of the first key, by the alphabet, all of whose words the question
// has, if one of the passages shown has that value, and composes an answer of all findings.
func Reader(plan string, facts map[string]string) func(schema string, messages []llm.Message) string {
	return func(schema string, messages []llm.Message) string {
		user := messages[len(messages)-1].Content
		switch schema {
		case "answer":
			return read(user, facts)
		case "compose":
			return compose(user)
		case "bind":
			return `{"fits":false,"text":""}`
		}
		return plan
	}
}

var passage = regexp.MustCompile(`(?m)^\[[0-9a-f]{16} (?:passage (\d+)|end of)`)

func read(user string, facts map[string]string) string {
	_, question, _ := strings.Cut(user, "\nQuestion: ")
	for _, words := range slices.Sorted(maps.Keys(facts)) { // a map's own order would change from run to run
		value := facts[words]
		if !hasAll(question, words) {
			continue
		}
		places := passage.FindAllStringSubmatchIndex(user, -1)
		for i := 0; i+1 < len(places); i++ {
			if strings.Contains(user[places[i][0]:places[i+1][0]], value) {
				data, _ := json.Marshal(map[string]any{"found": true, "answers": []any{
					map[string]any{"text": value, "passages": []int{i + 1}, "quote": value},
				}})
				return string(data)
			}
		}
	}
	return `{"found":false,"answers":[]}`
}

func hasAll(text, words string) bool {
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

var finding = regexp.MustCompile(`(?m)^(\d+)\. .*\n   (.*)$`)

func compose(user string) string {
	var texts []string
	var numbers []int
	for i, f := range finding.FindAllStringSubmatch(user, -1) {
		if !strings.HasPrefix(f[2], "nothing was found") {
			texts, numbers = append(texts, f[2]), append(numbers, i+1)
		}
	}
	data, _ := json.Marshal(map[string]any{"decided": len(texts) > 0, "answer": strings.Join(texts, ", "), "findings": numbers, "reason": "so it was found"})
	return string(data)
}
