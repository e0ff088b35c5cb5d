package graph

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Error is an answer by which the service refused a request. Use errors.As to
// get at it, or the helpers [IsNotFound] and the like.
type Error struct {
	Method     string
	URL        string // without secrets
	StatusCode int

	Code    string        // Graph's code, for instance Request_ResourceNotFound
	Message string        // Graph's message, or an excerpt of a body in another form
	Target  string        // what the error is about
	Details []ErrorDetail // further errors
	Inner   *InnerError   // the more specific error, or nil

	RequestID       string        // names the request in the service's logs
	ClientRequestID string        // names it in both sides' logs
	Date            time.Time     // when the service answered, zero if not said
	RetryAfter      time.Duration // how long the service asks to wait, 0 if it does not

	Header http.Header // of the answer
	Body   []byte      // of the answer, its first 64 KiB

	hasRetryAfter bool
}

// ErrorDetail is one of several errors reported together.
type ErrorDetail struct {
	Code, Message, Target string
}

// InnerError is a more specific error within another.
type InnerError struct {
	Code, Message string
	Inner         *InnerError
}

// Error says everything on one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Method + " " + e.URL + ": " + strconv.Itoa(e.StatusCode))
	if text := http.StatusText(e.StatusCode); text != "" {
		b.WriteString(" " + text)
	}
	join(&b, ": ", e.Code)
	join(&b, ": ", e.Message)
	e.writeMore(&b)
	return oneLine(b.String())
}

// writeMore appends what not every error has.
func (e *Error) writeMore(b *strings.Builder) {
	join(b, "; target ", e.Target)
	for _, d := range e.Details {
		b.WriteString("; detail " + d.Code)
		join(b, ": ", d.Message)
		join(b, ", target ", d.Target)
	}
	for in := e.Inner; in != nil; in = in.Inner {
		if in.Code+in.Message != "" {
			b.WriteString("; inner " + in.Code)
			join(b, ": ", in.Message)
		}
	}
	join(b, "; request-id ", e.RequestID)
	join(b, "; client-request-id ", e.ClientRequestID)
	if !e.Date.IsZero() {
		b.WriteString("; date " + e.Date.UTC().Format(time.RFC3339))
	}
	if e.RetryAfter > 0 {
		b.WriteString("; retry after " + e.RetryAfter.String())
	}
}

// join appends lead and s unless s is empty.
func join(b *strings.Builder, lead, s string) {
	if s != "" {
		b.WriteString(lead)
		b.WriteString(s)
	}
}

// oneLine replaces by blanks what would end the line or change how a terminal
// shows it: control characters and marks of direction.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s)
}

// asError gives the *Error in err's chain, or nil.
func asError(err error) *Error {
	var e *Error
	errors.As(err, &e)
	return e
}

// Status gives the HTTP status of the *Error in err's chain, or 0.
func Status(err error) int {
	if e := asError(err); e != nil {
		return e.StatusCode
	}
	return 0
}

// IsNotFound reports whether err says that the resource does not exist.
func IsNotFound(err error) bool { return Status(err) == http.StatusNotFound }

// IsThrottled reports whether err says that there were too many requests.
func IsThrottled(err error) bool { return Status(err) == http.StatusTooManyRequests }

// IsConflict reports whether err says that the resource already exists or was
// changed meanwhile.
func IsConflict(err error) bool { return Status(err) == http.StatusConflict }

// IsForbidden reports whether err says that a permission is missing.
func IsForbidden(err error) bool { return Status(err) == http.StatusForbidden }

// IsPreconditionFailed reports whether err says that an If-Match header no
// longer matches.
func IsPreconditionFailed(err error) bool { return Status(err) == http.StatusPreconditionFailed }

// IsNotModified reports whether err says that an If-None-Match header still
// matches.
func IsNotModified(err error) bool { return Status(err) == http.StatusNotModified }

// HasCode reports whether err or one of its inner errors and details has the
// given Graph code.
func HasCode(err error, code string) bool {
	e := asError(err)
	if e == nil {
		return false
	}
	if e.Code == code {
		return true
	}
	for in := e.Inner; in != nil; in = in.Inner {
		if in.Code == code {
			return true
		}
	}
	for _, d := range e.Details {
		if d.Code == code {
			return true
		}
	}
	return false
}
