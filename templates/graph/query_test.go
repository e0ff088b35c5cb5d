package graph

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// sent makes a call against a server and gives the request that arrives.
func sent(t *testing.T, call func(c *Client)) *http.Request {
	t.Helper()
	var got *http.Request
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		fmt.Fprint(w, `{"value":[]}`)
	})
	call(c)
	if got == nil {
		t.Fatal("nothing was sent")
	}
	return got
}

func TestOptions(t *testing.T) {
	r := sent(t, func(c *Client) {
		c.Users.List(t.Context(), &UsersListOptions{
			Select: []string{"id", "displayName"}, Filter: "startsWith(mail,'a&b+c#d/e f?') and é eq '😀'",
			Search: `"displayName:x y"`, Top: 5, Count: true, Prefer: []string{"a", "b=c"},
		})
	})
	want := "$select=id,displayName&$filter=startsWith(mail,'a%26b%2Bc%23d/e%20f?')%20and%20%C3%A9%20eq%20'%F0%9F%98%80'" +
		"&$search=%22displayName:x%20y%22&$top=5&$count=true"
	if r.URL.RawQuery != want {
		t.Errorf("query\n%s, want\n%s", r.URL.RawQuery, want)
	}
	if got := r.URL.Query().Get("$filter"); got != "startsWith(mail,'a&b+c#d/e f?') and é eq '😀'" {
		t.Errorf("filter arrives as %q", got)
	}
	if got := r.Header.Get("Prefer"); got != "a,b=c" {
		t.Errorf("Prefer is %q", got)
	}
}

// TestArguments sends options that are arguments of a function.
func TestArguments(t *testing.T) {
	type options struct {
		Row    *int      `function:"row"`
		Name   string    `function:"name"`
		Names  []string  `function:"names"`
		Since  time.Time `function:"since"`
		Exact  bool      `function:"exact"`
		Select []string  `query:"$select"`
	}
	tests := []struct {
		opts *options
		want string
	}{
		{nil, "/v1.0/cell"},
		{&options{}, "/v1.0/cell"},
		{&options{Row: new(int), Exact: true}, "/v1.0/cell(row=0,exact=true)"},
		{&options{Name: "a/b?'c)", Select: []string{"id"}}, "/v1.0/cell(name='a%2Fb%3F''c%29')?$select=id"},
		{&options{Names: []string{"a", "b"}, Since: time.Date(2021, 7, 1, 0, 0, 0, 0, time.UTC)}, "/v1.0/cell(names=%5B'a','b'%5D,since=2021-07-01T00:00:00Z)"},
	}
	for _, test := range tests {
		r := sent(t, func(c *Client) {
			if err := do(t.Context(), &c.core, &request{method: "GET", path: "/cell", options: test.opts}); err != nil {
				t.Error(err)
			}
		})
		if r.RequestURI != test.want {
			t.Errorf("sent %s, want %s", r.RequestURI, test.want)
		}
	}
}

func TestNoOptions(t *testing.T) {
	for _, opts := range []*UsersListOptions{nil, {}} {
		r := sent(t, func(c *Client) { c.Users.List(t.Context(), opts) })
		if r.URL.RawQuery != "" || strings.Contains(r.RequestURI, "?") || r.Header["Consistencylevel"] != nil {
			t.Errorf("sent %s %v", r.RequestURI, r.Header)
		}
	}
}

