package graph

import (
	"context"
	"net/http"
	"time"
)

// Hooks are called around each attempt of each call, retries included. They
// see no secrets: Authorization, cookies and pre-authenticated URLs are
// replaced by REDACTED. They may be called by many goroutines at once.
type Hooks struct {
	Request  func(ctx context.Context, request RequestInfo)
	Response func(ctx context.Context, response ResponseInfo)
}

// RequestInfo describes one attempt.
type RequestInfo struct {
	Method          string
	URL             string
	Header          http.Header // a copy
	Attempt         int         // 1 for the first
	ClientRequestID string
}

// ResponseInfo describes how an attempt ended.
type ResponseInfo struct {
	Request  RequestInfo
	Status   int         // 0 without an answer
	Header   http.Header // a copy
	Duration time.Duration
	Err      error // why there is no answer
}

// observation is what the response hook needs of the request.
type observation struct {
	info  RequestInfo
	begin time.Time
}

// observeRequest calls the request hook.
func (c *core) observeRequest(ctx context.Context, req *http.Request, k *call, n int) *observation {
	if c.hooks.Request == nil && c.hooks.Response == nil {
		return nil
	}
	o := &observation{begin: c.now(), info: RequestInfo{
		Method: k.method, URL: c.redact(k.url), Header: c.redactHeader(req.Header),
		Attempt: n, ClientRequestID: k.id,
	}}
	if c.hooks.Request != nil {
		c.hooks.Request(ctx, o.info)
	}
	return o
}

// observeResponse calls the response hook.
func (c *core) observeResponse(ctx context.Context, o *observation, k *call, resp *http.Response, err error) {
	if o == nil || c.hooks.Response == nil {
		return
	}
	info := ResponseInfo{Request: o.info, Duration: c.now().Sub(o.begin)}
	if err != nil {
		info.Err = c.lost(ctx, k, err)
	} else {
		info.Status, info.Header = resp.StatusCode, c.redactHeader(resp.Header)
	}
	c.hooks.Response(ctx, info)
}
