package llm

import (
	"errors"
	"fmt"
	"time"
)

// StatusError is a server's refusal.
type StatusError struct {
	// Status is the HTTP status.
	Status int
	// Message is what the server said, shortened, without the key.
	Message string
	// RetryAfter is how long the server asks to wait; 0 where it does not say.
	RetryAfter time.Duration
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("the model server answered %d", e.Status)
	if e.Message != "" {
		text += ": " + e.Message
	}
	switch e.Status {
	case 401, 403:
		text += "; check the key"
	case 404:
		text += "; check the base URL and the name of the model"
	case 413:
		text += "; send fewer or shorter passages"
	}
	return text
}

// temporary reports whether the same call may succeed later.
func (e *StatusError) temporary() bool {
	switch e.Status {
	case 408, 409, 425, 429:
		return true
	}
	return e.Status >= 500 && e.Status != 501 && e.Status != 505
}

// ReplyError is a reply that cannot be used: not JSON, too large, cut off by the connection.
type ReplyError struct {
	// Reason says what is wrong with it.
	Reason string
	// Retry reports whether another try may help.
	Retry bool
	Err   error
}

func (e *ReplyError) Error() string {
	if e.Err != nil {
		return e.Reason + ": " + e.Err.Error()
	}
	return e.Reason
}

func (e *ReplyError) Unwrap() error { return e.Err }

// ErrOpen says that a server failed so often that it is left alone for a while.
var ErrOpen = errors.New("the model server failed several times in a row and is left alone for a while; check that it runs")

// Temporary reports whether the same call may succeed later: the server is busy or failed, or the connection broke.
func Temporary(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.temporary()
	}
	var reply *ReplyError
	if errors.As(err, &reply) {
		return reply.Retry
	}
	return false
}
