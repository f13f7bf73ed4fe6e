package executor_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/retriever"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// ticking is a clock that moves a millisecond and a half each time it is looked at.
func ticking() func() time.Time {
	now := time.Unix(0, 0)
	return func() time.Time {
		now = now.Add(1500 * time.Microsecond)
		return now
	}
}

// TestResultJSON fixes the JSON form of a result and of the events of its run.
func TestResultJSON(t *testing.T) {
	evidence := func(id string) []answer.Evidence {
		return []answer.Evidence{{
			ID: id, Title: "T", Span: retriever.Range{Start: 4, End: 9},
			Sentence: retriever.Range{Start: 0, End: 10}, Quote: "It is so.",
		}}
	}
	first := values(0.6, "Ann", "Bo")
	first.Values[0].Evidence, first.Values[1].Evidence = evidence("p1"), evidence("p2")
	first.Alternatives = []answer.Value{{Text: "Cy", Kind: answer.Person, Confidence: 0.1}}
	born := values(0.9, "1946")
	born.Values[0].Evidence = evidence("p3")
	e := newExecutor(t, executor.Config{
		Clock: ticking(), Limits: executor.Limits{Parallel: 1, Beam: 2, Retrievals: 3},
		Answerer: table{"Who made it": first, "When was Ann born": born},
		Retriever: retriever.Func(func(_ context.Context, q string, _ ...retriever.Option) ([]retriever.Document, error) {
			switch q {
			case "Who made it":
				return []retriever.Document{{ID: "p1", Title: "T", Text: "It was Ann.", Score: 2}, {ID: "p2", Text: "And Bo.", Score: 1}}, nil
			case "When was Ann born":
				return []retriever.Document{{ID: "p3", Text: "1946.", Score: 2}, {ID: "p1", Text: "It was Ann.", Score: 1}}, nil
			}
			return nil, errors.New("no such page")
		}),
		Composer: answer.ComposeFunc(func(_ context.Context, req answer.ComposeRequest) (answer.Answer, error) {
			v := req.Leaves[1][0].Values[0]
			return answer.Answer{Text: v.Text, Values: []answer.Value{v}, Operation: "last", Reason: "the value of the last step", Confidence: 0.5}, nil
		}),
	})
	p := compile(t, "Who made it * When was {maker} born + Who is left * Why {#3}")
	result, err := e.Run(t.Context(), p, executor.WithQuestion("When was its maker born?"))
	require.NoError(t, err)
	data, err := json.MarshalIndent(json.RawMessage(stable(t, result)), "", "  ")
	require.NoError(t, err)
	golden(t, "testdata/result.json", string(data)+"\n")

	var back executor.Result
	require.NoError(t, json.Unmarshal(data, &back))
	again, err := json.MarshalIndent(back, "", "  ")
	require.NoError(t, err)
	assert.Equal(t, string(data), string(again), "what is written can be read")
	assert.NotContains(t, string(data), "null")
}

// stable is the JSON form with timings that do not depend on which of two look-ups is first.
func stable(t *testing.T, result *executor.Result) []byte {
	t.Helper()
	for i := range result.Leaves {
		for j := range result.Leaves[i].Runs {
			if result.Leaves[i].Runs[j].Elapsed > 0 {
				result.Leaves[i].Runs[j].Elapsed = executor.Milliseconds(1500 * time.Microsecond)
			}
		}
	}
	result.Elapsed = executor.Milliseconds(20*time.Millisecond + time.Nanosecond)
	data, err := json.Marshal(result)
	require.NoError(t, err)
	return data
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestMilliseconds(t *testing.T) {
	for in, want := range map[time.Duration]string{
		0: "0.000", time.Second: "1000.000", 1234567: "1.235", 499: "0.000", -1500 * time.Microsecond: "-1.500",
	} {
		data, err := json.Marshal(executor.Milliseconds(in))
		require.NoError(t, err)
		assert.Equal(t, want, string(data))
		var back executor.Milliseconds
		require.NoError(t, json.Unmarshal(data, &back))
		assert.InDelta(t, int64(in), int64(back), 500)
	}
	var m executor.Milliseconds
	assert.Error(t, json.Unmarshal([]byte(`"1"`), &m))
	assert.Error(t, json.Unmarshal([]byte(`1e300`), &m))
}

func TestValuesAreData(t *testing.T) {
	for _, hostile := range []string{"a + b", "x * {#1}", "{director}", `\{`, "((", `"`, "日本 ＋ {x}"} {
		var asked answer.Request
		e := newExecutor(t, executor.Config{Answerer: answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
			if req.Question == "Who directed Jaws" {
				return values(1, hostile), nil
			}
			asked = req
			return values(1, "ok"), nil
		})})
		result, err := e.Run(t.Context(), compile(t, "Who directed Jaws * When was {director} born, {Director}?"))
		require.NoError(t, err)
		require.Len(t, result.Leaves, 2)
		assert.Equal(t, "When was "+hostile+" born, "+hostile+"?", asked.Question)
		require.Len(t, asked.Filled, 2)
		for _, f := range asked.Filled {
			assert.Equal(t, hostile, asked.Question[f.Start:f.End])
		}
	}
}

