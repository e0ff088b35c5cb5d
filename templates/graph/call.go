package graph

import (
	"context"
	"io"
	"reflect"
)

// The functions here are what generated methods call, thousands of them. Those
// with a type parameter are kept tiny, because the compiler makes a copy for
// each type but pointers, which share one; none is inlined, because that would
// make a copy for each method; and none keeps the request that it is given,
// which can so live on the stack.

// do sends r and expects no result.
//
//go:noinline
func do(ctx context.Context, c *core, r *request) error {
	return c.fetch(ctx, r, nil)
}

// get sends r and decodes a JSON object into a new value, to which P points. An
// answer that may be without a body, and is, gives the zero value.
//
//go:noinline
func get[P any](ctx context.Context, c *core, r *request) (P, error) {
	var none P
	out := reflect.New(reflect.TypeFor[P]().Elem()).Interface()
	if err := c.fetch(ctx, r, out); err != nil {
		return none, err
	}
	return out.(P), nil
}

// value sends r and decodes an OData primitive: {"value": x}, or bare text.
//
//go:noinline
func value[T any](ctx context.Context, c *core, r *request) (T, error) {
	var out T
	body, err := c.fetchBody(ctx, r, "")
	if err == nil {
		err = decodeValue(body, &out)
	}
	return out, err
}

// download sends r and gives the body as it arrives. The caller closes it.
//
//go:noinline
func download(ctx context.Context, c *core, r *request) (io.ReadCloser, error) {
	q := *r
	if q.accept == "" {
		q.accept = "*/*"
	}
	a, err := c.send(ctx, q, "", true)
	if err == nil && a.status/100 == 3 {
		a, err = c.redirected(ctx, q, a)
	}
	if err != nil {
		return nil, err
	}
	if o := optionsOf(ctx); o != nil && o.part != nil && a.status != 206 {
		return o.part.cut(a.stream)
	}
	return a.stream, nil
}

// redirected follows a redirect to the content that is still to be followed:
// one that came in a batch, or that the caller's client does not follow.
func (c *core) redirected(ctx context.Context, r request, a *answer) (*answer, error) {
	a.stream.Close()
	location := a.header.Get("Location")
	if location == "" {
		return nil, errPolicy(r.method + " " + a.url + ": redirected to nowhere")
	}
	link, err := c.resolve(location)
	if err != nil {
		return nil, err
	}
	return c.send(ctx, request{method: "GET", path: link, accept: r.accept}, link, true)
}

// cut gives the part of a stream that is the whole.
func (p *byteRange) cut(stream io.ReadCloser) (io.ReadCloser, error) {
	if _, err := io.CopyN(io.Discard, stream, p.offset); err != nil && err != io.EOF {
		stream.Close()
		return nil, err
	}
	if p.length == 0 {
		return stream, nil
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(stream, p.length), stream}, nil
}

// fetch sends r and decodes the answer into out, unless out is nil.
func (c *core) fetch(ctx context.Context, r *request, out any) error {
	return c.fetchLink(ctx, r, "", out)
}

// fetchLink is fetch for a link that the service gave; an empty link means r's
// own path.
func (c *core) fetchLink(ctx context.Context, r *request, link string, out any) error {
	a, err := c.send(ctx, *r, link, false)
	if err != nil || out == nil {
		return err
	}
	if len(a.body) == 0 && mayBeEmpty(r.method, a.status) {
		return nil
	}
	if err := decode(a.body, out); err != nil {
		return a.undecodable(r.method, err)
	}
	return nil
}

// fetchBody is fetchLink without the decoding.
func (c *core) fetchBody(ctx context.Context, r *request, link string) ([]byte, error) {
	a, err := c.send(ctx, *r, link, false)
	if err != nil {
		return nil, err
	}
	return a.body, nil
}

// mayBeEmpty reports whether an accepted answer needs no body. What has
// changed something is not turned into an error, or callers would repeat it.
func mayBeEmpty(method string, status int) bool {
	return method != "GET" || status == 204 || status == 202
}
