package merge

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// ownAnswer is what a page answers with to this request of several: the type
// that its examples of this very path name, where they name another one for
// other paths; without one those of a path that ends alike. It is nil where they
// show that this path alone leads elsewhere.
func (m *merger) ownAnswer(page *model.Page, r *model.Response) *model.Response {
	several := severalAnswers(page, http.StatusOK) || severalAnswers(page, r.Status) && answers(page, r)
	if len(page.Requests) < 2 || r.Status > http.StatusFound || !several {
		return r
	}
	elsewhere := false // an example of this path answers otherwise
	for i := range page.Examples {
		e := &page.Examples[i]
		if e.Request.Method != m.op.Method || !callsPath(e.Request.URL, m.op.Path) {
			continue
		}
		switch answered := &e.Response; {
		case answered.Status != r.Status:
			elsewhere = elsewhere || answered.Status == http.StatusFound || r.Status == http.StatusFound && answered.Type != ""
		case r.Status == http.StatusFound:
			return r
		case answered.Type != "":
			return answerAs(r, answered)
		}
	}
	if elsewhere {
		return nil
	}
	return m.likeAnswer(page, r)
}

// likeAnswer is the answer of the first example whose path ends in the literal
// that this one ends in, with the status of r; else r.
func (m *merger) likeAnswer(page *model.Page, r *model.Response) *model.Response {
	for i := range page.Examples {
		e := &page.Examples[i]
		url, _, _ := strings.Cut(e.Request.URL, "?")
		if e.Request.Method == m.op.Method && e.Response.Status == r.Status && e.Response.Type != "" &&
			strings.EqualFold(path.Base(url), path.Base(m.op.Path)) {
			return answerAs(r, &e.Response)
		}
	}
	return r
}

// answerAs is r with the type of an example.
func answerAs(r *model.Response, shown *model.ExampleResponse) *model.Response {
	own := *r
	own.Type, own.Collection = shown.Type, shown.Collection
	return &own
}

// severalAnswers reports whether the examples of a page name several types for
// one status, or one and a collection of it.
func severalAnswers(page *model.Page, status int) bool {
	var first *model.ExampleResponse
	for i := range page.Examples {
		r := &page.Examples[i].Response
		switch {
		case r.Status != status || r.Type == "":
		case first == nil:
			first = r
		case !strings.EqualFold(first.Type, r.Type), first.Collection != r.Collection:
			return true
		}
	}
	return false
}

// answers reports whether an example names the type of r for its status. Else
// the page names it in its text, as what all those of the examples derive from.
func answers(page *model.Page, r *model.Response) bool {
	return slices.ContainsFunc(page.Examples, func(e model.Example) bool {
		return e.Response.Status == r.Status && strings.EqualFold(e.Response.Type, r.Type)
	})
}

// callsPath reports whether a URL is one of a documented path. The user that
// is signed in stands for any other.
func callsPath(url, path string) bool {
	_, below, ok := strings.Cut(url, "://")
	if ok {
		_, url, _ = strings.Cut(below, "/")
	}
	url, _, _ = strings.Cut(url, "?")
	url = strings.Trim(url, "/")
	url = strings.TrimPrefix(strings.TrimPrefix(url, "v1.0/"), "beta/")
	a, b := strings.Split(forMe(url), "/"), strings.Split(forMe(strings.Trim(path, "/")), "/")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !strings.HasPrefix(b[i], "{") && !strings.EqualFold(a[i], b[i]) {
			return false
		}
	}
	return true
}

// forMe writes the path of any user as that of the signed-in one.
func forMe(path string) string {
	rest, ok := strings.CutPrefix(path, "users/")
	if !ok {
		return path
	}
	_, rest, ok = strings.Cut(rest, "/")
	if !ok {
		return path
	}
	return "me/" + rest
}
