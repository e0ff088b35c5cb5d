package graph

import (
	"context"
	"net/http"
	"strconv"
)

// callOptions travel in the context, so that no signature ever has to change
// for them. A value is never changed once it is in a context.
type callOptions struct {
	header  http.Header
	query   []string // name, value, name, value …
	noRetry bool
	polling bool       // the call asks a monitor
	batch   *ticket    // the call goes into a batch
	part    *byteRange // only this part of a download
}

type callOptionsKey struct{}

// optionsOf gives the options in ctx, or nil.
func optionsOf(ctx context.Context) *callOptions {
	o, _ := ctx.Value(callOptionsKey{}).(*callOptions)
	return o
}

// with gives a context with the options of ctx, changed by change.
func with(ctx context.Context, change func(*callOptions)) context.Context {
	next := &callOptions{}
	if o := optionsOf(ctx); o != nil {
		*next = *o
	}
	change(next)
	return context.WithValue(ctx, callOptionsKey{}, next)
}

// WithHeader sets a header on the calls made with the returned context. It
// wins over a header of the same name from an options struct. Authorization
// cannot be set this way.
func WithHeader(ctx context.Context, name, value string) context.Context {
	return with(ctx, func(o *callOptions) {
		h := o.header.Clone()
		if h == nil {
			h = http.Header{}
		}
		h.Set(name, value)
		o.header = h
	})
}

// WithQuery adds a query parameter to the calls made with the returned
// context. It wins over a parameter of the same name from an options struct.
func WithQuery(ctx context.Context, name, value string) context.Context {
	return with(ctx, func(o *callOptions) {
		o.query = append(o.query[:len(o.query):len(o.query)], name, value)
	})
}

// WithoutRetry makes calls with the returned context give up on the first
// failure.
func WithoutRetry(ctx context.Context) context.Context {
	return with(ctx, func(o *callOptions) { o.noRetry = true })
}

// byteRange is a part of a stream.
type byteRange struct {
	offset, length int64 // a length of 0 is all that follows
}

// WithRange makes downloads with the returned context give only a part of the
// content: length bytes from offset, or all from there where length is 0.
// Where the service sends everything all the same, the rest is left out.
func WithRange(ctx context.Context, offset, length int64) context.Context {
	offset, length = max(offset, 0), max(length, 0)
	spec := "bytes=" + strconv.FormatInt(offset, 10) + "-"
	if length > 0 {
		spec += strconv.FormatInt(offset+length-1, 10)
	}
	ctx = WithHeader(ctx, "Range", spec)
	return with(ctx, func(o *callOptions) { o.part = &byteRange{offset, length} })
}
