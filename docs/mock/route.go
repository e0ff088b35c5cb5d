package mock

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// route is one documented method and path.
type route struct {
	method string
	path   string
	match  *regexp.Regexp
	holes  int // placeholders
	page   *model.Page
}

// routes are those of one version, by the first segment in lower case.
type routes struct {
	first map[string][]*route
	seen  map[string]bool
	count int
}

func newRoutes() *routes {
	return &routes{first: map[string][]*route{}, seen: map[string]bool{}}
}

// add takes a request of a page, unless another page documents it already.
func (rs *routes) add(page *model.Page, i int) {
	r := page.Requests[i]
	pattern, holes := expression(r.Path)
	if len(page.LeftOut(r.Method, r.Path)) > 0 {
		pattern = strings.TrimSuffix(pattern, "$") + `(?:\([^/]*\))?$`
	}
	key := r.Method + " " + pattern
	if rs.seen[key] {
		return
	}
	match, err := regexp.Compile(pattern)
	if err != nil {
		return // the expression is made of quoted text
	}
	rs.seen[key] = true
	rs.count++
	first := segment(r.Path)
	rs.first[first] = append(rs.first[first], &route{r.Method, r.Path, match, holes, page})
}

// settle puts the most literal path first.
func (rs *routes) settle() {
	for _, list := range rs.first {
		slices.SortStableFunc(list, func(a, b *route) int {
			return cmp.Or(cmp.Compare(a.holes, b.holes), cmp.Compare(len(b.path), len(a.path)), cmp.Compare(a.path, b.path))
		})
	}
}

// find returns the route of a call, and the methods of the routes that have
// its path.
func (rs *routes) find(method, path string) (*route, []string) {
	if plain, err := url.PathUnescape(path); err == nil && !strings.Contains(strings.ToUpper(path), "%2F") {
		path = plain
	}
	var methods []string
	for _, r := range rs.first[segment(path)] {
		if !r.match.MatchString(path) {
			continue
		}
		if r.method == method {
			return r, nil
		}
		methods = append(methods, r.method)
	}
	slices.Sort(methods)
	return nil, slices.Compact(methods)
}

// segment returns the first segment of a path, in lower case, up to a "(".
func segment(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	first, _, _ = strings.Cut(first, "(")
	return strings.ToLower(first)
}

// Forms in which pages write what stands for a value, besides {id} and <id>.
var (
	sample   = `[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org)`
	samples  = regexp.MustCompile(`/(?:` + sample + `|\([\w-]+\)|'\{[^}]*\}')(/|$)`)
	ellipsis = regexp.MustCompile(`/(?:\.\.\.|…)(/|$)`)
)

// hole is a placeholder, in whichever form pages write one, or a list of
// function arguments.
var hole = regexp.MustCompile(`\{[^}]*\}(?: *\| *[\w-]+)?|<[^>]*>|\([^()]*\)`)

// expression makes a regular expression of a documented path. Placeholders
// match a segment; those of a path below a root, and "...", match several.
func expression(path string) (pattern string, holes int) {
	for samples.MatchString(path) { // neighbours share a slash
		path = samples.ReplaceAllString(path, "/{id}$1")
	}
	path = ellipsis.ReplaceAllString(path, "/{...}$1")
	path = strings.ReplaceAll(path, "}$ref", "}{/}$ref") // some pages forget the slash
	var b strings.Builder
	b.WriteString("(?i)^")
	for {
		at := hole.FindStringIndex(path)
		if at == nil {
			break
		}
		literal := path[:at[0]]
		b.WriteString(regexp.QuoteMeta(literal))
		switch text := path[at[0]:at[1]]; {
		case text[0] == '(':
			b.WriteString(arguments(text[1 : len(text)-1]))
		case text == "{/}":
			b.WriteString("/?")
		case strings.HasSuffix(literal, ":/"), text == "{...}":
			b.WriteString("(.+)")
		default:
			b.WriteString("([^/]+?)")
		}
		path = path[at[1]:]
		holes++
	}
	b.WriteString(regexp.QuoteMeta(path) + "$")
	return b.String(), holes
}

// arguments makes an expression of the arguments of a function, whose values
// may be any; those of a function without may be left out. What is no more than
// a placeholder may also be a key behind a slash.
func arguments(list string) string {
	if strings.TrimSpace(list) == "" {
		return `(?:\(\))?`
	}
	if hole.FindString(list) == list {
		return `(?:/([^/]+?)|\((?:\w+=)?([^/]+?)\))`
	}
	var parts []string
	for arg := range strings.SplitSeq(list, ",") {
		name, _, named := strings.Cut(arg, "=")
		if named {
			parts = append(parts, regexp.QuoteMeta(strings.TrimSpace(name))+"=([^/]+?)")
		} else {
			parts = append(parts, `(?:\w+=)?([^/]+?)`)
		}
	}
	return `\(` + strings.Join(parts, ", *") + `\)`
}