func TestConsistencyLevel(t *testing.T) {
	tests := []struct {
		opts UsersListOptions
		want string
	}{
		{UsersListOptions{Search: "x"}, "eventual"},
		{UsersListOptions{Count: true}, "eventual"},
		{UsersListOptions{Filter: "x"}, ""},
		{UsersListOptions{Search: "x", ConsistencyLevel: "session"}, "session"},
	}
	for _, test := range tests {
		r := sent(t, func(c *Client) { c.Users.List(t.Context(), &test.opts) })
		if got := r.Header.Get("ConsistencyLevel"); got != test.want {
			t.Errorf("%+v: got %q, want %q", test.opts, got, test.want)
		}
		// Delta is not documented to need it.
		r = sent(t, func(c *Client) {
			for range c.Users.Delta(t.Context(), &test.opts).Changes() {
			}
		})
		if got := r.Header.Get("ConsistencyLevel"); got != test.opts.ConsistencyLevel {
			t.Errorf("delta with %+v: got %q", test.opts, got)
		}
	}
	r := sent(t, func(c *Client) { c.Users.Count(t.Context()) })
	if got := r.Header.Get("ConsistencyLevel"); got != "eventual" {
		t.Errorf("$count: got %q", got)
	}
	r = sent(t, func(c *Client) { c.Users.List(WithQuery(t.Context(), "$count", "true"), nil) })
	if got := r.Header.Get("ConsistencyLevel"); got != "eventual" {
		t.Errorf("$count by WithQuery: got %q", got)
	}
}

func TestEscapeHatch(t *testing.T) {
	r := sent(t, func(c *Client) {
		ctx := WithQuery(t.Context(), "$top", "9")
		ctx = WithQuery(WithQuery(ctx, "$expand", "a($select=b)"), "x y", "1&2")
		ctx = WithHeader(WithHeader(ctx, "Prefer", "mine"), "x-own", "x")
		c.Users.List(ctx, &UsersListOptions{Top: 5, Filter: "f", Prefer: []string{"theirs"}})
	})
	if want := "$filter=f&$top=9&$expand=a($select%3Db)&x%20y=1%262"; r.URL.RawQuery != want {
		t.Errorf("query %s, want %s", r.URL.RawQuery, want)
	}
	if r.Header.Get("Prefer") != "mine" || r.Header.Get("X-Own") != "x" {
		t.Errorf("headers %v", r.Header)
	}
}

func TestContextsDoNotShare(t *testing.T) {
	parent := WithQuery(WithQuery(WithQuery(WithHeader(t.Context(), "A", "1"), "x", "1"), "y", "1"), "a", "1")
	one := WithQuery(WithHeader(parent, "B", "2"), "b", "2")
	two := WithQuery(WithHeader(parent, "C", "3"), "c", "3")
	for query, ctx := range map[string]context.Context{"x=1&y=1&a=1": parent, "x=1&y=1&a=1&b=2": one, "x=1&y=1&a=1&c=3": two} {
		r := sent(t, func(c *Client) { c.Users.List(ctx, nil) })
		if r.URL.RawQuery != query || len(r.Header["B"])+len(r.Header["C"]) != len(strings.Split(query, "&"))-3 {
			t.Errorf("sent %s %v, want %s", r.URL.RawQuery, r.Header, query)
		}
	}
}

type oddOptions struct {
	Time    time.Time       `query:"time"`
	Date    *Date           `query:"date"`
	Numbers []int64         `query:"numbers"`
	Float   float64         `query:"float"`
	Narrow  float32         `query:"narrow"`
	Age     AgeGroup        `query:"age"`
	Pointer *bool           `query:"pointer"`
	Small   uint8           `query:"small"`
	Header  string          `header:"x-header"`
	Nested  struct{ A int } `query:"nested"`
	Ignored string
	hidden  string `query:"hidden"`
}

func TestKindsOfOptions(t *testing.T) {
	no := false
	day := Date{2026, 5, 4}
	c, _ := clientFor(t)
	p := parameters{header: http.Header{}}
	err := c.core.addOptions(&p, &oddOptions{
		Time: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC), Date: &day, Numbers: []int64{1, -2}, Float: 1e21, Narrow: 0.1,
		Age: "minor", Pointer: &no, Small: 7, Header: "h", Ignored: "i", hidden: "h",
	}, nil)
	want := "time=2026-05-04T03:02:01Z&date=2026-05-04&numbers=1,-2&float=1e%2B21&narrow=0.1&age=minor&pointer=false&small=7"
	if err != nil || p.query.String() != want || p.header["X-Header"][0] != "h" {
		t.Errorf("got %s %v, %v", p.query.String(), p.header, err)
	}
	err = c.core.addOptions(&p, &oddOptions{Nested: struct{ A int }{1}}, nil)
	if err == nil || !strings.Contains(err.Error(), "nested") {
		t.Errorf("a struct gave %v", err)
	}
	number := 5
	if err := c.core.addOptions(&p, &number, nil); err == nil {
		t.Error("options that are no struct gave no error")
	}
}

