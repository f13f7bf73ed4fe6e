package openai_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/openai"
)

func Example() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { // stands for a real one
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"choices":[{"message":{"content":"Who directed Jaws"},"finish_reason":"stop"}]}`)
	}))
	defer server.Close()

	client, err := openai.New(openai.Config{BaseURL: server.URL + "/v1", Model: "some-model"})
	if err != nil {
		panic(err)
	}
	defer client.Close()
	model := llm.Breaker(llm.Retry(client, llm.RetryConfig{}), llm.BreakerConfig{})
	reply, err := model.Generate(context.Background(), []llm.Message{{Role: llm.User, Content: "Translate: who made Jaws?"}}, llm.WithTemperature(0))
	if err != nil {
		panic(err)
	}
	fmt.Println(reply.Text)
	// Output: Who directed Jaws
}
