// Package contract is the static part of the tests that graphgen writes beside
// a client: a local server that expects the request of one documented example
// and gives its response.
//
// It knows no operation and no client; the generated tests add those.
package contract

import (
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// exchange is one documented example.
type exchange struct {
	method string
	target string   // path and query after the version, the path without escapes
	header []string // name, value, name, value …
	body   string
	stream bool // the body is not JSON
	status int
	// location is the documented Location header. Of a redirect it is replaced.
	location string
	answer   string
}

// replayed is an exchange under way.
type replayed struct {
	exchange
	t     *testing.T
	url   string // of the server
	calls atomic.Int32
}

// replay starts the server of one exchange. It ends with the test.
func replay(t *testing.T, x exchange) *replayed {
	t.Helper()
	r := &replayed{exchange: x, t: t}
	r.url = r.serve(r)
	if x.status/100 == 3 {
		r.location = r.serve(http.HandlerFunc(r.content))
	}
	return r
}

func (r *replayed) serve(h http.Handler) string {
	server := httptest.NewServer(h)
	r.t.Cleanup(server.Close)
	return server.URL
}

// content is what a redirect leads to: another host, which must see no token.
func (r *replayed) content(w http.ResponseWriter, req *http.Request) {
	if req.Header.Get("Authorization") != "" {
		r.t.Error("the token was sent to the target of a redirect")
	}
	_, _ = io.WriteString(w, "content") // a client that went away fails its own test
}

// ServeHTTP compares the first request with the documented one. Later ones
// are those that a client makes on its own, for a next page.
func (r *replayed) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if r.calls.Add(1) > 1 {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"value":[]}`)
		return
	}
	r.compare(req)
	r.respond(w)
}

// respond gives the documented response. Its links lead to this server.
func (r *replayed) respond(w http.ResponseWriter) {
	if r.location != "" {
		w.Header().Set("Location", r.local(r.location))
	}
	if r.answer != "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(r.status)
	if r.status != http.StatusNoContent && r.status != http.StatusNotModified {
		_, _ = io.WriteString(w, r.local(r.answer))
	}
}

func (r *replayed) local(text string) string {
	return strings.ReplaceAll(text, "https://graph.microsoft.com/", r.url+"/")
}

// compare reports what is not as documented.
func (r *replayed) compare(req *http.Request) {
	if req.Method != r.method {
		r.t.Errorf("method %s, documented is %s", req.Method, r.method)
	}
	path, query, _ := strings.Cut(r.target, "?")
	got := cutVersion(req.URL.Path)
	if !strings.EqualFold(strings.TrimSuffix(got, "()"), strings.TrimSuffix(strings.TrimSuffix(path, "/"), "()")) {
		r.t.Errorf("path %s, documented is %s", got, path)
	}
	if got, want := pairs(req.URL.RawQuery), pairs(query); !slices.Equal(got, want) {
		r.t.Errorf("query %q, documented is %q", got, want)
	}
	for i := 0; i+1 < len(r.header); i += 2 {
		got, want := req.Header.Get(r.header[i]), r.header[i+1]
		if squeeze(got) != squeeze(want) {
			r.t.Errorf("header %s: %q, documented is %q", r.header[i], got, want)
		}
	}
	r.compareBody(req)
}

func (r *replayed) compareBody(req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		r.t.Errorf("reading the body: %v", err)
	}
	if got := string(body); r.stream || r.body == "" || got == "" {
		if got != r.body {
			r.t.Errorf("body %q, documented is %q", got, r.body)
		}
		return
	}
	if diff := jsonDiff(r.body, string(body)); diff != "" {
		r.t.Errorf("body differs: %s\nsent:       %s\ndocumented: %s", diff, body, r.body)
	}
}

func cutVersion(path string) string {
	for _, v := range []string{"/v1.0", "/beta"} {
		if rest, ok := strings.CutPrefix(path, v); ok {
			return rest
		}
	}
	return path
}

// pairs returns the parameters of a query, decoded and sorted.
func pairs(query string) []string {
	var out []string
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		out = append(out, unescape(name)+"="+unescape(value))
	}
	slices.Sort(out)
	return out
}

func unescape(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return strings.ReplaceAll(s, "+", " ")
}

// squeeze takes the blanks out of a header's value.
func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }

// check compares the result of the call with the documented status.
func (r *replayed) check(err error) {
	r.t.Helper()
	switch {
	case r.calls.Load() == 0:
		r.t.Errorf("no request was sent: %v", err)
	case r.status >= 400 && err == nil:
		r.t.Errorf("no error, documented is status %d", r.status)
	case r.status < 400 && err != nil:
		r.t.Error(err)
	}
}

// checkStream reads a download and compares it with the documented body.
func (r *replayed) checkStream(content io.ReadCloser, err error) {
	r.t.Helper()
	r.check(err)
	if err != nil {
		return
	}
	defer content.Close()
	data, err := io.ReadAll(content)
	if err != nil {
		r.t.Error(err)
	}
	if r.status/100 == 2 && string(data) != r.local(r.answer) {
		r.t.Errorf("content %q, documented is %q", data, r.answer)
	}
}

// first is the error of the first element of a sequence.
func first[T any](seq iter.Seq2[T, error]) error {
	for _, err := range seq {
		return err
	}
	return nil
}
