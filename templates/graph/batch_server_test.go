package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// batchServer takes batches apart, has inner answer each call, and answers in
// reverse order. It refuses what the service refuses: more than twenty calls,
// dependencies that are not those of a row, absolute URLs.
type batchServer struct {
	t     *testing.T
	inner http.HandlerFunc

	mu      sync.Mutex
	batches [][]batchEntry
}

func (s *batchServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body batchBody
	data, _ := io.ReadAll(r.Body)
	if err := json.Unmarshal(data, &body); err != nil || r.URL.Path != "/v1.0/$batch" || r.Method != "POST" || r.URL.RawQuery != "" || r.Header.Get("Prefer") != "" || len(body.Requests) > 20 || len(body.Requests) == 0 {
		s.t.Errorf("%s %s with %d calls: %v", r.Method, r.URL.Path, len(body.Requests), err)
	}
	s.mu.Lock()
	s.batches = append(s.batches, body.Requests)
	s.mu.Unlock()
	row := len(body.Requests) > 1 && len(body.Requests[1].DependsOn) > 0
	failed := false
	var out []batchAnswer
	for n, e := range body.Requests {
		want := ""
		if row && n > 0 {
			want = body.Requests[n-1].ID
		}
		if strings.Join(e.DependsOn, " ") != want {
			s.t.Errorf("call %d depends on %v, want %q", n, e.DependsOn, want)
		}
		a := batchAnswer{ID: e.ID, Status: 424, Body: json.RawMessage(`{"error":{"code":"failedDependency"}}`)}
		if !row || !failed {
			a = s.answer(e)
		}
		failed = a.Status.(int) >= 400
		out = append(out, a)
	}
	slices.Reverse(out)
	json.NewEncoder(w).Encode(map[string]any{"responses": out})
}

func (s *batchServer) answer(e batchEntry) batchAnswer {
	if !strings.HasPrefix(e.URL, "/") || e.Headers["Authorization"]+e.Headers["Sdkversion"] != "" {
		s.t.Errorf("call to %s with %v", e.URL, e.Headers)
	}
	r := httptest.NewRequest(e.Method, "https://inner/v1.0"+e.URL, strings.NewReader(string(e.Body)))
	for name, value := range e.Headers {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json")
	s.inner(w, r)
	headers := map[string]any{}
	for name := range w.Header() {
		headers[name] = strings.Join(w.Header().Values(name), ", ")
	}
	a := batchAnswer{ID: e.ID, Status: w.Code, Headers: headers}
	switch data := w.Body.Bytes(); {
	case len(data) == 0:
	case json.Valid(data) && w.Header().Get("Content-Type") == "application/json":
		a.Body = data
	default:
		a.Body, _ = json.Marshal(data)
	}
	return a
}

// urls gives the calls of each batch, with the places that they depend on.
func (s *batchServer) urls() string {
	var out []string
	for _, b := range s.batches {
		var calls []string
		for _, e := range b {
			calls = append(calls, strings.TrimPrefix(e.URL, "/users/")+strings.Join(append([]string{""}, e.DependsOn...), "<"))
		}
		out = append(out, strings.Join(calls, " "))
	}
	return strings.Join(out, " | ")
}

func serveBatches(t *testing.T, inner http.HandlerFunc, opts ...Option) (*Client, *batchServer, *clock) {
	s := &batchServer{t: t, inner: inner}
	c, clock := serve(t, s.ServeHTTP, opts...)
	return c, s, clock
}

// getUser puts a Get into a batch.
func getUser(c *Client, b *Batch, id string) *BatchItem[*User] {
	return Add(b, func(ctx context.Context) (*User, error) { return c.Users.Get(ctx, id, nil) })
}

// nameUser answers with a user whose id is the last part of the path.
func nameUser(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, `{"id":%q}`, r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:])
}
