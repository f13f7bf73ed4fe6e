package llm

import (
	"context"
	"iter"
)

// Role says who speaks in a [Message].
type Role string

// The roles of chat servers.
const (
	System    Role = "system"
	User      Role = "user"
	Assistant Role = "assistant"
)

// Message is one turn of a conversation.
type Message struct {
	Role    Role   `json:"role"`
	Content string `json:"content"`
}

// Model writes the next turn of a conversation.
//
// Implementations are safe for concurrent use and honour ctx. What a model writes is untrusted: whoever reads it checks it.
type Model interface {
	Generate(ctx context.Context, messages []Message, opts ...Option) (*Response, error)
}

// Streamer is a Model that can hand out its text piece by piece; look for it by type assertion.
type Streamer interface {
	Model
	// Stream yields the pieces of the text as they come. The last piece has the whole response. Leaving the loop ends the call.
	Stream(ctx context.Context, messages []Message, opts ...Option) iter.Seq2[Piece, error]
}

// Constrainer is a Model that knows whether its server holds replies to a grammar ([WithGrammar]); look for it with [As].
type Constrainer interface {
	Model
	// Constrains reports whether a grammar holds replies. A server that cannot be asked does not.
	Constrains(ctx context.Context) bool
}

// As returns the first T among m and the models it wraps: what stands around a model, such as [Retry], has a method Unwrap that returns
// it. It is for asking what a model can do; calls go through m, which counts and retries them.
func As[T any](m Model) (T, bool) {
	for m != nil {
		if found, ok := m.(T); ok {
			return found, true
		}
		wrapper, ok := m.(interface{ Unwrap() Model })
		if !ok {
			break
		}
		m = wrapper.Unwrap()
	}
	var none T
	return none, false
}

// Piece is a part of a streamed text.
type Piece struct {
	// Text is what was added.
	Text string
	// Response is the whole, in the last piece; nil in the others.
	Response *Response
}

// Response is what a model wrote.
type Response struct {
	// Text is the reply.
	Text string `json:"text"`
	// Finish says why it ended there.
	Finish Finish `json:"finish"`
	// Model is the name the server gives itself.
	Model string `json:"model,omitempty"`
	// Usage is what the call cost; its Calls is 1, or 0 where the reply came from a cache.
	Usage Usage `json:"usage"`
	// Cached reports whether the reply was kept from an earlier call.
	Cached bool `json:"-"`
}

// Finish says why a reply ended.
type Finish string

// The reasons; servers have others, which are kept as they are.
const (
	Stop     Finish = "stop"           // the model was done
	Length   Finish = "length"         // the limit on tokens: the reply is cut off
	Filtered Finish = "content_filter" // the server withheld the rest
)

// Func makes a Model of a function.
type Func func(ctx context.Context, messages []Message, opts ...Option) (*Response, error)

// Generate calls f.
func (f Func) Generate(ctx context.Context, messages []Message, opts ...Option) (*Response, error) {
	return f(ctx, messages, opts...)
}
