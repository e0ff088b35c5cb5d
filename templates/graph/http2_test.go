package graph

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// serve2 is serve over HTTP/2, which the service itself speaks.
func serve2(t *testing.T, handler http.HandlerFunc) *Client {
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	c, _ := clientFor(t, WithBaseURL(server.URL), WithHTTPClient(server.Client()), WithTransport(server.Client().Transport))
	return c
}

// abort resets the stream before an answer.
func abort(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// abortLate resets the stream in the middle of the answer.
func abortLate(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprint(w, `{"id":`)
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

func TestHTTP2(t *testing.T) {
	var n atomic.Int64
	c := serve2(t, counted(&n, script(abort, abortLate, reply(429, ""), func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		fmt.Fprintf(w, `{"id":"%s %s %v"}`, r.Proto, data, err)
	})))
	item, err := c.Drive.Upload(t.Context(), "a.txt", "text/plain", strings.NewReader("content"))
	if err != nil || toJSON(t, item) != `{"id":"HTTP/2.0 content <nil>"}` || n.Load() != 4 {
		t.Errorf("after %d requests: %v, %v", n.Load(), item, err)
	}
	n.Store(0)
	c = serve2(t, counted(&n, abort))
	if _, err := c.Users.Create(t.Context(), &User{}); err == nil || n.Load() != 1 {
		t.Errorf("a POST was sent %d times, %v", n.Load(), err)
	}
}

func TestHTTP2Canceled(t *testing.T) {
	arrived, over := make(chan struct{}), make(chan struct{})
	defer close(over)
	c := serve2(t, func(http.ResponseWriter, *http.Request) { close(arrived); <-over })
	canceled, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	if _, err := c.Users.Get(canceled, "x", nil); err == nil || !strings.Contains(err.Error(), "canceled") {
		t.Errorf("got %v", err)
	}
}
