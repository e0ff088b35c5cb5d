package sdktest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"

	"github.com/graphgen/graphgen/generated/graph"
)

// call is one call of the SDK, what it must send, and what it must make of the
// answer.
type call struct {
	name string
	do   func(t *testing.T, c *graph.Client) (any, error)

	line   string            // "GET /v1.0/users?$top=2", the query as it is sent
	header map[string]string // "" stands for a header that must not be there
	body   string            // JSON is compared by its meaning, "" is no body

	status int // 200 where it is 0
	reply  string
	want   any
}

// run makes every call against a server of its own.
func run(t *testing.T, calls []call) {
	t.Helper()
	for _, c := range calls {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var asked int
			client := newClient(t, c.handler(t, &asked))
			got, err := c.do(t, client)
			if err != nil {
				t.Fatal(err)
			}
			if asked != 1 {
				t.Errorf("%d requests, expected 1", asked)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %#v, expected %#v", got, c.want)
			}
		})
	}
}

// newClient returns a client that sends its calls to handler.
func newClient(t *testing.T, handler http.HandlerFunc) *graph.Client {
	t.Helper()
	client, err := graph.NewClient(graph.StaticToken("a-token"), graph.WithBaseURL(serve(t, handler)))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// serve starts a server that lasts as long as the test.
func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// handler checks what is sent, counts it, and answers.
func (c *call) handler(t *testing.T, asked *int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*asked++
		c.check(t, r)
		answer(w, c.status, c.reply)
	}
}

func (c *call) check(t *testing.T, r *http.Request) {
	t.Helper()
	if got := r.Method + " " + r.RequestURI; got != c.line {
		t.Errorf("sent %s, expected %s", got, c.line)
	}
	if got := r.Header.Get("Authorization"); got != "Bearer a-token" {
		t.Errorf("sent Authorization %q", got)
	}
	for name, want := range c.header {
		if got := r.Header.Get(name); got != want {
			t.Errorf("sent %s %q, expected %q", name, got, want)
		}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	if !sameBody(string(body), c.body) {
		t.Errorf("sent body %s, expected %s", body, c.body)
	}
}

// sameBody compares JSON by its meaning and anything else by its bytes.
func sameBody(got, want string) bool {
	var a, b any
	if json.Unmarshal([]byte(got), &a) != nil || json.Unmarshal([]byte(want), &b) != nil {
		return got == want
	}
	return reflect.DeepEqual(a, b)
}

// answer writes a reply; JSON where it looks like it.
func answer(w http.ResponseWriter, status int, reply string) {
	if len(reply) > 0 && reply[0] == '{' {
		w.Header().Set("Content-Type", "application/json")
	}
	if status != 0 {
		w.WriteHeader(status)
	}
	io.WriteString(w, reply)
}

// read takes a stream to its end.
func read(stream io.ReadCloser, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	data, err := io.ReadAll(stream)
	return string(data), err
}

// list is what a test looks at in a page of a list.
func list[T, V any](page *graph.Page[T], err error, value func(T) V) (any, error) {
	if err != nil {
		return nil, err
	}
	values := []V{}
	for _, item := range page.Value {
		values = append(values, value(item))
	}
	return values, nil
}
