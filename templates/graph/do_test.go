package graph

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestDoStreams sends and gets what is no JSON, through a redirect too.
func TestDoStreams(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1.0/moved" {
			http.Redirect(w, r, "/v1.0/here", http.StatusFound)
			return
		}
		body, _ := io.ReadAll(r.Body)
		_, _ = io.WriteString(w, r.Method+" "+r.Header.Get("Content-Type")+" "+string(body))
	})
	var out strings.Builder
	ctx := WithHeader(t.Context(), "Content-Type", "text/plain")
	if err := c.Do(ctx, "PUT", "/here", strings.NewReader("raw"), &out); err != nil || out.String() != "PUT text/plain raw" {
		t.Errorf("got %q, %v", out.String(), err)
	}
	out.Reset()
	if err := c.Do(t.Context(), "GET", "/moved", nil, &out); err != nil || out.String() != "GET  " {
		t.Errorf("got %q, %v", out.String(), err)
	}
}

// TestHead accepts the length of a body that is not sent.
func TestHead(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
	})
	if err := c.Do(t.Context(), "HEAD", "/here", nil, nil); err != nil {
		t.Error(err)
	}
}

// TestByteOrderMark reads what the service sends for a number.
func TestByteOrderMark(t *testing.T) {
	c, _ := serve(t, reply(200, "\ufeff12"))
	n := 0
	if err := c.Do(t.Context(), "GET", "/users/$count", nil, &n); err != nil || n != 12 {
		t.Errorf("got %d, %v", n, err)
	}
}
