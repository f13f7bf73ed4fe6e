package llmtest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/llmtest"
	"github.com/qcompiler/qcompiler/llm/openai"
)

// A server that writes what it is told to, the second time it is asked: the first call fails as busy servers do.
func Example() {
	server := httptest.NewServer(&llmtest.Server{
		Write: func(_ string, messages []llm.Message) string { return "You said: " + messages[0].Content },
		Fault: func(n int) llmtest.Fault {
			if n == 0 {
				return llmtest.TooMany
			}
			return llmtest.Works
		},
	})
	defer server.Close()
	client, err := openai.New(openai.Config{BaseURL: server.URL + "/v1", Model: "any"})
	if err != nil {
		fmt.Println(err)
		return
	}
	ask := []llm.Message{{Role: llm.User, Content: "hello"}}
	_, err = client.Generate(context.Background(), ask)
	var status *llm.StatusError
	fmt.Println(errors.As(err, &status), llm.Temporary(err))
	reply, err := client.Generate(context.Background(), ask)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(reply.Text)
	// Output:
	// true true
	// You said: hello
}
