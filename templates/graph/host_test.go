package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

const foreignURL = "https://" + foreignHost + "/stolen?tempauth=secret"

// TestForeignHosts makes every kind of call whose answer can lead elsewhere.
// The network fails the test when the token arrives there.
func TestForeignHosts(t *testing.T) {
	redirect := reply(302, "", "Location: "+foreignURL)
	tests := []struct {
		name    string
		graph   http.HandlerFunc
		call    func(t *testing.T, c *Client) error
		visited string // what the foreign host may be asked
		fails   bool
	}{
		{"redirect of a download", redirect, func(t *testing.T, c *Client) error {
			body, err := c.Drive.ContentByPath(WithHeader(t.Context(), "X-Own", "secret"), "a.txt")
			if err == nil {
				body.Close()
			}
			return err
		}, "GET /stolen", false},
		{"redirect of a get", redirect, func(t *testing.T, c *Client) error {
			_, err := c.Users.Get(WithHeader(t.Context(), "Cookie", "secret"), "x", nil)
			return err
		}, "GET /stolen", false},
		{"redirect of a post", reply(307, "", "Location: "+foreignURL), func(t *testing.T, c *Client) error {
			_, err := c.Users.Create(t.Context(), &User{DisplayName: "secret"})
			return err
		}, "", true},
		{"redirect of an upload", reply(308, "", "Location: "+foreignURL), func(t *testing.T, c *Client) error {
			return c.Users.Photo.ReplaceValue(t.Context(), "x", "", strings.NewReader("secret"))
		}, "", true},
		{"redirect that turns a post into a get", redirect, func(t *testing.T, c *Client) error {
			_, err := c.Users.Create(t.Context(), &User{})
			return err
		}, "", true},
		{"redirect to plain HTTP", reply(302, "", "Location: http://"+foreignHost+"/stolen"), func(t *testing.T, c *Client) error {
			_, err := c.Users.Get(t.Context(), "x", nil)
			return err
		}, "", true},
		{"redirect to Graph over plain HTTP", reply(302, "", "Location: http://"+graphHost+"/v1.0/x"), func(t *testing.T, c *Client) error {
			_, err := c.Users.Get(t.Context(), "x", nil)
			return err
		}, "", true},
		{"next link of a page", reply(200, `{"value":[],"@odata.nextLink":"`+foreignURL+`"}`), func(t *testing.T, c *Client) error {
			page, err := c.Users.List(t.Context(), nil)
			if err != nil {
				return nil
			}
			_, err = page.Next(t.Context())
			return err
		}, "", true},
		{"next link of an iteration", reply(200, `{"value":[],"@odata.nextLink":"`+foreignURL+`"}`), func(t *testing.T, c *Client) error {
			var last error
			for _, err := range c.Users.All(t.Context(), nil) {
				last = err
			}
			return last
		}, "", true},
		{"next link over plain HTTP", reply(200, `{"value":[],"@odata.nextLink":"http://`+graphHost+`/v1.0/users"}`), func(t *testing.T, c *Client) error {
			var last error
			for _, err := range c.Users.All(t.Context(), nil) {
				last = err
			}
			return last
		}, "", true},
		{"delta link", nil, func(t *testing.T, c *Client) error {
			var last error
			for _, err := range c.Users.Delta(t.Context(), nil).Resume(foreignURL).Changes() {
				last = err
			}
			return last
		}, "", true},
		{"location of a resync", nil, func(t *testing.T, c *Client) error {
			var last error
			gone := &Error{StatusCode: 410, Header: http.Header{"Location": {foreignURL}}}
			for _, err := range c.Users.Delta(t.Context(), nil).Restart(gone).Changes() {
				last = err
			}
			return last
		}, "", true},
		{"monitor", reply(202, "", "Location: "+foreignURL), func(t *testing.T, c *Client) error {
			m, err := c.Drive.Copy(t.Context(), "x", &Open{})
			if err == nil {
				_, err = m.Poll(WithHeader(t.Context(), "X-Own", "secret"))
			}
			return err
		}, "GET /stolen", false},
		{"upload session", nil, func(t *testing.T, c *Client) error {
			u := NewUpload[Open](c, foreignURL, strings.NewReader("content"), 7)
			_, err := u.Send(t.Context())
			return errors.Join(err, u.Cancel(t.Context()))
		}, "PUT /stolen DELETE /stolen", false},
		{"upload session over plain HTTP", nil, func(t *testing.T, c *Client) error {
			_, err := NewUpload[Open](c, "http://"+graphHost+"/session", strings.NewReader("content"), 7).Send(t.Context())
			return err
		}, "", true},
		{"URL of Do", nil, func(t *testing.T, c *Client) error {
			return c.Do(t.Context(), "GET", foreignURL, nil, nil)
		}, "", true},
		{"download in a batch", reply(200, `{"responses":[{"id":"1","status":302,"headers":{"Location":"`+foreignURL+`"}}]}`), func(t *testing.T, c *Client) error {
			b := c.NewBatch()
			item := b.Do(func(ctx context.Context) error {
				body, err := c.Drive.ContentByPath(ctx, "a.txt")
				if err == nil {
					body.Close()
				}
				return err
			})
			return errors.Join(b.Send(t.Context()), item.Err())
		}, "GET /stolen", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, n := connect(t, test.graph, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "{}") })
			err := test.call(t, c)
			if (err != nil) != test.fails {
				t.Errorf("error: %v", err)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("the error tells a secret: %v", err)
			}
			if got := strings.Join(n.visits(), " "); got != test.visited {
				t.Errorf("foreign host got %q, want %q", got, test.visited)
			}
		})
	}
}

