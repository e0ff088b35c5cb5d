package parser_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
)

var resourcesOnly = parser.Options{Kinds: []string{parser.KindResource}}

// TestEveryPageGivesAType holds the reader to the pages that document a type:
// all but the overviews, each of which a diagnostic names.
func TestEveryPageGivesAType(t *testing.T) {
	docs := pagetest.Corpus(t, "en-2021-07.zip")
	api, found := pagetest.Load(t, docs, resourcesOnly)
	given := map[string]bool{}
	untyped, properties := 0, 0
	for _, r := range api.Resources {
		given[r.Source.File] = true
		for _, p := range slices.Concat(r.Properties, r.Relationships) {
			properties++
			if p.Type == "" {
				untyped++
				t.Logf("%s: no type for %s", p.Pos, p.Name)
			}
		}
	}
	none := 0
	for _, d := range found {
		switch d.Code {
		case "internal-error":
			t.Errorf("%s", d)
		case "resource-none":
			given[d.Pos.File] = true
			none++
		}
	}
	for _, p := range docs.Pages() {
		if p.Kind == parser.KindResource && !given[p.Path] {
			t.Errorf("%s gives no type and no diagnostic says why", p.Path)
		}
	}
	t.Logf("%d pages without a type, %d of %d properties without", none, untyped, properties)
	if none > 160 || untyped > 20 || properties < 20000 {
		t.Errorf("%d pages without a type, %d of %d properties without", none, untyped, properties)
	}
}

// TestResourcesDoNotDependOnOrder wants the same types from any number of
// workers.
func TestResourcesDoNotDependOnOrder(t *testing.T) {
	docs := pagetest.Corpus(t, "en-2026-sample.zip")
	var first []string
	for _, workers := range []int{1, 2, 7} {
		api, found := pagetest.Load(t, docs, parser.Options{Kinds: resourcesOnly.Kinds, Workers: workers})
		var got []string
		for _, r := range api.Resources {
			got = append(got, string(r.AppendJSON(nil)))
		}
		for _, d := range found {
			got = append(got, d.String())
		}
		if first == nil {
			first = got
		}
		if !slices.Equal(got, first) {
			t.Errorf("%d workers give other types", workers)
		}
	}
}

// TestTranslatedNames compares the names of Japanese pages with those of the
// bilingual pages, whose English half is a month older.
func TestTranslatedNames(t *testing.T) {
	want := namesOf(t, "ja-bilingual-2019-08.zip")
	got := namesOf(t, "ja-2019-09-v1.0.zip")
	same, other := 0, []string(nil)
	for name := range got {
		file, _, _ := strings.Cut(name, " ")
		switch {
		case want[name]:
			same++
		case want[file]:
			other = append(other, name)
		}
	}
	slices.Sort(other)
	for _, name := range other {
		t.Log(name)
	}
	t.Logf("%d names are those of the English text, %d others", same, len(other))
	if same < 5500 || len(other) > same/100 {
		t.Errorf("%d names are those of the English text, %d others", same, len(other))
	}
}

// namesOf returns "file", and "file type name" for every property and member
// of v1.0.
func namesOf(t *testing.T, archive string) map[string]bool {
	api, _ := pagetest.Load(t, pagetest.Corpus(t, archive), resourcesOnly)
	names := map[string]bool{}
	for _, r := range api.Resources {
		if r.Version != "v1.0" {
			continue
		}
		names[r.Source.File] = true
		prefix := r.Source.File + " " + strings.ToLower(r.Name) + " "
		for _, p := range slices.Concat(r.Properties, r.Relationships) {
			names[prefix+p.Name] = true
		}
		for _, m := range r.Members {
			names[prefix+m.Name] = true
		}
	}
	return names
}
