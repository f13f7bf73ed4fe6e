package llm

import "context"

// Streaming returns a Model that has m stream and returns the whole: a proxy that closes a connection over which nothing comes leaves it
// open then, and a server notices sooner that nobody waits any more.
func Streaming(m Streamer) Model { return &streaming{m} }

type streaming struct{ model Streamer }

// Unwrap returns the model inside; see [As].
func (s *streaming) Unwrap() Model { return s.model }

func (s *streaming) Generate(ctx context.Context, messages []Message, opts ...Option) (*Response, error) {
	for piece, err := range s.model.Stream(ctx, messages, opts...) {
		if err != nil {
			return nil, err
		}
		if piece.Response != nil {
			return piece.Response, nil
		}
	}
	return nil, &ReplyError{Reason: "the model's stream ended without its last piece", Retry: true}
}
