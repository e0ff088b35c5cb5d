package graph

import (
	"context"
	"net/http"
)

// callOptions travel in the context, so that no signature ever has to change
// for them. A value is never changed once it is in a context.
type callOptions struct {
	header  http.Header
	query   []string // name, value, name, value …
	noRetry bool
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
