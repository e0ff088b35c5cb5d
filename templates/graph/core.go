package graph

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// core is what every call needs: where to send it, how to authenticate and
// how to retry. Client embeds it; services point to it. It is safe for use by
// many goroutines once configured, and must not be copied.
type core struct {
	root   string   // "https://graph.microsoft.com/v1.0", no slash at the end
	path   string   // the path of root, "/v1.0"
	origin string   // the part of root before path
	hosts  []string // hosts that may see a token, lower case, sorted

	http   *http.Client
	retry  RetryPolicy
	hooks  Hooks
	agent  []string // header values, shared by all requests, never written to
	sdk    []string
	bearer bearer
	plans  sync.Map // reflect.Type -> *plan: how options structs become queries

	sleep func(context.Context, time.Duration) error
	now   func() time.Time
}

// Caller is implemented by *Client. Functions that add to the client, such as
// [NewUpload], take it.
type Caller interface {
	runtime() *core
}

func (c *core) runtime() *core { return c }

// request is one call as generated code describes it. It is not changed once
// the call was made.
type request struct {
	method, path string    // the path is escaped and starts with "/"; it has no version
	options      any       // nil or a pointer to a struct with query: and header: tags
	body         any       // JSON body, nil for none
	stream       io.Reader // stream body, instead of body
	contentType  string    // of stream; application/octet-stream where empty
	accept       string    // Accept header; application/json where empty
	redirect     bool      // a redirect is an answer too; it leads to the content
	link         string    // of a following page, instead of path and query; set by the runtime
	eventual     bool      // $search and $count need ConsistencyLevel: eventual
}

// configure makes c ready for calls to a version of the API, v1.0 or beta.
func (c *core) configure(version string, tokens TokenSource, opts []Option) error {
	s := &settings{}
	for _, opt := range opts {
		if opt != nil {
			opt(s)
		}
	}
	if err := c.setRoot(s, version); err != nil {
		return err
	}
	c.hosts = allowedHosts(c.origin, s.hosts)
	c.http = c.guard(s.client())
	c.retry = s.retry.withDefaults()
	c.hooks = s.hooks
	c.agent = []string{userAgent(s.application)}
	c.sdk = []string{sdkVersion}
	c.bearer.configure(tokens, s.tokenScopes())
	c.sleep, c.now = sleep, time.Now
	return nil
}

// setRoot derives root, path and origin from the cloud or the custom base URL.
func (c *core) setRoot(s *settings, version string) error {
	base := s.baseURL
	if base == "" {
		base = s.cloud.Endpoint()
	}
	u, err := url.Parse(base)
	if err != nil {
		return errors.New("graph: base URL: " + err.Error())
	}
	if u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("graph: base URL must be https://host[/path]")
	}
	if !secure(u) {
		return errors.New("graph: base URL must use HTTPS; plain HTTP is for loopback only")
	}
	c.path = strings.TrimRight(u.EscapedPath(), "/")
	if !strings.HasSuffix(c.path, "/v1.0") && !strings.HasSuffix(c.path, "/beta") {
		c.path += "/" + version
	}
	c.origin = u.Scheme + "://" + u.Host
	c.root = c.origin + c.path
	return nil
}

// Do sends a request that no generated method covers. The path starts with
// "/", is escaped, follows the version and may carry a query; or it is a
// whole URL on one of the client's hosts. The body is sent as JSON where it
// is not nil, or as it is where it is an [io.Reader]; the answer is decoded into
// out where out is not nil, or copied where it is an [io.Writer].
func (c *core) Do(ctx context.Context, method, path string, body, out any) error {
	r := &request{method: method, path: path, body: body}
	if stream, ok := body.(io.Reader); ok {
		r.body, r.stream = nil, stream
	}
	if !strings.HasPrefix(path, "/") {
		if err := c.ours(path, "URL"); err != nil {
			return err
		}
	}
	if w, ok := out.(io.Writer); ok {
		r.redirect = true
		return c.copy(ctx, r, w)
	}
	return c.fetch(ctx, r, out)
}

// copy sends r and writes the answer to w.
func (c *core) copy(ctx context.Context, r *request, w io.Writer) error {
	stream, err := download(ctx, c, r)
	if err != nil {
		return err
	}
	defer stream.Close()
	_, err = io.Copy(w, stream)
	return err
}
