package sdktest

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/parser/model"
)

// The sample pages have no fault, not even a small one.
func TestSamplePages(t *testing.T) {
	for _, docs := range []string{"", "../../docs/reference-ja", "../../docs/reference-ja-bilingual"} {
		for _, found := range load(t, docs).Found {
			t.Errorf("%s: %s", docs, found)
		}
	}
}

// A page says the same in every language.
func TestTranslatedPages(t *testing.T) {
	const sync = "beta/api/intune-enrollment-windowsautopilotsettings-sync.md"
	want := facts(t, load(t, ""), sync)
	for _, docs := range []string{"../../docs/reference-ja", "../../docs/reference-ja-bilingual"} {
		if got := facts(t, load(t, docs), sync); got != want {
			t.Errorf("%s:\n%s\nexpected\n%s", docs, got, want)
		}
	}
}

func load(t *testing.T, docs string) *build.Docs {
	t.Helper()
	session := &build.Session{}
	t.Cleanup(session.Close)
	loaded, err := session.Load(t.Context(), docs)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// facts are what a page says, without its texts and places.
func facts(t *testing.T, docs *build.Docs, file string) string {
	t.Helper()
	i := slices.IndexFunc(docs.API.Pages, func(p *model.Page) bool { return p.Source.File == file })
	if i < 0 {
		t.Fatalf("no page %s", file)
	}
	text, err := json.Marshal(docs.API.Pages[i])
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	dropTexts(value)
	if text, err = json.MarshalIndent(value, "", " "); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func dropTexts(value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			dropTexts(item)
		}
	case map[string]any:
		for _, key := range []string{"title", "description", "source", "pos"} {
			delete(value, key)
		}
		for _, item := range value {
			dropTexts(item)
		}
	}
}
