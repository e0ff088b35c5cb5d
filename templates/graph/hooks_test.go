package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// watch makes hooks that write down what they see.
func watch(requests *[]RequestInfo, responses *[]ResponseInfo) Option {
	return WithHooks(Hooks{
		Request:  func(_ context.Context, r RequestInfo) { *requests = append(*requests, r) },
		Response: func(_ context.Context, r ResponseInfo) { *responses = append(*responses, r) },
	})
}

func TestHooksSeeEveryAttempt(t *testing.T) {
	var requests []RequestInfo
	var responses []ResponseInfo
	c, _ := serve(t, script(hangUp, reply(503, "", "Retry-After: 1"), reply(200, "{}", "request-id: rid")), watch(&requests, &responses))
	if _, err := c.Users.Get(t.Context(), "x", &UsersGetOptions{Select: []string{"id"}}); err != nil {
		t.Fatal(err)
	}
	if len(requests) != 3 || len(responses) != 3 {
		t.Fatalf("saw %d requests and %d responses", len(requests), len(responses))
	}
	for i, r := range requests {
		if r.Attempt != i+1 || r.Method != "GET" || !strings.HasSuffix(r.URL, "/v1.0/users/x?$select=id") ||
			r.ClientRequestID != requests[0].ClientRequestID || r.ClientRequestID != r.Header.Get("client-request-id") {
			t.Errorf("request %d: %+v", i, r)
		}
		if responses[i].Request.Attempt != i+1 {
			t.Errorf("response %d belongs to %+v", i, responses[i].Request)
		}
	}
	if responses[0].Status != 0 || responses[0].Err == nil || responses[1].Status != 503 ||
		responses[2].Status != 200 || responses[2].Header.Get("request-id") != "rid" || responses[2].Err != nil {
		t.Errorf("responses %+v", responses)
	}
}

func TestHooksGetTheContextAndTheDuration(t *testing.T) {
	type key struct{}
	var c *Client
	var clock *clock
	seen := 0
	c, clock = serve(t, reply(200, "{}"), WithHooks(Hooks{
		Request: func(ctx context.Context, _ RequestInfo) {
			if ctx.Value(key{}) == "span" {
				seen++
			}
			clock.sleep(ctx, 3*time.Second)
		},
		Response: func(ctx context.Context, r ResponseInfo) {
			if ctx.Value(key{}) == "span" && r.Duration == 3*time.Second {
				seen++
			}
		},
	}))
	c.Users.Get(context.WithValue(t.Context(), key{}, "span"), "x", nil)
	if seen != 2 {
		t.Errorf("%d hooks saw what they should", seen)
	}
}

// TestHooksSeeNoSecrets makes calls full of secrets and looks for them in all
// that hooks and errors say.
func TestHooksSeeNoSecrets(t *testing.T) {
	var said strings.Builder
	hooks := WithHooks(Hooks{
		Request:  func(_ context.Context, r RequestInfo) { fmt.Fprintf(&said, "%+v\n", r) },
		Response: func(_ context.Context, r ResponseInfo) { fmt.Fprintf(&said, "%+v\n", r) },
	})
	c, _ := connect(t, reply(202, "", "Location: "+foreignURL, "Set-Cookie: secret", "Content-Location: "+foreignURL),
		reply(500, "", "Location: "+foreignURL+"/more"), hooks)
	m, err := c.Drive.Copy(WithQuery(WithHeader(t.Context(), "Cookie", "secret"), "access_token", "secret"), "x", &Open{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Poll(t.Context())
	fmt.Fprintln(&said, err)
	_, err = NewUpload[Open](c, foreignURL, strings.NewReader("content"), 7).Send(WithoutRetry(t.Context()))
	fmt.Fprintln(&said, err)
	for _, secret := range []string{"secret", "stolen", testToken} {
		if strings.Contains(said.String(), secret) {
			t.Errorf("%q is in\n%s", secret, said.String())
		}
	}
	for _, want := range []string{"https://" + foreignHost + "/REDACTED", "access_token=REDACTED", "Authorization:[REDACTED]", "Cookie:[REDACTED]"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is not in\n%s", want, said.String())
		}
	}
}

func TestHooksCannotChangeTheRequest(t *testing.T) {
	c, _ := serve(t, echo, WithHooks(Hooks{Request: func(_ context.Context, r RequestInfo) {
		r.Header.Set("Authorization", "stolen")
		r.Header.Set("Accept", "x")
	}}))
	user, err := c.Users.Get(t.Context(), "x", nil)
	if err != nil || user.ID != "Bearer "+testToken {
		t.Errorf("sent %v, %v", user, err)
	}
}

func TestCallersHTTPClientIsRespected(t *testing.T) {
	var requests []string
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		requests = append(requests, r.URL.Path)
		return response(r, 200, `{"id":"x"}`), nil
	})
	own := &http.Client{Transport: transport, Timeout: time.Minute}
	c, err := NewClient(nil, WithHTTPClient(own))
	if err != nil {
		t.Fatal(err)
	}
	if user, err := c.Users.Get(t.Context(), "x", nil); err != nil || user.ID != "x" || len(requests) != 1 {
		t.Errorf("got %v, %v; %v", user, err, requests)
	}
	if own.CheckRedirect != nil || c.core.http == own {
		t.Error("the caller's client was changed")
	}
	if c.core.http.Timeout != time.Minute {
		t.Error("the caller's timeout was dropped")
	}
	other := roundTripper(func(*http.Request) (*http.Response, error) { return nil, errors.New("other") })
	c, _ = NewClient(nil, WithTransport(other), WithHTTPClient(own))
	if _, err := c.Users.Get(t.Context(), "x", nil); err == nil || !strings.Contains(err.Error(), "other") {
		t.Errorf("WithTransport does not win: %v", err)
	}
}

func TestNilOptionIsIgnored(t *testing.T) {
	if _, err := NewClient(nil, nil); err != nil {
		t.Error(err)
	}
}

// TestOwnRequestID names a call after the caller's id in errors and hooks.
func TestOwnRequestID(t *testing.T) {
	var requests []RequestInfo
	c, _ := serve(t, reply(404, ""), watch(&requests, new([]ResponseInfo)))
	_, err := c.Users.Get(WithHeader(t.Context(), "client-request-id", "mine"), "x", nil)
	if e := asError(err); e == nil || e.ClientRequestID != "mine" || requests[0].ClientRequestID != "mine" {
		t.Errorf("got %v", err)
	}
}
