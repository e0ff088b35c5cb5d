package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

const fullError = `{"error":{"code":"Request_BadRequest","message":"One or more\nproperties are wrong.","target":"user",
"details":[{"code":"ObjectConflict","message":"taken","target":"mail"},{"code":"Other"}],
"innerError":{"code":"innerCode","message":"inner message","date":"2026-05-04T03:02:01",
"request-id":"inner-id","client-request-id":"inner-client-id","innererror":{"code":"innermost"}}}}`

func TestErrorSaysEverything(t *testing.T) {
	c, _ := serve(t, reply(409, fullError, "request-id: rid", "client-request-id: cid",
		"Retry-After: 90", "Date: Mon, 04 May 2026 03:02:01 GMT"))
	_, err := c.Users.Get(t.Context(), "x", &UsersGetOptions{Select: []string{"id"}})
	var e *Error
	if !errors.As(fmt.Errorf("wrapped: %w", err), &e) {
		t.Fatalf("got %v", err)
	}
	if e.Method != "GET" || !strings.HasSuffix(e.URL, "/v1.0/users/x?$select=id") || e.StatusCode != 409 {
		t.Errorf("request: %q %q %d", e.Method, e.URL, e.StatusCode)
	}
	if e.Code != "Request_BadRequest" || e.Message != "One or more\nproperties are wrong." || e.Target != "user" {
		t.Errorf("error: %q %q %q", e.Code, e.Message, e.Target)
	}
	if len(e.Details) != 2 || e.Details[0] != (ErrorDetail{"ObjectConflict", "taken", "mail"}) || e.Details[1].Code != "Other" {
		t.Errorf("details: %+v", e.Details)
	}
	if e.Inner == nil || e.Inner.Code != "innerCode" || e.Inner.Message != "inner message" || e.Inner.Inner.Code != "innermost" {
		t.Errorf("inner: %+v", e.Inner)
	}
	if e.RequestID != "rid" || e.ClientRequestID != "cid" || e.RetryAfter != 90*time.Second {
		t.Errorf("ids %q %q, retry after %v", e.RequestID, e.ClientRequestID, e.RetryAfter)
	}
	if !e.Date.Equal(time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)) || e.Header.Get("request-id") != "rid" || string(e.Body) != fullError {
		t.Errorf("date %v, header %v, body %s", e.Date, e.Header, e.Body)
	}
	_, after, _ := strings.Cut(err.Error(), "/v1.0/users/x")
	want := "?$select=id: 409 Conflict: Request_BadRequest: One or more properties are wrong.; target user" +
		"; detail ObjectConflict: taken, target mail; detail Other; inner innerCode: inner message; inner innermost" +
		"; request-id rid; client-request-id cid; date 2026-05-04T03:02:01Z; retry after 1m30s"
	if after != want {
		t.Errorf("says %s\nwant %s", after, want)
	}
}

func TestErrorHelpers(t *testing.T) {
	tests := []struct {
		status int
		is     func(error) bool
	}{
		{404, IsNotFound}, {429, IsThrottled}, {409, IsConflict}, {403, IsForbidden},
		{412, IsPreconditionFailed}, {304, IsNotModified}, {410, IsResync},
	}
	for _, test := range tests {
		for _, other := range tests {
			err := fmt.Errorf("wrapped: %w", &Error{StatusCode: other.status})
			if got := test.is(err); got != (test.status == other.status) {
				t.Errorf("helper for %d says %v of %d", test.status, got, other.status)
			}
		}
		if test.is(nil) || test.is(errors.New("x")) {
			t.Errorf("helper for %d says yes to what is no *Error", test.status)
		}
	}
	err := fmt.Errorf("wrapped: %w", newError("GET", "", 400, http.Header{}, []byte(fullError), time.Time{}))
	for code, want := range map[string]bool{"Request_BadRequest": true, "innermost": true, "Other": true, "x": false, "": false} {
		if got := HasCode(err, code); got != want {
			t.Errorf("HasCode %q: %v", code, got)
		}
	}
	if HasCode(nil, "") || Status(nil) != 0 {
		t.Error("no error has a code or status")
	}
}