// TestForeignHostSendsBack has the foreign host redirect to Graph: what it
// chose must not be asked for with the token.
func TestForeignHostSendsBack(t *testing.T) {
	var got []string
	c, _ := connect(t, func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.URL.Path+" "+r.Header.Get("Authorization"))
		if strings.HasSuffix(r.URL.Path, "/chosen") {
			fmt.Fprint(w, "{}")
			return
		}
		reply(302, "", "Location: "+foreignURL)(w, r)
	}, reply(302, "", "Location: https://"+graphHost+"/v1.0/chosen"))
	if _, err := c.Users.Get(t.Context(), "x", nil); err != nil {
		t.Fatal(err)
	}
	if want := "/v1.0/users/x Bearer " + testToken + ", /v1.0/chosen "; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRedirectWithinGraphKeepsTheToken(t *testing.T) {
	c, _ := connect(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/x") {
			reply(302, "", "Location: /v1.0/users/y")(w, r)
			return
		}
		echo(w, r)
	}, nil)
	user, err := c.Users.Get(t.Context(), "x", nil)
	if err != nil || user.ID != "Bearer "+testToken {
		t.Errorf("got %q, %v", user.ID, err)
	}
}

// TestRedirectOfAStream has what can be rewound sent again, within Graph only.
func TestRedirectOfAStream(t *testing.T) {
	for _, to := range []string{graphHost, foreignHost} {
		var got []string
		c, n := connect(t, func(w http.ResponseWriter, r *http.Request) {
			data, err := io.ReadAll(r.Body)
			got = append(got, fmt.Sprint(string(data), " ", err, " ", r.Header.Get("Authorization") != ""))
			if !strings.HasSuffix(r.URL.Path, "/moved") {
				http.Redirect(w, r, "https://"+to+"/v1.0/moved", http.StatusPermanentRedirect)
			}
		}, nil)
		err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", strings.NewReader("content"))
		if to == foreignHost {
			if Status(err) != 308 || len(got) != 1 || len(n.visits()) != 0 {
				t.Errorf("to another host: sent %q, visited %v, %v", got, n.visits(), err)
			}
			continue
		}
		if want := "content <nil> true"; err != nil || strings.Join(got, ", ") != want+", "+want {
			t.Errorf("sent %q, %v", got, err)
		}
		if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", bytes.NewBufferString("content")); Status(err) != 308 {
			t.Errorf("what cannot be rewound: %v", err)
		}
	}
}

func TestRedirectLimits(t *testing.T) {
	var n atomic.Int64
	c, _ := connect(t, counted(&n, reply(302, "", "Location: /v1.0/again")), nil)
	if _, err := c.Users.Get(t.Context(), "x", nil); err == nil || !strings.Contains(err.Error(), "10 redirects") || n.Load() != 10 {
		t.Errorf("%d requests, %v", n.Load(), err)
	}
}

func TestCallersRedirectPolicyIsKept(t *testing.T) {
	stop := errors.New("no redirects, please")
	own := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return stop }}
	c, _ := serve(t, reply(302, "", "Location: /v1.0/again"), WithHTTPClient(own))
	if _, err := c.Users.Get(t.Context(), "x", nil); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
}

func TestAllowedHosts(t *testing.T) {
	var got string
	page := `{"value":[],"@odata.nextLink":"https://Second.Example.com:443/v1.0/users"}`
	c, n := connect(t, reply(200, page), nil, WithAllowedHosts("second.example.com"))
	n.graph = script(reply(200, page), reply(500, ""))
	// The network takes every other name for a foreign host; this one is not.
	server := c.core.http.Transport
	c.core.http.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		if strings.EqualFold(r.URL.Hostname(), "second.example.com") {
			got = r.Header.Get("Authorization")
			return nil, errors.New("stop")
		}
		return server.RoundTrip(r)
	})
	for _, err := range c.Users.All(WithoutRetry(t.Context()), nil) {
		if err == nil || !strings.Contains(err.Error(), "stop") {
			t.Errorf("got %v", err)
		}
	}
	if got != "Bearer "+testToken {
		t.Errorf("the allowed host got %q", got)
	}
}

func TestTrusted(t *testing.T) {
	c, _ := clientFor(t, WithAllowedHosts("more.example:8443"))
	tests := map[string]bool{
		"https://graph.microsoft.com/v1.0/x":              true,
		"https://GRAPH.microsoft.com:443/x":               true,
		"https://graph.microsoft.com./x":                  true,
		"https://more.example:8443/x":                     true,
		"https://more.example/x":                          false,
		"http://graph.microsoft.com/x":                    false,
		"https://graph.microsoft.com:8443/x":              false,
		"https://graph.microsoft.com.evil.example/x":      false,
		"https://evil.example/graph.microsoft.com":        false,
		"https://graph.microsoft.com@evil.example/x":      false,
		"https://evil.example#@graph.microsoft.com/":      false,
		`https://evil.example\@graph.microsoft.com/`:      false,
		"https://user@graph.microsoft.com/x":              false,
		"//graph.microsoft.com/x":                         false,
		"/v1.0/x":                                         false,
		"javascript://graph.microsoft.com/x":              false,
		"https://graph.microsoft.com\t.evil.example/":     false,
		"https://graph.microsoft.com%2eevil.example/path": false,
	}
	for link, want := range tests {
		if got := c.core.ours(link, "link") == nil; got != want {
			t.Errorf("%s: trusted %v, want %v", link, got, want)
		}
	}
}
