package graph

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// secure reports whether secrets may travel to u: over HTTPS, or without
// leaving this machine.
func secure(u *url.URL) bool {
	switch strings.ToLower(u.Scheme) {
	case "https":
		return true
	case "http":
		return loopback(u.Hostname())
	}
	return false
}

// loopback reports whether host is this machine. Only literal addresses and
// "localhost" count; other names could resolve to anything.
func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// hostKey is the form in which hosts are compared: lower case, with the port
// unless it is the scheme's own.
func hostKey(u *url.URL) string {
	host, port := strings.ToLower(u.Hostname()), u.Port()
	host = strings.TrimSuffix(host, ".")
	if port == "" || port == "443" && u.Scheme == "https" || port == "80" && u.Scheme == "http" {
		return host
	}
	return net.JoinHostPort(host, port)
}

// allowedHosts gives the sorted keys of the base URL's host and the others.
func allowedHosts(origin string, others []string) []string {
	var keys []string
	if u, err := url.Parse(origin); err == nil {
		keys = append(keys, hostKey(u))
	}
	for _, host := range others {
		if u, err := url.Parse("https://" + host); err == nil && u.Host != "" {
			keys = append(keys, hostKey(u))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// trusted reports whether u may see the token.
func (c *core) trusted(u *url.URL) bool {
	return secure(u) && u.User == nil && slices.Contains(c.hosts, hostKey(u))
}

// ours checks that a link given by the service leads back to one of the
// client's hosts, so that it may be followed with the token.
func (c *core) ours(link, what string) error {
	u, err := url.Parse(link)
	if err != nil {
		return errors.New("graph: " + what + " is not a URL")
	}
	if !c.trusted(u) {
		return errors.New("graph: " + what + " leads to " + quote(u.Scheme+"://"+u.Host) +
			", which is not a host of this client; see WithAllowedHosts")
	}
	return nil
}

// guard gives client our redirect policy, followed by its own.
func (c *core) guard(client *http.Client) *http.Client {
	theirs := client.CheckRedirect
	client.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if err := c.redirect(req, via); err != nil {
			return err
		}
		if theirs != nil {
			return theirs(req, via)
		}
		return nil
	}
	return client
}

// maxRedirects is the limit of net/http's own policy.
const maxRedirects = 10

// redirect decides whether a redirect is followed. One to another host is
// followed for reading only, over HTTPS, and shows that host neither the token
// nor anything else that was meant for Graph.
func (c *core) redirect(req *http.Request, via []*http.Request) error {
	first := via[0]
	if len(via) >= maxRedirects {
		return errPolicy("stopped after 10 redirects")
	}
	if req.Method != first.Method {
		return http.ErrUseLastResponse
	}
	if c.trusted(req.URL) && !c.strayed(via) {
		return nil
	}
	if o := optionsOf(req.Context()); o != nil && o.polling && req.Response.StatusCode == http.StatusSeeOther {
		return http.ErrUseLastResponse // the result, which nobody gets without a token
	}
	if !secure(req.URL) {
		return errPolicy("redirect to " + req.URL.Scheme + " refused")
	}
	if req.Method != "GET" && req.Method != "HEAD" {
		return http.ErrUseLastResponse
	}
	keepHarmless(req.Header)
	return nil
}

// keepHarmless deletes what a foreign host must not see.
func keepHarmless(h http.Header) {
	for name := range h {
		if !harmless(name) {
			delete(h, name)
		}
	}
}

// strayed reports whether one of the requests went to another host. What that
// host then asks for is not asked with the token, not even of Graph.
func (c *core) strayed(via []*http.Request) bool {
	for _, req := range via {
		if !c.trusted(req.URL) {
			return true
		}
	}
	return false
}

// harmless reports whether a header may be shown to a foreign host.
func harmless(name string) bool {
	switch name {
	case "Accept", "Accept-Encoding", "Accept-Language", "Range", "If-Range",
		"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "User-Agent",
		"Content-Type", "Content-Range":
		return true
	}
	return false
}

// errPolicy is a refusal by this package, which no retry can change.
type errPolicy string

func (e errPolicy) Error() string { return "graph: " + string(e) }
