package openai

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/qcompiler/qcompiler/llm"
)

// Detect returns how the server takes a grammar: as configured, or as its list of models gives it away. The answer is kept. A server
// that has no such list, or is none of the known ones, is taken to be [Plain].
func (c *Client) Detect(ctx context.Context) (Dialect, error) {
	c.mu.Lock()
	dialect := c.dialect
	c.mu.Unlock()
	if dialect != Detect {
		return dialect, nil
	}
	owners, err := c.owners(ctx)
	var status *llm.StatusError
	if errors.As(err, &status) && !llm.Temporary(err) && status.Status != http.StatusUnauthorized && status.Status != http.StatusForbidden {
		owners, err = nil, nil // no such list
	}
	if err != nil {
		return Detect, err
	}
	dialect = dialectOf(owners)
	c.mu.Lock()
	c.dialect = dialect
	c.mu.Unlock()
	return dialect, nil
}

// Constrains reports whether the server holds replies to a grammar; see [llm.Constrainer].
func (c *Client) Constrains(ctx context.Context) bool {
	dialect, err := c.Detect(ctx)
	return err == nil && dialect != Plain
}

// dialectOf knows servers by the owner they name for their models.
func dialectOf(owners []string) Dialect {
	for _, owner := range owners {
		switch strings.ToLower(owner) {
		case "llamacpp", "llama.cpp":
			return LlamaCpp
		case "me": // the server of llama-cpp-python
			return LlamaCpp
		case "vllm":
			return VLLM
		case "sglang":
			return SGLang
		}
	}
	return Plain
}

// owners returns who owns the models of the server.
func (c *Client) owners(ctx context.Context) ([]string, error) {
	resp, err := c.do(ctx, http.MethodGet, "/models", nil, "application/json")
	if err != nil {
		return nil, err
	}
	defer c.finish(resp)
	data, err := c.read(resp.Body)
	if err != nil {
		return nil, err
	}
	var list struct {
		Data []struct {
			Owner string `json:"owned_by"`
		} `json:"data"`
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, nil // some other list: no dialect we know
	}
	owners := make([]string, len(list.Data))
	for i, m := range list.Data {
		owners[i] = m.Owner
	}
	return owners, nil
}