// TestErrorBodies gives every broken kind of body; all make a useful error.
func TestErrorBodies(t *testing.T) {
	tests := []struct{ name, body, code, message string }{
		{"empty", "", "", ""},
		{"blanks", " \r\n\t ", "", ""},
		{"HTML", "<html>\n <h1>Bad   Gateway</h1></html>", "", "<html> <h1>Bad Gateway</h1></html>"},
		{"text", "upstream connect error", "", "upstream connect error"},
		{"cut off JSON", `{"error":{"code":"abc","mess`, "", `{"error":{"code":"abc","mess`},
		{"no envelope", `{"code":"c","message":"m"}`, "c", "m"},
		{"capitals elsewhere", `{"error":{"code":"c","message":"m","innererror":{}}}`, "c", "m"},
		{"OAuth", `{"error":"invalid_grant","error_description":"expired"}`, "invalid_grant", "expired"},
		{"OData 3", `{"error":{"code":"c","message":{"lang":"en","value":"m"}}}`, "c", "m"},
		{"wrong types", `{"error":{"code":42,"message":true,"details":{},"innerError":[]}}`, "42", "true"},
		{"null error", `{"error":null}`, "", `{"error":null}`},
		{"array", `[1,2]`, "", "[1,2]"},
		{"string", `"no"`, "", `"no"`},
		{"other object", `{"Message":"x"}`, "", `{"Message":"x"}`},
		{"not UTF-8", "\xff\xfe bad", "", "\uFFFD bad"},
		{"control characters", `{"error":{"code":"c","message":"a\u001b[31m\u2028b"}}`, "c", "a\x1b[31m\u2028b"},
		{"huge text", strings.Repeat("é", 1<<20), "", strings.Repeat("é", 150) + "…"},
		{"huge JSON", `{"error":{"code":"c","message":"` + strings.Repeat("x", 1<<20) + `"}}`, "", `{"error":{"code":"c","message":"` + strings.Repeat("x", 268) + "…"},
		{"deep", strings.Repeat(`{"error":`, 20000), "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, _ := serve(t, reply(400, test.body, "request-id: rid"))
			_, err := c.Users.Get(t.Context(), "x", nil)
			e := asError(err)
			if e == nil {
				t.Fatalf("got %v", err)
			}
			if e.Code != test.code || test.name != "deep" && e.Message != test.message {
				t.Errorf("code %q message %q, want %q %q", e.Code, e.Message, test.code, test.message)
			}
			s := err.Error()
			if !strings.Contains(s, ": 400 Bad Request") || !strings.Contains(s, "request-id rid") {
				t.Errorf("says %s", s)
			}
			if strings.ContainsAny(s, "\n\r\x1b\u2028") || !utf8.ValidString(s) || len(s) > 1000 {
				t.Errorf("not one line of text: %q", s)
			}
			if len(e.Body) > maxErrorBody {
				t.Errorf("keeps %d bytes", len(e.Body))
			}
		})
	}
}

func TestErrorBodyCutOffByTheConnection(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		w.WriteHeader(403)
		io.WriteString(w, `{"error":{"code":"abc"`)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	_, err := c.Users.Get(t.Context(), "x", nil)
	if !IsForbidden(err) || !strings.Contains(err.Error(), "abc") {
		t.Errorf("got %v", err)
	}
}

func TestErrorIDs(t *testing.T) {
	c, _ := serve(t, reply(400, `{"error":{"code":"c","innerError":{"request-id":"r","client-request-id":"cr","date":"2026-05-04T03:02:01"}}}`, "Date: "))
	_, err := c.Users.Get(t.Context(), "x", nil)
	if e := asError(err); e.RequestID != "r" || e.ClientRequestID != "cr" || e.Date.IsZero() {
		t.Errorf("got %+v", e)
	}
	c, _ = serve(t, reply(400, ""))
	_, err = c.Users.Get(t.Context(), "x", nil)
	if e := asError(err); len(e.ClientRequestID) != 36 {
		t.Errorf("client-request-id %q", e.ClientRequestID)
	}
}

