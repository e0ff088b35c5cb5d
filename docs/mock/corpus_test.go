package mock

import (
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
)

var placeholder = regexp.MustCompile(`\{[^}]*\}(?: *\| *[\w-]+)?|<[^>]*>`)

// TestCorpus calls every documented method and path of real pages, with
// something in place of each placeholder: all are served.
func TestCorpus(t *testing.T) {
	api, _ := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), parser.Options{Kinds: []string{parser.KindAPI}})
	h := New(api, Options{})
	calls := 0
	for _, page := range api.Pages {
		for _, r := range page.Requests {
			path := strings.ReplaceAll(placeholder.ReplaceAllString(r.Path, "a1"), " ", "%20")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(r.Method, "http://localhost/"+page.Version+path, nil))
			calls++
			if w.Code == 404 || w.Code == 405 || w.Code >= 500 {
				t.Errorf("%s: %s %s: status %d", r.Pos, r.Method, path, w.Code)
			}
		}
	}
	t.Logf("%d calls", calls)
}

// TestClientPaths calls every operation as a generated client does: what a page
// writes in an odd way, such as a sample id, is an argument there.
func TestClientPaths(t *testing.T) {
	api, _ := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), parser.Options{Kinds: []string{parser.KindAPI}})
	h := New(api, Options{})
	paths := naming.DefaultRules().Paths()
	for _, page := range api.Pages {
		for _, r := range page.Requests {
			var path strings.Builder
			for _, p := range paths.Parse(r.Path).Pieces {
				switch {
				case p.Name == "":
					path.WriteString(p.Text)
				case p.Escape == naming.EscapeString:
					path.WriteString("'a1'")
				default:
					path.WriteString("a1")
				}
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(r.Method, "http://localhost/"+page.Version+strings.ReplaceAll(path.String(), " ", "%20"), nil))
			if w.Code == 404 || w.Code == 405 || w.Code >= 500 {
				t.Errorf("%s: %s %s: status %d", r.Pos, r.Method, path.String(), w.Code)
			}
		}
	}
}
