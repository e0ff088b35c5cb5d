package mock

import (
	"context"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/parser"
)

var placeholder = regexp.MustCompile(`\{[^}]*\}(?: *\| *[\w-]+)?|<[^>]*>`)

// TestCorpus calls every documented method and path of real pages, with
// something in place of each placeholder: all are served.
func TestCorpus(t *testing.T) {
	src, err := docsource.Open(context.Background(), corpus.Path(t, "en-2021-07.zip"), docsource.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	api, _, err := parser.Load(context.Background(), src, parser.Options{Kinds: []string{parser.KindAPI}})
	if err != nil {
		t.Fatal(err)
	}
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
