package graph

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxErrorBody is how much of an error's body is read.
const maxErrorBody = 64 << 10

// maxExcerpt is how much of a body that is not Graph's error form becomes the
// message.
const maxExcerpt = 300

// refusal makes the error of an answer that is not accepted, and closes it.
func (c *core) refusal(req *http.Request, resp *http.Response, k *call) error {
	data, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody))
	resp.Body.Close()
	e := newError(k.method, c.redact(k.url), resp.StatusCode, resp.Header, data, c.now())
	if e.ClientRequestID == "" {
		e.ClientRequestID = k.id
	}
	if resp.Request != nil {
		req = resp.Request // after a redirect: another host has no say in what tokens are asked for
	}
	if header := req.Header["Authorization"]; resp.StatusCode == 401 && len(header) == 1 && c.bearer.source != nil {
		if claims := claimsChallenge(resp.Header); claims != "" {
			return &challengeError{e, header, claims}
		}
	}
	return e
}

// challengeError is a 401 that asks for a token with claims.
type challengeError struct {
	err     *Error
	refused []string
	claims  string
}

func (e *challengeError) Error() string { return e.err.Error() }
func (e *challengeError) Unwrap() error { return e.err }

// newError reads an error answer, in whatever form it is.
func newError(method, url string, status int, h http.Header, data []byte, now time.Time) *Error {
	e := &Error{Method: method, URL: url, StatusCode: status, Header: h, Body: data}
	e.RequestID = h.Get("Request-Id")
	e.ClientRequestID = h.Get("Client-Request-Id")
	e.Date, _ = http.ParseTime(h.Get("Date"))
	e.RetryAfter, e.hasRetryAfter = retryAfter(h.Get("Retry-After"), now)
	if !e.readBody(data) {
		e.Message = excerpt(data)
	}
	return e
}

// readBody takes code, message and the rest from {"error": {…}}, the same
// without the envelope, or OAuth's {"error": "code", "error_description": …}.
func (e *Error) readBody(data []byte) bool {
	var top map[string]any
	if json.Unmarshal(data, &top) != nil {
		return false
	}
	switch in := member(top, "error").(type) {
	case map[string]any:
		top = in
	case string:
		e.Code = in
		e.Message = text(top, "error_description")
		return true
	}
	e.Code, e.Message, e.Target = text(top, "code"), text(top, "message"), text(top, "target")
	e.readDetails(top)
	e.readInner(top)
	return e.Code+e.Message != ""
}

// maxParts bounds details and nested inner errors; real ones have a few.
const maxParts = 100

func (e *Error) readDetails(top map[string]any) {
	list, _ := member(top, "details").([]any)
	for _, d := range list[:min(len(list), maxParts)] {
		if d, ok := d.(map[string]any); ok {
			e.Details = append(e.Details, ErrorDetail{text(d, "code"), text(d, "message"), text(d, "target")})
		}
	}
}

// readInner follows the chain of inner errors. The outermost also repeats the
// request ids, which matter in a batch, where items have few headers.
func (e *Error) readInner(top map[string]any) {
	next := &e.Inner
	for range maxParts {
		in, ok := member(top, "innerError").(map[string]any)
		if !ok {
			return
		}
		if e.RequestID == "" {
			e.RequestID = text(in, "request-id")
		}
		if e.ClientRequestID == "" {
			e.ClientRequestID = text(in, "client-request-id")
		}
		if e.Date.IsZero() {
			e.Date, _ = time.Parse("2006-01-02T15:04:05", text(in, "date"))
		}
		*next = &InnerError{Code: text(in, "code"), Message: text(in, "message")}
		next, top = &(*next).Inner, in
	}
}

// member finds a key as it is, or else in another case: the service writes
// both innerError and innererror.
func member(m map[string]any, key string) any {
	if v, ok := m[key]; ok {
		return v
	}
	return m[strings.ToLower(key)]
}

// text gives a member as text where it is a string, number or bool.
func text(m map[string]any, key string) string {
	v := member(m, key)
	if inner, ok := v.(map[string]any); ok {
		return text(inner, "value") // OData 3 wrote {"lang": …, "value": …}
	}
	return scalar(v)
}

// scalar gives a string, number or bool as text.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// excerpt gives the beginning of a body that is not Graph's error form.
func excerpt(data []byte) string {
	s := strings.Join(strings.Fields(strings.ToValidUTF8(string(data), "\uFFFD")), " ")
	if len(s) <= maxExcerpt {
		return s
	}
	cut := maxExcerpt
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// maxRetryAfter keeps absurd values from overflowing.
const maxRetryAfter = 365 * 24 * time.Hour

// retryAfter reads a Retry-After header: seconds or an HTTP date.
func retryAfter(v string, now time.Time) (time.Duration, bool) {
	v = strings.TrimSpace(v)
	if v == "" {
		return 0, false
	}
	if seconds, err := strconv.ParseFloat(v, 64); err == nil {
		if !(seconds >= 0) {
			return 0, false
		}
		if seconds > maxRetryAfter.Seconds() {
			return maxRetryAfter, true
		}
		return time.Duration(seconds * float64(time.Second)), true
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0, false
	}
	return min(max(at.Sub(now), 0), maxRetryAfter), true
}

// connectionError is a call that got no complete answer.
type connectionError struct {
	method, url, id string
	err             error
}

func (e *connectionError) Error() string {
	return e.method + " " + e.url + ": " + e.err.Error() + "; client-request-id " + e.id
}
func (e *connectionError) Unwrap() error { return e.err }

// interruptedError is a call whose context ended between two attempts.
type interruptedError struct {
	cause, last error
}

func (e *interruptedError) Error() string {
	return e.cause.Error() + " while waiting to retry after " + e.last.Error()
}
func (e *interruptedError) Unwrap() []error { return []error{e.cause, e.last} }

// undecodable makes the error of an accepted answer that is not the JSON that
// was promised.
func (a *answer) undecodable(method string, err error) error {
	if len(a.body) == 0 {
		return errPolicy(method + " " + a.url + ": the answer has no body")
	}
	return &decodeError{method + " " + a.url + ": decoding the answer: ", err}
}

// decodeError is an answer that cannot be decoded.
type decodeError struct {
	lead string
	err  error
}

func (e *decodeError) Error() string { return oneLine("graph: " + e.lead + e.err.Error()) }
func (e *decodeError) Unwrap() error { return e.err }
