package dataset

import (
	"fmt"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/translator/model"
)

// Form is the form of a file for fine-tuning.
type Form string

// The forms, by the programs that read them.
const (
	// TRL and Axolotl: {"messages": [{"role", "content"}]}; pairs for TRL: {"prompt": [..], "chosen": [..], "rejected": [..]}.
	TRL     Form = "trl"
	Axolotl Form = "axolotl"
	// LLaMAFactory: ShareGPT, {"conversations": [{"from", "value"}], "system": ".."}, and its entry for dataset_info.json.
	LLaMAFactory Form = "llama-factory"
)

// Forms returns the forms.
func Forms() []Form { return []Form{TRL, Axolotl, LLaMAFactory} }

// Kind is what is learned from.
type Kind string

// The kinds.
const (
	SFT Kind = "sft" // a question and its expression
	DPO Kind = "dpo" // a question, its expression, and one that did not reach the gold
)

// Kinds returns the kinds.
func Kinds() []Kind { return []Kind{SFT, DPO} }

type turn struct {
	From  string `json:"from"`
	Value string `json:"value"`
}

// chat makes the lines of a form.
type chat struct {
	form   Form
	prompt *prompt.Prompt
}

// ask returns the messages that ask for the expression of a question.
func (c chat) ask(question string) ([]llm.Message, error) {
	return c.prompt.Messages(model.PromptData(question))
}

// sft returns the line of a row.
func (c chat) sft(row Row) (any, error) {
	messages, err := c.ask(row.Question)
	if err != nil {
		return nil, err
	}
	if c.form != LLaMAFactory {
		return struct {
			Messages []llm.Message `json:"messages"`
		}{append(messages, reply(row.Expression))}, nil
	}
	system, turns := shareGPT(messages)
	return struct {
		Conversations []turn `json:"conversations"`
		System        string `json:"system,omitempty"`
	}{append(turns, turn{"gpt", row.Expression}), system}, nil
}

// dpo returns the line of a pair. The rewards go with it for programs that weigh pairs by the margin.
func (c chat) dpo(row Row, rejected Candidate) (any, error) {
	messages, err := c.ask(row.Question)
	if err != nil {
		return nil, err
	}
	switch c.form {
	case TRL:
		return struct {
			Prompt        []llm.Message `json:"prompt"`
			Chosen        []llm.Message `json:"chosen"`
			Rejected      []llm.Message `json:"rejected"`
			ScoreChosen   float64       `json:"score_chosen"`
			ScoreRejected float64       `json:"score_rejected"`
		}{messages, []llm.Message{reply(row.Expression)}, []llm.Message{reply(rejected.Expression)}, row.Reward, rejected.Reward}, nil
	case Axolotl:
		return struct {
			Messages      []llm.Message `json:"messages"`
			Chosen        llm.Message   `json:"chosen"`
			Rejected      llm.Message   `json:"rejected"`
			ScoreChosen   float64       `json:"score_chosen"`
			ScoreRejected float64       `json:"score_rejected"`
		}{messages, reply(row.Expression), reply(rejected.Expression), row.Reward, rejected.Reward}, nil
	case LLaMAFactory:
		system, turns := shareGPT(messages)
		return struct {
			Conversations []turn  `json:"conversations"`
			Chosen        turn    `json:"chosen"`
			Rejected      turn    `json:"rejected"`
			System        string  `json:"system,omitempty"`
			ScoreChosen   float64 `json:"score_chosen"`
			ScoreRejected float64 `json:"score_rejected"`
		}{turns, turn{"gpt", row.Expression}, turn{"gpt", rejected.Expression}, system, row.Reward, rejected.Reward}, nil
	}
	return nil, fmt.Errorf("there is no form %q", c.form)
}

func reply(expression string) llm.Message {
	return llm.Message{Role: llm.Assistant, Content: expression}
}

// shareGPT returns messages in ShareGPT's form, which has the system's apart.
func shareGPT(messages []llm.Message) (system string, turns []turn) {
	names := map[llm.Role]string{llm.User: "human", llm.Assistant: "gpt"}
	for _, m := range messages {
		if m.Role == llm.System {
			system = m.Content
			continue
		}
		turns = append(turns, turn{names[m.Role], m.Content})
	}
	return system, turns
}

// datasetInfo is the entry of LLaMA-Factory's dataset_info.json for a file. It may not name a column that no row has.
func datasetInfo(file string, kind Kind, system bool) map[string]any {
	columns := map[string]string{"messages": "conversations"}
	if system {
		columns["system"] = "system"
	}
	info := map[string]any{"file_name": file, "formatting": "sharegpt", "columns": columns}
	if kind == DPO {
		columns["chosen"], columns["rejected"] = "chosen", "rejected"
		info["ranking"] = true
	}
	return info
}