func TestDo(t *testing.T) {
	r := sent(t, func(c *Client) {
		var out map[string]any
		if err := c.Do(WithQuery(t.Context(), "$top", "1"), "GET", "/users/a%20b?$select=id", nil, &out); err != nil || out["value"] == nil {
			t.Errorf("got %v, %v", out, err)
		}
	})
	if r.RequestURI != "/v1.0/users/a%20b?$select=id&$top=1" {
		t.Errorf("sent %s", r.RequestURI)
	}
	r = sent(t, func(c *Client) {
		if err := c.Do(t.Context(), "DELETE", c.core.origin+"/beta/x", nil, nil); err != nil {
			t.Error(err)
		}
	})
	if r.Method != "DELETE" || r.RequestURI != "/beta/x" {
		t.Errorf("sent %s %s", r.Method, r.RequestURI)
	}
	c, _ := clientFor(t)
	for _, path := range []string{"", "users", "/users//x", "/../x", "/users/.", "/users/", "https://evil.example/x", "://"} {
		if err := c.Do(t.Context(), "GET", path, nil, nil); err == nil {
			t.Errorf("%q was sent", path)
		}
	}
}

func TestBodyThatCannotBeEncoded(t *testing.T) {
	c, _ := clientFor(t)
	if err := c.Do(t.Context(), "POST", "/x", make(chan int), nil); err == nil || !strings.Contains(err.Error(), "encoding the body") {
		t.Errorf("got %v", err)
	}
}

func TestWhatEveryRequestCarries(t *testing.T) {
	ids := map[string]bool{}
	n := 0
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n++
		id := r.Header.Get("client-request-id")
		if len(id) != 36 || strings.Count(id, "-") != 4 || id[14] != '4' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Errorf("client-request-id %q is no UUID", id)
		}
		ids[id] = true
		if r.Header.Get("User-Agent") != "app/1 "+sdkVersion || r.Header.Get("SdkVersion") != sdkVersion || r.Header.Get("Accept") != "application/json" {
			t.Errorf("headers %v", r.Header)
		}
		if (r.Header.Get("Content-Type") == "application/json") != (r.Method == "POST") {
			t.Errorf("%s with Content-Type %q", r.Method, r.Header.Get("Content-Type"))
		}
		if n == 1 {
			reply(429, "")(w, r) // the id names the call, not the attempt
			return
		}
		fmt.Fprint(w, `{}`)
	}, WithApplication("app/1"))
	c.Users.Get(t.Context(), "x", nil)
	c.Do(t.Context(), "POST", "/users", struct{}{}, nil)
	if n != 3 || len(ids) != 2 {
		t.Errorf("%d ids in %d requests", len(ids), n)
	}
}

func FuzzQuery(f *testing.F) {
	f.Add("$filter", "a eq 'b''c' and d+e#f&g=h%20")
	f.Add("x y", "\x00\xff\u2028😀/\\?;")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, name, value string) {
		var p parameters
		p.add("before", "1")
		p.add(name, value)
		p.add("after", "2")
		text := p.query.String()
		got, err := url.ParseQuery(text)
		if err != nil || got.Get("before") != "1" || got.Get("after") != "2" {
			t.Fatalf("%q: %v, %v", text, got, err)
		}
		if list := got[name]; len(list) == 0 || name != "before" && name != "after" && (len(list) != 1 || list[0] != value) {
			t.Fatalf("%q=%q became %q", name, value, list)
		}
		u, err := url.Parse("https://graph.microsoft.com/v1.0/users?" + text)
		if err != nil || u.RawQuery != text || u.Fragment != "" {
			t.Fatalf("%q does not survive: %v", text, err)
		}
	})
}
