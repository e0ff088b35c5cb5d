package graph

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"strings"
)

// call is a request ready to be sent, as often as it takes.
type call struct {
	method    string
	url       string
	header    http.Header
	body      body
	redirect  bool   // as in request
	id        string // client-request-id, the same for all attempts
	streaming bool   // give the body as it arrives
	noRetry   bool
}

// prepare turns a request into a call. A link given by the service, if not
// empty, takes the place of the request's path and query.
func (c *core) prepare(ctx context.Context, r *request, link string) (*call, error) {
	p := parameters{header: make(http.Header, 8)}
	k := &call{method: r.method, header: p.header, redirect: r.redirect, id: newRequestID()}
	o := optionsOf(ctx)
	var over []string
	if o != nil {
		k.noRetry, over = o.noRetry, o.query
	}
	if err := c.addOptions(&p, r.options, over); err != nil {
		return nil, err
	}
	for i := 0; i < len(over); i += 2 {
		p.add(over[i], over[i+1])
	}
	if err := c.address(k, p.path(r), link, p.query.String()); err != nil {
		return nil, err
	}
	if err := k.body.set(r); err != nil {
		return nil, err
	}
	c.setHeaders(k, r, p.search)
	if o != nil {
		overrideHeaders(k.header, o.header)
		k.id = k.header.Get("Client-Request-Id")
	}
	return k, nil
}

// address sets the URL of k.
func (c *core) address(k *call, path, link, query string) error {
	if link == "" && !strings.HasPrefix(path, "/") {
		link = path
	}
	if link != "" {
		// Some links hold blanks, which would end the request line.
		k.url = strings.ReplaceAll(link, " ", "%20")
		return nil
	}
	if bad := badPath(path); bad != "" {
		return errors.New("graph: " + k.method + " " + quote(path) + ": " + bad)
	}
	k.url = c.root + path
	if query != "" {
		mark := "?"
		if strings.Contains(path, "?") {
			mark = "&"
		}
		k.url += mark + query
	}
	return nil
}

const jsonType = "application/json"

// setHeaders sets what every request carries.
func (c *core) setHeaders(k *call, r *request, search bool) {
	h := k.header
	values := make([]string, 0, 3)
	set := func(name, value string) {
		n := len(values)
		values = append(values, value)
		h[name] = values[n : n+1 : n+1]
	}
	accept := r.accept
	if accept == "" {
		accept = jsonType
	}
	set("Accept", accept)
	set("Client-Request-Id", k.id)
	h["User-Agent"] = c.agent
	h["Sdkversion"] = c.sdk
	switch {
	case k.body.isStream() && r.contentType == "":
		set("Content-Type", "application/octet-stream")
	case k.body.isStream():
		set("Content-Type", r.contentType)
	case k.body.json != nil:
		set("Content-Type", jsonType)
	}
	if r.eventual && (search || strings.HasSuffix(r.path, "/$count")) && h["Consistencylevel"] == nil {
		h["Consistencylevel"] = []string{"eventual"}
	}
}

// overrideHeaders applies the headers of WithHeader.
func overrideHeaders(h, over http.Header) {
	for name, values := range over {
		if name != "Authorization" {
			h[name] = values
		}
	}
}

// newRequestID gives a random UUID. It identifies, it protects nothing, so
// the fast generator will do.
func newRequestID() string {
	hi, lo := rand.Uint64(), rand.Uint64()
	hi = hi&^0xf000 | 0x4000
	lo = lo&^(3<<62) | 2<<62
	const digits = "0123456789abcdef"
	var b [36]byte
	for i, shift := 0, 60; i < 36; i++ {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			b[i] = '-'
			continue
		}
		word := hi
		if i > 18 {
			word = lo
		}
		b[i] = digits[word>>shift&15]
		if shift -= 4; shift < 0 {
			shift = 60
		}
	}
	return string(b[:])
}

// sdkVersion tells the service which library calls.
const sdkVersion = "graphgen-go/1"

// userAgent puts the application's name before the library's.
func userAgent(application string) string {
	if application == "" {
		return sdkVersion
	}
	return application + " " + sdkVersion
}
