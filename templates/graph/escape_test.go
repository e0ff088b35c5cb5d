package graph

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestPathArguments(t *testing.T) {
	tests := []struct{ arg, want string }{
		{"87d349ed-44d7-43e1-9a83-5f2406dee5bd", "/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd"},
		{"adele@contoso.com", "/v1.0/users/adele@contoso.com"},
		{"adele_x#EXT#@contoso.com", "/v1.0/users/adele_x%23EXT%23@contoso.com"},
		{"a/b", "/v1.0/users/a%2Fb"},
		{"a b+c&d?e%f", "/v1.0/users/a%20b%2Bc%26d%3Fe%25f"},
		{"it's", "/v1.0/users/it%27s"},
		{"../me", "/v1.0/users/..%2Fme"},
		{"é😀", "/v1.0/users/%C3%A9%F0%9F%98%80"},
		{"19:abc@thread.v2", "/v1.0/users/19:abc@thread.v2"},
		{"root:", "/v1.0/users/root%3A"},
		{"$count", "/v1.0/users/%24count"},
		{"a;b\\c\"<>|`^{}[]\x00\n", "/v1.0/users/a%3Bb%5Cc%22%3C%3E%7C%60%5E%7B%7D%5B%5D%00%0A"},
	}
	for _, test := range tests {
		r := sent(t, func(c *Client) { c.Users.Get(t.Context(), test.arg, nil) })
		if r.RequestURI != test.want {
			t.Errorf("%q: sent %s, want %s", test.arg, r.RequestURI, test.want)
		}
		if r.URL.Path != "/v1.0/users/"+test.arg {
			t.Errorf("%q arrives as %q", test.arg, r.URL.Path)
		}
	}
}

func TestArgumentsThatWouldChangeTheCall(t *testing.T) {
	var n atomic.Int64
	c, _ := serve(t, counted(&n, reply(200, "{}")))
	for _, arg := range []string{"", ".", ".."} {
		if _, err := c.Users.Get(t.Context(), arg, nil); err == nil {
			t.Errorf("%q was sent", arg)
		}
		if err := c.Users.Delete(t.Context(), arg); err == nil {
			t.Errorf("%q was deleted", arg)
		}
		if _, err := c.Drive.ContentByPath(t.Context(), "a/"+arg+"/b"); err == nil {
			t.Errorf("path with %q was sent", arg)
		}
	}
	if n.Load() != 0 {
		t.Errorf("%d requests were sent", n.Load())
	}
}

func TestPathAddressing(t *testing.T) {
	tests := []struct{ arg, want string }{
		{"a.txt", "/v1.0/me/drive/root:/a.txt:/content"},
		{"/Documents/Übersicht #1.docx", "/v1.0/me/drive/root:/Documents/%C3%9Cbersicht%20%231.docx:/content"},
		{"a:b/c?d", "/v1.0/me/drive/root:/a%3Ab/c%3Fd:/content"},
		{"50% + 'x'/y", "/v1.0/me/drive/root:/50%25%20%2B%20%27x%27/y:/content"},
	}
	for _, test := range tests {
		r := sent(t, func(c *Client) {
			if body, err := c.Drive.ContentByPath(t.Context(), test.arg); err == nil {
				body.Close()
			}
		})
		if r.RequestURI != test.want {
			t.Errorf("%q: sent %s, want %s", test.arg, r.RequestURI, test.want)
		}
	}
}

func TestFunctionArguments(t *testing.T) {
	r := sent(t, func(c *Client) {
		start := time.Date(2026, 5, 4, 3, 2, 1, 0, time.FixedZone("", 3600))
		c.Users.ReminderView(t.Context(), "x", start, "it's/5 o'clock, é", []string{"a,b", "c'd"})
	})
	want := "/v1.0/users/x/reminderView(start=2026-05-04T03:02:01%2B01:00,zone='it''s%2F5%20o''clock%2C%20%C3%A9',days=%5B'a,b','c''d'%5D)"
	if r.RequestURI != want {
		t.Errorf("sent %s\nwant %s", r.RequestURI, want)
	}
}

func TestLiterals(t *testing.T) {
	day := Date{2026, 5, 4}
	tests := []struct {
		v    any
		want string
	}{
		{nil, "null"}, {true, "true"}, {-5, "-5"}, {uint8(7), "7"}, {1.5, "1.5"}, {float32(0.1), "0.1"},
		{"it's", "'it''s'"}, {AgeGroup("minor"), "'minor'"}, {day, "2026-05-04"},
	}
	for _, test := range tests {
		if got := literal(test.v); got != test.want {
			t.Errorf("%v: got %s, want %s", test.v, got, test.want)
		}
	}
	if got := Literal("it's"); got != "'it''s'" {
		t.Errorf("Literal gives %s", got)
	}
}

// FuzzPath puts text into a path in every way that there is, and reads it back
// as net/url does.
func FuzzPath(f *testing.F) {
	for _, s := range []string{"a", "a b+c#d&e/f?g", "it's", "é😀", "a:b", "%2F", "..", "\x00\xff", "a//b", "$count", ")", "',x='"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkPath(t, "/users/"+segment(s)+"/x", "/users/"+s+"/x")
		checkPath(t, "/f(a="+stringLiteral(s)+",b=1)", "/f(a='"+strings.ReplaceAll(s, "'", "''")+"',b=1)")
		checkPath(t, "/root:/"+pathSegments(s)+":/x", "/root:/"+strings.Trim(s, "/")+":/x")
		if n := strings.Count(segment(s), "/") + strings.Count(stringLiteral(s), "/"); n != 0 {
			t.Errorf("%q: %d slashes", s, n)
		}
		if strings.Contains(pathSegments(s), ":") {
			t.Errorf("%q: a colon ends the path", s)
		}
		if quotes := strings.Count(stringLiteral(s), "'"); quotes != 2+2*strings.Count(s, "'") {
			t.Errorf("%q: %d quotes", s, quotes)
		}
	})
}

func checkPath(t *testing.T, escaped, want string) {
	u, err := url.Parse("https://graph.microsoft.com/v1.0" + escaped)
	if err != nil || u.Path != "/v1.0"+want || u.RawQuery != "" || u.Fragment != "" || u.Host != "graph.microsoft.com" {
		t.Fatalf("%s is read as %+v, want path %q (%v)", escaped, u, want, err)
	}
	if got := u.EscapedPath(); got != "/v1.0"+escaped {
		t.Fatalf("%s is sent as %s", escaped, got)
	}
	// What badPath lets through is not cleaned away on the road.
	if badPath(escaped) != "" {
		return
	}
	r, err := http.NewRequest("GET", u.String(), nil)
	if err != nil || r.URL.JoinPath().EscapedPath() != "/v1.0"+escaped {
		t.Fatalf("%s becomes %s, %v", escaped, r.URL.JoinPath().EscapedPath(), err)
	}
}
