package parser

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// observed reads a file of the translations that were seen on real pages.
// They are kept beside the corpus.
func observed(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(corpus.Path(t, "../localisation/"+name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// blankReader returns a reader of an empty page.
func blankReader() *permissionReader {
	doc := markdown.Parse(source.NewFile("x.md", nil))
	doc.Translated = true // what was observed stands on such pages
	r := &pageReader{doc: doc, loc: locale.Load(), page: &model.Page{}}
	return &permissionReader{pageReader: r, doc: doc, tableCount: &tableCount{}, intro: &tableIntro{}}
}

func TestObservedHeaderNames(t *testing.T) {
	var file struct {
		Locales map[string][]struct {
			Text, English string
			Canonical     *string
		}
	}
	observed(t, "header_translations.json", &file)
	r := blankReader()
	for language, list := range file.Locales {
		for _, x := range list {
			name, value, ok := r.headerName(x.Text)
			got := name
			if value != "" {
				got += ": " + value
			}
			switch {
			case x.Canonical == nil:
				// no header name, or one that the observers did not know
				if english, _, _ := r.headerName(x.English); x.English != "" && name != english {
					t.Errorf("%s: %q is read as header %q, its English source %q as %q", language, x.Text, got, x.English, english)
				}
			case !ok || got != *x.Canonical:
				t.Errorf("%s: %q is read as %q, not as %q", language, x.Text, got, *x.Canonical)
			}
		}
	}
}

type observedLabel struct {
	Text, English, Canonical, Order string
}

func TestObservedPermissionLabels(t *testing.T) {
	var file struct {
		RowLabels, ColumnHeaders map[string][]observedLabel
	}
	observed(t, "permission_label_translations.json", &file)
	for language, list := range file.RowLabels {
		for _, x := range list {
			got, english := blankReader().account(x.Text), blankReader().account(x.English)
			if x.Canonical != "" && got != x.Canonical || got != english {
				t.Errorf("%s: row label %q is read as %q, not as %q; its English source %q as %q", language, x.Text, got, x.Canonical, x.English, english)
			}
		}
	}
	for language, list := range file.ColumnHeaders {
		for _, x := range list {
			got, want := blankReader().column(x.Text), blankReader().column(x.English)
			if got != want || got.Order != x.Order {
				t.Errorf("%s: column %q is read as %+v, its English source %q as %+v, order %q", language, x.Text, got, x.English, want, x.Order)
			}
		}
	}
}

func TestObservedCellsWithoutScopes(t *testing.T) {
	var file struct {
		Phrases []struct{ Text, English, Kind string }
	}
	observed(t, "not_supported_phrases.json", &file)
	for _, x := range file.Phrases {
		c := blankReader().scopes(markdown.Cell{Text: x.Text})
		good := false
		switch x.Kind {
		case "notSupported":
			good = c.unsupported && len(c.scopes) == 0
		case "empty":
			good = !c.unsupported && !c.unreadable && len(c.scopes) == 0
		case "todo":
			good = c.unreadable
		case "scopesDamaged":
			// what can be read must be true; the rest is unreadable
			english := blankReader().scopes(markdown.Cell{Text: x.English}).scopes
			lost := slices.ContainsFunc(c.scopes, func(s string) bool { return !slices.Contains(english, s) })
			good = !lost && !c.unsupported && (len(c.scopes) > 0) != c.unreadable
		case "other":
			good = !c.unsupported
		}
		if !good {
			t.Errorf("%s cell %q (English %q) is read as scopes %q, unsupported %t, unreadable %t",
				x.Kind, x.Text, x.English, strings.Join(c.scopes, " "), c.unsupported, c.unreadable)
		}
	}
}
