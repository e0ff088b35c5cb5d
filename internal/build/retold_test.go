package build

import (
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/config"
)

// texts is a documentation in which texts of every kind stand.
func texts() map[string]string {
	return map[string]string{
		"v1.0/api/thing-get.md":                page,
		"v1.0/includes/permissions/thing.md":   table("Thing.Read"),
		"v1.0/api/thing-list.md":               strings.ReplaceAll(strings.Replace(page, "/things/{id}", "/things", 1), "a [thing]", "a collection of [thing]"),
		"v1.0/includes/permissions/thing-2.md": table("Thing.Read"),
		"v1.0/api/part-get.md": strings.Replace(page, "thing.md", "thing-2.md", 1) + // of the same operation
			"\n## Optional query parameters\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|depth|Int32|How deep.|\n",
		"v1.0/api/thing-move.md": `# thing: move

Namespace: microsoft.graph

Move a thing.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Application|Thing.Write|

## HTTP request

` + "```http\nPOST /things/{id}/move\n```" + `

## Request headers

|Header|Value|
|:---|:---|
|Authorization|Bearer {token}. Required.|
|If-Match|The version to move.|

## Request body

|Parameter|Type|Description|
|:---|:---|:---|
|target|String|Where to.|

## Response

Returns ` + "`204 No Content`.\n",
		"v1.0/api/color-update.md": "# Update color\n\nNamespace: microsoft.graph\n\nUpdate a color.\n\n## HTTP request\n\n```http\nPATCH /colors/{id}\n```\n\n" +
			"## Request body\n\nA [color](../resources/color.md) object.\n\n|Property|Type|Description|\n|:---|:---|:---|\n|shade|shade|How it is.|\n\n" +
			"## Response\n\nReturns `204 No Content`.\n",
		"v1.0/resources/thing.md":    resource("thing", "", "|name|String|Its name.|\n|color|color|Its color.|\n"),
		"v1.0/resources/subthing.md": resource("subthing", "Inherits from [thing](thing.md).", "|depth|Int32|How deep.|\n"),
		"v1.0/resources/color.md":    resource("color", "", "|shade|shade|Its shade.|\n"),
		"v1.0/resources/shade.md": "# shade enum type\n\nNamespace: microsoft.graph\n\nHow dark.\n\n## Members\n\n|Member|Value|Description|\n|:---|:---|:---|\n" +
			"|dark|0|Like night.|\n|light|1|Like day.|\n",
		"v1.0/resources/lonely.md": resource("lonely", "", "|name|String|No operation knows it.|\n"),
	}
}

func resource(name, base, rows string) string {
	return "# " + name + " resource type\n\nNamespace: microsoft.graph\n\nA " + name + ".\n\n" + base + "\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n" + rows
}

// TestRetold changes texts, one after the other, and wants what a run without a
// cache makes; from most of them without reading the other pages.
func TestRetold(t *testing.T) {
	docs, out, store, texts := t.TempDir(), t.TempDir(), cache.Open(t.TempDir(), cache.DefaultLimit), texts()
	for name, text := range texts {
		put(t, docs, name, text)
	}
	spec := Spec{Docs: docs, Package: "graph", Tests: true}
	run(t, store, nil, spec, out)
	for _, tt := range []struct {
		page, old, new string
		again          bool // the package is made again
	}{
		{"api/thing-get.md", "Read one thing.", "Read one or the other thing.", false},
		{"api/thing-get.md", "Namespace: microsoft.graph", "Namespace: microsoft.graph\n\n> Words alone.", false},
		{"api/thing-move.md", "|Application|Thing.Write|", "|Delegated (work or school account)|Not supported.|\n|Application|Thing.Write|", false},
		{"api/thing-move.md", "Thing.Write|", "Thing.Move, Thing.Write|", false},
		{"api/thing-move.md", "The version to move.", "The version.", false},
		{"api/thing-move.md", "Where to.", "The place where the thing is to be.", false},
		{"api/part-get.md", "How deep.", "How deep it goes.", false},
		{"api/part-get.md", "How deep it goes.", "", true}, // the columns of its neighbours
		{"api/part-get.md", "Int32", "Int64", true},
		{"includes/permissions/thing-2.md", "Thing.Read", "Thing.Read.All", false}, // contradicts the other page
		{"includes/permissions/thing.md", "Thing.Read", "Thing.Read.All", false},   // no more
		{"includes/permissions/thing.md", "Thing.Read.All", "Thing.Read", false},
		{"resources/color.md", "A color.", "A color of a thing.", false},
		{"resources/color.md", "Its shade.", "How dark it is.", false},
		{"resources/color.md", "|shade|shade|", "|shade|String|", true},
		{"resources/subthing.md", "How deep.", "Where it lies.", false},
		{"resources/thing.md", "Its name.", "What it is called.", true}, // so in what derives from it
		{"resources/shade.md", "Like night.", "Like the night.", false}, // no operation reaches it any more
		{"resources/color.md", "|shade|String|", "|shade|shade|", true},
		{"resources/shade.md", "Like the night.", "As the night.", false},
		{"resources/lonely.md", "No operation", "Not one operation", false},
		{"api/color-update.md", "How it is.", "How dark it is.", false}, // which the type tells instead
		{"api/thing-move.md", "POST /things/{id}/move", "POST /things/{id}/moveAll", true},
	} {
		name := "v1.0/" + tt.page
		text := strings.Replace(texts[name], tt.old, tt.new, 1)
		if text == texts[name] {
			t.Fatalf("%s: %q is not there", name, tt.old)
		}
		texts[name] = text
		put(t, docs, name, text)
		want := run(t, nil, nil, Spec{Docs: docs, Package: "graph", Tests: true}, "")
		if got, again := runAgain(t, store, nil, spec, out); got != want || again != tt.again {
			t.Errorf("%s, %q: made again: %v, got\n%s\nwant\n%s", name, tt.new, again, got, want)
		}
	}
}

// TestRetoldOverridden corrects another page of an operation whose texts change.
func TestRetoldOverridden(t *testing.T) {
	docs, out, store, texts := t.TempDir(), t.TempDir(), cache.Open(t.TempDir(), cache.DefaultLimit), texts()
	for name, text := range texts {
		put(t, docs, name, text)
	}
	overrides := []config.Override{{Source: "v1.0/api/part-get.md", Section: "permissions", Permissions: map[string][]string{"application": {"Thing.Own"}}, Reason: "r"}}
	spec := Spec{Docs: docs, Package: "graph"}
	run(t, store, overrides, spec, out)
	put(t, docs, "v1.0/api/thing-get.md", strings.Replace(texts["v1.0/api/thing-get.md"], "Read one", "Get one", 1))
	want := run(t, nil, overrides, Spec{Docs: docs, Package: "graph"}, "")
	if got, _ := runAgain(t, store, overrides, spec, out); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestRetoldElsewhere changes a text, of which another package hears first.
func TestRetoldElsewhere(t *testing.T) {
	docs, one, two, store := t.TempDir(), t.TempDir(), t.TempDir(), cache.Open(t.TempDir(), cache.DefaultLimit)
	for name, text := range texts() {
		put(t, docs, name, text)
	}
	spec, other := Spec{Docs: docs, Package: "graph"}, Spec{Docs: docs, Package: "other"}
	run(t, store, nil, spec, one)
	put(t, docs, "v1.0/includes/permissions/thing.md", table("Thing.Write"))
	run(t, store, nil, other, two)
	want := run(t, nil, nil, spec, "")
	if got, _ := runAgain(t, store, nil, spec, one); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
