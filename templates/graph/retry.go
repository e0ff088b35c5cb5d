package graph

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"strings"
	"time"
)

// RetryPolicy says how often and how patiently calls are repeated. A zero
// field means its default.
//
// Repeated are calls answered with 429, 503 or 504 and calls whose connection
// broke. A POST or PATCH, which may have taken effect, is repeated only where
// the service said that it did not process it: 429, or 503 with Retry-After.
type RetryPolicy struct {
	Retries  int           // repetitions after the first attempt; default 4; negative for none
	Delay    time.Duration // before the first repetition, doubled for each further one; default 500ms
	MaxDelay time.Duration // the longest wait, also for what the service asks; default 3m
}

func (p RetryPolicy) withDefaults() RetryPolicy {
	if p.Retries == 0 {
		p.Retries = 4
	}
	if p.Delay <= 0 {
		p.Delay = 500 * time.Millisecond
	}
	if p.MaxDelay <= 0 {
		p.MaxDelay = 3 * time.Minute
	}
	return p
}

// next says whether to repeat k after its n-th attempt failed with err, and
// how long to wait first.
func (p RetryPolicy) next(k *call, n int, err error) (time.Duration, bool) {
	if k.noRetry || n > p.Retries || !k.body.replayable() {
		return 0, false
	}
	var after time.Duration
	if e := (*Error)(nil); errors.As(err, &e) {
		if !k.repeatable(e) {
			return 0, false
		}
		after = e.RetryAfter
	} else if !idempotent(k.method) || !broken(err) {
		return 0, false
	}
	if after > p.MaxDelay {
		return 0, false
	}
	return max(after, p.backoff(n, after)), true
}

// backoff is the wait before repetition n: the delay doubled each time, and
// half of it left to chance. What the service asks for is waited out in full,
// plus a little so that callers do not come back all at once.
func (p RetryPolicy) backoff(n int, after time.Duration) time.Duration {
	d := p.Delay
	for i := 1; i < n && d < p.MaxDelay; i++ {
		d *= 2
	}
	d = min(d, p.MaxDelay)
	if after > 0 {
		return after + rand.N(min(d, after/10+1)+1)
	}
	return d/2 + rand.N(d/2+1)
}

// repeatable reports whether the answer e allows k to be sent again.
func (k *call) repeatable(e *Error) bool {
	switch e.StatusCode {
	case 429:
		return true
	case 503:
		return idempotent(k.method) || e.hasRetryAfter
	case 504:
		return idempotent(k.method)
	}
	return false
}

// idempotent reports whether sending a request twice is as good as once.
func idempotent(method string) bool {
	switch method {
	case "GET", "HEAD", "OPTIONS", "PUT", "DELETE":
		return true
	}
	return false
}

// broken reports whether err is a lost connection that may work the next time.
func broken(err error) bool {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return true
	}
	if dns := (*net.DNSError)(nil); errors.As(err, &dns) {
		return dns.IsTemporary || dns.IsTimeout
	}
	if op := (*net.OpError)(nil); errors.As(err, &op) {
		return brokenOp(op)
	}
	if n := net.Error(nil); errors.As(err, &n) && n.Timeout() {
		return true
	}
	// The HTTP/2 errors of net/http have no exported type.
	s := err.Error()
	return strings.Contains(s, "http2: ") || strings.Contains(s, "stream error: ") ||
		strings.Contains(s, "server closed idle connection")
}

// brokenOp is broken for an operation of the network. What it is not is an
// alert of TLS, or a body that cannot be read.
func brokenOp(op *net.OpError) bool {
	switch op.Op {
	case "dial", "read", "write":
		return true
	case "readfrom": // copying the body to the connection
		inner, system := (*net.OpError)(nil), (*os.SyscallError)(nil)
		return errors.As(op.Err, &inner) || errors.As(op.Err, &system)
	}
	return false
}

// sleep waits for d or until ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
