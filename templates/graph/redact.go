package graph

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

const redacted = "REDACTED"

// redact gives a URL as it may be logged. Of a URL on another host only the
// host remains: it may be pre-authenticated, a secret by itself.
func (c *core) redact(link string) string {
	if strings.HasPrefix(link, c.root+"/") && !strings.Contains(link[len(c.root):], "?") {
		return link
	}
	u, err := url.Parse(link)
	if err != nil {
		return redacted
	}
	if !c.trusted(u) {
		return u.Scheme + "://" + u.Host + "/" + redacted
	}
	u.RawQuery = redactQuery(u.RawQuery)
	return u.String()
}

// redactQuery hides the values of parameters that grant access.
func redactQuery(query string) string {
	parts := strings.Split(query, "&")
	for i, part := range parts {
		name, _, _ := strings.Cut(part, "=")
		switch strings.ToLower(name) {
		case "tempauth", "access_token", "sig", "token", "code", "client_secret", "assertion":
			parts[i] = name + "=" + redacted
		}
	}
	return strings.Join(parts, "&")
}

// redactHeader gives a copy of h without secrets.
func (c *core) redactHeader(h http.Header) http.Header {
	h = h.Clone()
	for _, name := range []string{"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"} {
		if h[name] != nil {
			h[name] = []string{redacted}
		}
	}
	for _, name := range []string{"Location", "Operation-Location", "Content-Location", "Referer"} {
		for i, link := range h[name] {
			h[name][i] = c.redact(link)
		}
	}
	return h
}

// redactError gives a message of net/url or net/http without the URL in it.
func redactError(err error) string {
	if u := (*url.Error)(nil); errors.As(err, &u) {
		return u.Err.Error()
	}
	return err.Error()
}
