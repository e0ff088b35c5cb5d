// Package mock serves the examples of reference pages as a fake Microsoft
// Graph: every documented method and path answers with the example of its
// page.
//
// It keeps no state: what is created can't be read back. It checks no
// permission and no filter. It is for tests and for trying out a client.
package mock

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/graphgen/graphgen/parser/model"
)

// Options configure a Handler. The zero value serves without faults.
type Options struct {
	// PageSize is how many elements of a collection one page holds; zero
	// serves the collection whole, unless the call brings $top.
	PageSize int
	// Faults are answers to give instead of the documented ones.
	Faults []Fault
	// Seed starts the random numbers that choose faults.
	Seed uint64
	// RequireToken refuses calls without a bearer token, as Graph does. Any
	// token will do.
	RequireToken bool
}

// maxPath bounds the paths that are looked up.
const maxPath = 16 << 10

// Handler is a fake Graph. It serves /v1.0 and /beta.
type Handler struct {
	opts    Options
	routes  map[string]*routes // by version
	faults  *dice
	counter atomic.Uint64
}

// New returns a handler for the operations of api.
func New(api *model.API, opts Options) *Handler {
	h := &Handler{opts: opts, routes: map[string]*routes{}, faults: newDice(opts.Faults, opts.Seed)}
	for _, page := range api.Pages {
		version := page.Version
		if h.routes[version] == nil {
			h.routes[version] = newRoutes()
		}
		for i := range page.Requests {
			h.routes[version].add(page, i)
		}
	}
	for _, r := range h.routes {
		r.settle()
	}
	return h
}

// Operations returns the number of methods and paths served.
func (h *Handler) Operations() int {
	n := 0
	for _, r := range h.routes {
		n += r.count
	}
	return n
}

// ServeHTTP answers one call.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := fmt.Sprintf("00000000-0000-4000-8000-%012x", h.counter.Add(1))
	w.Header().Set("request-id", id)
	w.Header().Set("client-request-id", firstOf(r.Header.Get("client-request-id"), id))
	w.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))
	version, path, ok := split(r.URL.EscapedPath())
	switch {
	case strings.HasPrefix(r.URL.Path, ownPrefix):
		h.own(w, r)
	case len(path) > maxPath:
		h.fail(w, r, http.StatusRequestURITooLong, "BadRequest", "The path is too long.")
	case !ok:
		h.fail(w, r, http.StatusBadRequest, "BadRequest", fmt.Sprintf("Invalid version: %s", version))
	case h.opts.RequireToken && !hasToken(r):
		h.fail(w, r, http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token is empty.")
	case r.Method == http.MethodPost && path == "/$batch":
		h.batch(w, r, version)
	case h.faults.strike(w, r, h):
	default:
		h.operation(w, r, version, path)
	}
}

func hasToken(r *http.Request) bool {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.EqualFold(scheme, "Bearer") && strings.TrimSpace(token) != ""
}

// operation answers a documented call.
func (h *Handler) operation(w http.ResponseWriter, r *http.Request, version, path string) {
	routes := h.routes[version]
	if routes == nil {
		h.fail(w, r, http.StatusNotFound, "ResourceNotFound", "No page documents version "+version+".")
		return
	}
	route, methods := routes.find(r.Method, path)
	switch {
	case route != nil:
		h.answer(w, r, route)
	case len(methods) > 0:
		w.Header().Set("Allow", strings.Join(methods, ", "))
		h.fail(w, r, http.StatusMethodNotAllowed, "MethodNotAllowed", "No page documents "+r.Method+" for this path.")
	default:
		h.fail(w, r, http.StatusNotFound, "ResourceNotFound", fmt.Sprintf("Resource not found for the segment '%s'.", lastSegment(path)))
	}
}

// split cuts the version off a path.
func split(path string) (version, rest string, ok bool) {
	version, rest, _ = strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return version, "/" + strings.TrimSuffix(rest, "/"), version == "v1.0" || version == "beta"
}

func lastSegment(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
