package main

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
)

func TestRun(t *testing.T) {
	for expression, want := range map[string]string{
		example: "answer: 18 V (answered)\n  [1] M220: voltage: 18 V\n  [2] Kestrel 4: motor: M220\n",
		"What is the motor of the Kestrel 5 * What is the voltage of {motor}": "answer: 36 V (answered)\n",
		"What is the maker of the M220 * Who founded {maker}":                 "answer: Ines Halden (answered)\n", // prose: the reader that is built in
	} {
		var out bytes.Buffer
		require.NoError(t, run(context.Background(), &out, expression), expression)
		assert.Contains(t, out.String(), want, expression)
	}
}

// What it does not know is left to the next reader, and evidence points at the value.
func TestAnswer(t *testing.T) {
	asked := 0
	r := sheetReader{answer.Func(func(context.Context, answer.Request) (answer.Answer, error) {
		asked++
		return answer.Answer{}, nil
	})}
	for question, want := range map[string]string{"What is the weight of the Kestrel 4?": "1.4 kg", "What is the colour of the Kestrel 4": "", "What is the weight of M1": ""} {
		before := asked
		a, err := r.Answer(context.Background(), answer.Request{Question: question, Passages: sheets})
		require.NoError(t, err)
		assert.Equal(t, want, a.Text, question)
		assert.Equal(t, want == "", asked == before+1, question)
		if want != "" {
			e := a.Values[0].Evidence[0]
			assert.Equal(t, want, sheets[0].Text[e.Span.Start:e.Span.End])
			assert.Equal(t, e.Quote, sheets[0].Text[e.Sentence.Start:e.Sentence.End])
		}
	}
}