func TestBinder(t *testing.T) {
	binder := answer.BindFunc(func(_ context.Context, req answer.BindRequest) ([]answer.Value, error) {
		switch req.Value.Text {
		case "18 December 1946":
			assert.Equal(t, "year", req.Placeholder)
			assert.Equal(t, "What happened in {year}", req.Question)
			assert.Equal(t, "When", req.Asked)
			return []answer.Value{{Text: "1946", Confidence: req.Value.Confidence}}, nil
		case "1947 and 1948":
			return []answer.Value{{Text: "1947"}, {Text: "1948"}}, nil
		case "broken":
			return nil, errors.New("no date")
		case "terrible":
			panic("ouch")
		}
		return nil, nil
	})
	for _, test := range []struct {
		found  []string
		asked  []string
		status answer.Status
		reason string
	}{
		{[]string{"18 December 1946"}, []string{"What happened in 1946"}, answer.Answered, ""},
		{[]string{"1947 and 1948"}, []string{"What happened in 1947", "What happened in 1948"}, answer.Answered, ""},
		{[]string{"soon"}, nil, answer.Skipped, "nothing that was found fits into {year}"},
		{[]string{"soon", "18 December 1946"}, []string{"What happened in 1946"}, answer.Answered, ""},
		{[]string{"broken"}, nil, answer.Failed, `the value "broken" could not be put into {year}: no date`},
		{
			[]string{"terrible"},
			nil, answer.Failed,
			`the value "terrible" could not be put into {year}: internal error in the binder: ouch; please report it to the maker of that part`,
		},
		{[]string{" "}, nil, answer.Skipped, "there is nothing to put into {year}: A is empty"},
	} {
		result := run(t, "When * What happened in {year}", executor.Config{
			Binder: binder,
			Answerer: answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
				if req.Question == "When" {
					return values(0.9, test.found...), nil
				}
				return values(0.9, "much"), nil
			}),
		})
		var asked []string
		for _, r := range result.Leaves[1].Runs {
			asked = append(asked, r.Question)
		}
		assert.Equal(t, test.asked, asked, test.found)
		assert.Equal(t, test.status, result.Leaves[1].Status, test.found)
		assert.Equal(t, test.reason, result.Leaves[1].Reason)
	}
}

// TestPairs is the example of the design: D is asked for the b and c of the same a.
func TestPairs(t *testing.T) {
	result := run(t, "who * (father of {#1} + mother of {#1}) * children of {#2} and {#3}", executor.Config{
		Answerer: answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
			if req.Question == "who" {
				return values(0.9, "Ann", "Bo"), nil
			}
			return values(0.9, strings.ToUpper(req.Question)), nil
		}),
	})
	var asked []string
	for _, r := range result.Leaves[3].Runs {
		asked = append(asked, r.Question)
	}
	assert.Equal(t, []string{"children of FATHER OF ANN and MOTHER OF ANN", "children of FATHER OF BO and MOTHER OF BO"}, asked)
}

// TestLaterConfidenceWins is what the beam is for: the second candidate of the first leaf lets the second be answered.
func TestLaterConfidenceWins(t *testing.T) {
	first := values(0.5, "Ann")
	first.Alternatives = []answer.Value{{Text: "Bo", Confidence: 0.4}, {Text: "Cy", Confidence: 0.05}}
	known := table{"who": first, "when Bo": values(0.9, "1946"), "when Cy": values(1, "1900")}
	result := run(t, "who * when {#1}", executor.Config{Answerer: known})
	assert.Equal(t, "1946", result.Answer.Text)
	assert.Equal(t, "Bo", result.Leaves[0].Runs[0].Values[0].Text)
	assert.Equal(t, []answer.Value{first.Values[0], first.Alternatives[1]}, result.Leaves[0].Runs[0].Alternatives)
	assert.Equal(t, 4, result.Usage.Reads)

	known["when Ann"] = values(0.7, "1912") // 0.5*0.7 against 0.4*0.9*0.8: not really better
	result = run(t, "who * when {#1}", executor.Config{Answerer: known})
	assert.Equal(t, "1912", result.Answer.Text)

	delete(known, "when Ann")
	result = run(t, "who * when {#1}", executor.Config{Answerer: known, Limits: executor.Limits{Beam: 1}})
	assert.Equal(t, answer.Empty, result.Leaves[1].Status)
	assert.Equal(t, answer.Partial, result.Status)
	assert.Equal(t, 2, result.Usage.Reads)
}

func TestSameQuestionOnce(t *testing.T) {
	result := run(t, "a + a + b * {#3} + (a * {#5} + b)", executor.Config{Answerer: answer.Func(
		func(_ context.Context, req answer.Request) (answer.Answer, error) { return values(1, "a"), nil })})
	assert.Equal(t, executor.Usage{Retrievals: 2, Reads: 3}, result.Usage, "a, b, and a where it was filled in")
	total := executor.Usage{}
	for _, leaf := range result.Leaves {
		for _, r := range leaf.Runs {
			total.Retrievals += r.Usage.Retrievals
			total.Reads += r.Usage.Reads
		}
	}
	assert.Equal(t, result.Usage, total, "what is shared is told once")
}

func ExampleExecutor_Stream() {
	e, err := executor.New(executor.Config{
		Retriever: retriever.Func(one),
		Answerer: table{
			"Who directed Jaws":              values(0.9, "Steven Spielberg"),
			"When was Steven Spielberg born": values(0.8, "18 December 1946"),
		},
		Composer: answer.ComposeFunc(last),
	})
	if err != nil {
		panic(err)
	}
	p := compile(nil, "Who directed Jaws * When was {director} born")
	for event, err := range e.Stream(context.Background(), p) {
		if err != nil {
			panic(err)
		}
		fmt.Println(strings.TrimSpace(fmt.Sprint(event.Kind, " ", event.Leaf, " ", event.Question)))
		if event.Result != nil {
			fmt.Println(event.Result.Answer.Text)
		}
	}
	// Output:
	// planned
	// started A Who directed Jaws
	// retrieved A Who directed Jaws
	// answered A Who directed Jaws
	// started B When was Steven Spielberg born
	// retrieved B When was Steven Spielberg born
	// answered B When was Steven Spielberg born
	// composed
	// finished
	// 18 December 1946
}
