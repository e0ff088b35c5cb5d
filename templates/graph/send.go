package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

// answer is an accepted response.
type answer struct {
	status int
	header http.Header
	url    string
	body   []byte        // unless streaming
	stream io.ReadCloser // if streaming
}

// send makes the call that r describes.
func (c *core) send(ctx context.Context, r request, link string, streaming bool) (*answer, error) {
	if batching(ctx) {
		return optionsOf(ctx).batch.send(ctx, c, r, link, streaming)
	}
	k, err := c.prepare(ctx, &r, link)
	if err != nil {
		return nil, err
	}
	k.streaming = streaming
	return c.exchange(ctx, k)
}

// exchange sends k until it is answered for good.
func (c *core) exchange(ctx context.Context, k *call) (*answer, error) {
	defer k.body.release()
	refused := false
	for attempt := 1; ; attempt++ {
		a, err := c.attempt(ctx, k, attempt)
		if err == nil {
			return a, nil
		}
		if challenge := (*challengeError)(nil); errors.As(err, &challenge) {
			if refused {
				return nil, challenge.Unwrap()
			}
			refused = true
			if _, err := c.bearer.challenged(ctx, challenge.refused, challenge.claims); err != nil {
				return nil, errors.Join(err, challenge.Unwrap())
			}
			if !k.body.replayable() {
				return nil, challenge.Unwrap() // the next call has the new token
			}
			attempt--
			continue
		}
		wait, again := c.retry.next(k, attempt, err)
		if !again || ctx.Err() != nil || tooLate(ctx, c.now().Add(wait)) {
			return nil, err
		}
		if stop := c.sleep(ctx, wait); stop != nil {
			return nil, &interruptedError{stop, err}
		}
	}
}

// tooLate reports whether ctx will have ended by then.
func tooLate(ctx context.Context, then time.Time) bool {
	deadline, ok := ctx.Deadline()
	return ok && deadline.Before(then)
}

// attempt sends k once.
func (c *core) attempt(ctx context.Context, k *call, n int) (*answer, error) {
	req, err := c.newRequest(ctx, k, n)
	if err != nil {
		return nil, err
	}
	observed := c.observeRequest(ctx, req, k, n)
	resp, err := c.http.Do(req)
	c.observeResponse(ctx, observed, k, resp, err)
	if err != nil {
		return nil, c.lost(ctx, k, err)
	}
	if !k.accepts(resp.StatusCode) {
		return nil, c.refusal(req, resp, k)
	}
	a := &answer{status: resp.StatusCode, header: resp.Header, url: c.redact(k.url)}
	if k.streaming {
		a.stream = resp.Body
		return a, nil
	}
	a.body, err = readAll(resp)
	if err != nil {
		return nil, c.lost(ctx, k, err)
	}
	a.body = bytes.TrimPrefix(a.body, []byte(byteOrderMark))
	return a, nil
}

// newRequest builds the http.Request of one attempt.
func (c *core) newRequest(ctx context.Context, k *call, n int) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, k.method, k.url, nil)
	if err != nil {
		return nil, errPolicy("the request cannot be built: " + redactError(err))
	}
	if n > 1 {
		// The transport may still look at the headers of the last attempt.
		k.header = k.header.Clone()
	}
	req.Header = k.header
	if !secure(req.URL) {
		return nil, errPolicy("plain HTTP is for loopback only, not for " + quote(req.URL.Host))
	}
	delete(req.Header, "Authorization")
	if !c.trusted(req.URL) {
		keepHarmless(req.Header)
	} else {
		header, err := c.bearer.header(ctx, c.now())
		if err != nil {
			return nil, err
		}
		if header != nil {
			req.Header["Authorization"] = header
		}
	}
	return req, k.body.attach(req)
}

// accepts reports whether status is a success for k. Documentation and service
// often differ in which one: a call that has changed something must not look
// failed because it was answered with 200 instead of 201.
func (k *call) accepts(status int) bool {
	return status/100 == 2 || k.redirect && status/100 == 3 && status != http.StatusNotModified
}

// maxBody is the largest body that is read into memory.
const maxBody = 1 << 30

// byteOrderMark is what some services begin a text with, such as that of $count.
const byteOrderMark = "\ufeff"

// readAll reads the body and closes it.
func readAll(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	n := resp.ContentLength
	if n == 0 || resp.Body == http.NoBody { // as of HEAD
		return nil, nil
	}
	if n < 0 || n > 1<<20 {
		data, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
		if err == nil && len(data) > maxBody {
			err = errPolicy("the answer is larger than 1 GiB")
		}
		return data, err
	}
	data := make([]byte, n)
	_, err := io.ReadFull(resp.Body, data)
	return data, err
}

// lost makes the error of a call that got no complete answer.
func (c *core) lost(ctx context.Context, k *call, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if u := (*url.Error)(nil); errors.As(err, &u) {
		err = u.Err
	}
	return &connectionError{method: k.method, url: c.redact(k.url), id: k.id, err: err}
}
