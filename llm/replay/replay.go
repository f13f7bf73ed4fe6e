// Package replay records the traffic with a model server and plays it back, so that tests run on real replies without a server.
//
// A cassette is a file of JSON Lines, an exchange a line. [NewRecorder] is an http.RoundTripper that writes one while requests go through,
// with keys taken out; [Open] is one that answers from it. A request that is not on the cassette is an error, [ErrUnknown], never a call.
package replay

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
)

// Exchange is a request and its reply, one line of a cassette.
type Exchange struct {
	Method string `json:"method"`
	// Path is the path of the address; the host is not kept.
	Path string `json:"path"`
	// Request is the body of the request.
	Request string `json:"request,omitempty"`
	Status  int    `json:"status"`
	Type    string `json:"type"`
	// Reply is the body of the reply.
	Reply string `json:"reply"`
}

// maxBody is the most bytes of a body that are recorded.
const maxBody = 4 << 20

// Recorder is an [http.RoundTripper] that writes each exchange to a cassette. No header is written but the type of the reply, and the
// secrets it was told of are taken out of both bodies before anything is written.
type Recorder struct {
	next    http.RoundTripper
	secrets []string

	mu  sync.Mutex
	out io.Writer
}

// NewRecorder returns a recorder before next that writes to out, one JSON line an exchange. Secrets, such as the key, never reach out.
func NewRecorder(out io.Writer, next http.RoundTripper, secrets ...string) *Recorder {
	if next == nil {
		next = http.DefaultTransport
	}
	return &Recorder{next: next, out: out, secrets: secrets}
}

// RoundTrip does a request and records it once its reply was read to the end.
func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := requestBody(req)
	if err != nil {
		return nil, err
	}
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	_ = resp.Body.Close()
	if err != nil {
		return nil, err
	}
	if len(data) > maxBody {
		return nil, fmt.Errorf("recording: the reply is larger than %d bytes", maxBody)
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	err = r.write(Exchange{
		Method: req.Method, Path: req.URL.Path, Request: r.hide(body), Status: resp.StatusCode, Type: resp.Header.Get("Content-Type"),
		Reply: r.hide(string(data)),
	})
	return resp, err
}

func (r *Recorder) hide(text string) string {
	for _, secret := range r.secrets {
		if secret == "" {
			continue
		}
		text = strings.ReplaceAll(text, secret, "[key]")
		if escaped, err := json.Marshal(secret); err == nil { // as it stands in a body of JSON
			text = strings.ReplaceAll(text, string(escaped[1:len(escaped)-1]), "[key]")
		}
	}
	return text
}

func (r *Recorder) write(e Exchange) error {
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	_, err = r.out.Write(append(data, '\n'))
	return err
}

// requestBody reads the body of a request and puts it back.
func requestBody(req *http.Request) (string, error) {
	if req.Body == nil {
		return "", nil
	}
	data, err := io.ReadAll(io.LimitReader(req.Body, maxBody+1))
	_ = req.Body.Close()
	if err != nil {
		return "", err
	}
	if len(data) > maxBody {
		return "", fmt.Errorf("recording: the request is larger than %d bytes", maxBody)
	}
	req.Body = io.NopCloser(bytes.NewReader(data))
	return string(data), nil
}

// Player is an [http.RoundTripper] that answers from a cassette. A request that was recorded several times gets the replies in turn, then
// the last one again; one that was never recorded is an error.
type Player struct {
	mu    sync.Mutex
	known map[string][]Exchange
}

// ErrUnknown says that a request is not on the cassette: record it again after a prompt or a parameter has changed.
var ErrUnknown = errors.New("the request is not on the cassette; record it again")

// NewPlayer reads a cassette.
func NewPlayer(in io.Reader) (*Player, error) {
	p := &Player{known: map[string][]Exchange{}}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 4*maxBody)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var e Exchange
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("cassette: line %d: %w", n, err)
		}
		k := key(e.Method, e.Path, e.Request)
		p.known[k] = append(p.known[k], e)
	}
	return p, lines.Err()
}

// Open reads a cassette from a file.
func Open(name string) (*Player, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return NewPlayer(f)
}

func key(method, path, body string) string { return method + " " + path + "\n" + body }

// RoundTrip answers a request.
func (p *Player) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := requestBody(req)
	if err != nil {
		return nil, err
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	k := key(req.Method, req.URL.Path, body)
	p.mu.Lock()
	defer p.mu.Unlock()
	found := p.known[k]
	if len(found) == 0 {
		return nil, ErrUnknown
	}
	e := found[0]
	if len(found) > 1 {
		p.known[k] = found[1:]
	}
	return &http.Response{
		StatusCode: e.Status, Status: fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {e.Type}}, Body: io.NopCloser(strings.NewReader(e.Reply)), ContentLength: int64(len(e.Reply)), Request: req,
	}, nil
}
