package contract

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
)

// send makes the call that a client would.
func send(t *testing.T, r *replayed, method, path, body string, header ...string) *http.Response {
	t.Helper()
	req, err := http.NewRequest(method, r.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

func TestReplay(t *testing.T) {
	x := replay(t, exchange{
		method: "PATCH", target: "/users/a b?$select=id,mail&x=1", header: []string{"Prefer", "a=1, b"},
		body: `{"n":1.0,"list":[null,{"a":"b"}]}`, status: 200,
		answer: `{"@odata.nextLink":"https://graph.microsoft.com/v1.0/x"}`,
	})
	resp := send(t, x, "PATCH", "/v1.0/Users/a%20b?x=1&$select=id%2Cmail", `{"list":[null,{"a":"b"}],"n":1}`, "Prefer", "a=1,b")
	x.check(nil)
	data, err := io.ReadAll(resp.Body)
	if want := `{"@odata.nextLink":"` + x.url + `/v1.0/x"}`; err != nil || string(data) != want {
		t.Errorf("answer %s, %v, want %s", data, err, want)
	}
	again, err := io.ReadAll(send(t, x, "GET", "/v1.0/x", "").Body)
	if err != nil || string(again) != `{"value":[]}` {
		t.Errorf("second answer %s, %v", again, err)
	}
	if got := jsonBody[struct{ N float64 }](x, json.Unmarshal); got.N != 1 {
		t.Errorf("body decoded to %v", got)
	}
}

func TestReplayRedirect(t *testing.T) {
	x := replay(t, exchange{method: "GET", target: "/a", status: 302})
	resp := send(t, x, "GET", "/beta/a", "")
	x.checkStream(resp.Body, nil)
	if !strings.HasPrefix(resp.Request.URL.String(), x.location) || strings.HasPrefix(x.location, x.url) {
		t.Errorf("the redirect led to %s, not to another host", resp.Request.URL)
	}
}

func TestReplayError(t *testing.T) {
	x := replay(t, exchange{method: "GET", target: "/a", status: 404})
	if resp := send(t, x, "GET", "/v1.0/a()", ""); resp.StatusCode != 404 {
		t.Errorf("status %d", resp.StatusCode)
	}
	x.check(errors.New("refused"))
}

func TestFirst(t *testing.T) {
	bad := errors.New("bad")
	seq := func(err error) iter.Seq2[int, error] {
		return func(yield func(int, error) bool) { _ = yield(1, err) && yield(2, nil) }
	}
	if got := first(seq(bad)); got != bad {
		t.Errorf("first = %v", got)
	}
	if got := first(func(func(int, error) bool) {}); got != nil {
		t.Errorf("first of nothing = %v", got)
	}
}

func TestJSONDiff(t *testing.T) {
	for _, c := range []struct{ want, got, diff string }{
		{`{"a":1,"b":[true,null]}`, `{"b":[true,null],"a":1e0}`, ""},
		{`{"a":1}`, `{"a":2}`, "$.a: 2, want 1"},
		{`{"a":1}`, `{}`, "$.a is missing"},
		{`{}`, `{"a":1}`, "$.a is not documented"},
		{`[1,2]`, `[1]`, "$: [1], want 2 elements"},
		{`{"a":{}}`, `{"a":[]}`, "$.a: [], want an object"},
		{`{"a":"x"}`, `{"a":null}`, "$.a: <nil>, want x"},
		{`{`, `{}`, "documented: unexpected EOF"},
	} {
		if diff := jsonDiff(c.want, c.got); diff != c.diff {
			t.Errorf("jsonDiff(%s, %s) = %q, want %q", c.want, c.got, diff, c.diff)
		}
	}
}
