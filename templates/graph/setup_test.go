package graph

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// clock stands in for time: nobody waits, and the waits are written down.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	waits []time.Duration
}

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.waits = append(c.waits, d)
	return nil
}

// slept gives the waits so far.
func (c *clock) slept() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]time.Duration(nil), c.waits...)
}

const testToken = "secret-token"

// useClock makes client live in a time of its own.
func useClock(client *Client) *clock {
	c := &clock{now: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)}
	client.core.sleep, client.core.now = c.sleep, c.read
	return c
}

// serve starts a server and makes a client for it.
func serve(t testing.TB, handler http.HandlerFunc, opts ...Option) (*Client, *clock) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return clientFor(t, append([]Option{WithBaseURL(server.URL)}, opts...)...)
}

func clientFor(t testing.TB, opts ...Option) (*Client, *clock) {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	client, err := NewClient(StaticToken(testToken), append([]Option{WithTransport(transport)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client, useClock(client)
}

// Two hosts with TLS: Graph, and one that is not Graph although its name ends
// in Graph's, so that net/http itself would show it the token.
const (
	graphHost   = "example.com"
	foreignHost = "evil.example.com"
)

// network is where the two hosts are. Every request to the foreign one is
// kept, and fails the test when it carries something that is not for it.
type network struct {
	t       testing.TB
	graph   http.HandlerFunc
	foreign http.HandlerFunc
	address string

	mu    sync.Mutex
	seen  []string
	plain bool // requests over plain HTTP arrived
}

// connect starts the network and makes a client of graphHost.
func connect(t testing.TB, graph, foreign http.HandlerFunc, opts ...Option) (*Client, *network) {
	t.Helper()
	n := &network{t: t, graph: graph, foreign: foreign}
	server := httptest.NewTLSServer(n)
	t.Cleanup(server.Close)
	n.address = server.Listener.Addr().String()
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.plain = true
	}))
	t.Cleanup(plain.Close)
	roots := server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	transport := &http.Transport{
		TLSClientConfig:     &tls.Config{RootCAs: roots, ClientSessionCache: tls.NewLRUClientSessionCache(0)},
		MaxIdleConnsPerHost: 64,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			to := n.address
			if strings.HasSuffix(address, ":80") {
				to = plain.Listener.Addr().String()
			}
			return (&net.Dialer{}).DialContext(ctx, network, to)
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	client, _ := clientFor(t, append([]Option{WithBaseURL("https://" + graphHost), WithTransport(transport)}, opts...)...)
	return client, n
}

func (n *network) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Host == graphHost {
		n.graph(w, r)
		return
	}
	n.mu.Lock()
	n.seen = append(n.seen, r.Method+" "+r.URL.Path)
	n.mu.Unlock()
	for name, values := range r.Header {
		if name == "Authorization" || strings.Contains(strings.Join(values, " "), "secret") {
			n.t.Errorf("%s got %s: %s", r.Host, name, values)
		}
	}
	if n.foreign != nil {
		n.foreign(w, r)
	}
}

// visits gives the requests that the foreign host got.
func (n *network) visits() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.plain {
		n.t.Error("a request was sent over plain HTTP")
	}
	return append([]string(nil), n.seen...)
}

// script answers the n-th request with the n-th answer, and later ones with
// the last.
func script(answers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	n := 0
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		answer := answers[min(n, len(answers)-1)]
		n++
		mu.Unlock()
		answer(w, r)
	}
}

// reply answers with a status, headers ("Name: value") and a body.
func reply(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// hangUp breaks the connection without an answer.
func hangUp(w http.ResponseWriter, r *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		conn.Close()
	}
}

// cutOff promises more than it sends.
func cutOff(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "1000")
	fmt.Fprint(w, `{"id":`)
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// counted counts the requests that reach a handler.
func counted(n *atomic.Int64, handler http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		handler(w, r)
	}
}

// response makes an answer without a server.
func response(r *http.Request, status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Status: http.StatusText(status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}
}