// TestBrokenAnswers gives accepted answers whose body is not what it should be.
func TestBrokenAnswers(t *testing.T) {
	tests := map[string]string{
		"":                           "the answer has no body",
		"<html>":                     "decoding the answer",
		`{"id":`:                     "decoding the answer",
		`[]`:                         "decoding the answer",
		`{"id":"x"} trailing`:        "decoding the answer",
		strings.Repeat("[", 1000000): "decoding the answer",
	}
	for body, want := range tests {
		c, _ := serve(t, reply(200, body))
		_, err := c.Users.Get(t.Context(), "x", nil)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "/v1.0/users/x") {
			t.Errorf("%.20s: %v", body, err)
		}
		if err != nil && len(err.Error()) > 500 {
			t.Errorf("%.20s: the error has %d bytes", body, len(err.Error()))
		}
	}
}

// TestWhatWasDoneIsNoError accepts that a change is answered without a body.
func TestWhatWasDoneIsNoError(t *testing.T) {
	c, _ := serve(t, reply(201, ""))
	if user, err := c.Users.Create(t.Context(), &User{}); err != nil || user == nil {
		t.Errorf("got %v, %v", user, err)
	}
}

// TestEverySuccessIsSuccess takes other statuses than the documented one: what
// was done must not be done again.
func TestEverySuccessIsSuccess(t *testing.T) {
	for status, body := range map[int]string{200: `{"id":"x"}`, 201: `{"id":"x"}`, 202: "", 204: ""} {
		c, _ := serve(t, reply(status, body))
		if user, err := c.Users.Create(t.Context(), &User{}); err != nil || len(body) > 0 && user.ID != "x" {
			t.Errorf("POST answered with %d: %v", status, err)
		}
		if user, err := c.Users.Get(t.Context(), "x", nil); err != nil || user == nil {
			t.Errorf("GET answered with %d: %v", status, err)
		}
	}
	for _, status := range []int{300, 304} {
		c, _ := serve(t, reply(status, ""))
		if _, err := c.Users.Get(t.Context(), "x", nil); Status(err) != status {
			t.Errorf("GET answered with %d: %v", status, err)
		}
	}
}

func TestConnectionErrors(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{"hang up": hangUp, "cut off": cutOff} {
		c, _ := serve(t, handler)
		_, err := c.Users.Get(WithoutRetry(t.Context()), "x", nil)
		if err == nil || !strings.Contains(err.Error(), "GET http") || !strings.Contains(err.Error(), "client-request-id") {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Count(err.Error(), "http://") != 1 {
			t.Errorf("%s: says the URL more than once: %v", name, err)
		}
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	c, _ := serve(t, reply(200, "{}"))
	if _, err := c.Users.Get(canceled, "x", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzError(f *testing.F) {
	f.Add(409, []byte(fullError), "Retry-After", "1")
	f.Add(400, []byte(`{"error":"x","error_description":"y"}`), "Date", "Mon, 04 May 2026 03:02:01 GMT")
	f.Add(503, []byte(`<html>`), "Retry-After", "Mon, 04 May 2026 03:02:01 GMT")
	f.Add(500, []byte(`{"error":{"code":{"value":{}},"details":[1,null,{}],"innerError":{"innerError":{"innerError":null}}}}`), "", "")
	f.Add(401, []byte("\xff\x00"), "Www-Authenticate", `Bearer claims="e30="`)
	f.Fuzz(func(t *testing.T, status int, body []byte, name, value string) {
		h := http.Header{name: {value}}
		e := newError("GET", "https://graph.microsoft.com/v1.0/me", status, h, body, time.Unix(1700000000, 0))
		s := e.Error()
		if !utf8.ValidString(s) && utf8.ValidString(value) || strings.ContainsAny(s, "\r\n") {
			t.Errorf("not one line of text: %q", s)
		}
		if e.RetryAfter < 0 || e.RetryAfter > maxRetryAfter {
			t.Errorf("retry after %v", e.RetryAfter)
		}
		if text := bytes.TrimSpace(body); len(text) > 0 && utf8.Valid(text) && e.Code == "" && e.Message == "" && !json.Valid(text) {
			t.Errorf("nothing is said of %q", text)
		}
		HasCode(e, "x")
		claimsChallenge(h)
	})
}

func TestErrorCannotSteerTerminals(t *testing.T) {
	e := &Error{Method: "GET", URL: "/me", Message: "a\u009bb\u202ec\x1bd\u2028e"}
	if s := e.Error(); !strings.Contains(s, ": a b c d e") {
		t.Errorf("got %q", s)
	}
}
