package build

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/cache"
)

const (
	recent = `# thing: recent

Namespace: microsoft.graph

> [!CAUTION]
> This function is deprecated and ends soon.

Get the recent colors.

## HTTP request

` + "```http\nGET /things/{id}/recent(days={days})\n```" + `

## Response

Returns ` + "`200 OK`" + ` and a list.

## Example

` + "```http\nGET https://graph.microsoft.com/v1.0/things/{id}/recent(days=3)\n```" + `

` + "```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n" +
		`{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.color)", "value": [{"@odata.type": "#microsoft.graph.color", "shade": "dark"}]}` + "\n```\n"

	tide = `---
ms.contentlocale: ja-JP
---
# <a name="tide-enum-type"></a>tide 列挙型

## <a name="members"></a>メンバー

|メンバー|値|説明|
|:---|:---|:---|
|高い|0|満潮。|
|low|1|干潮。|
`
	tidal = `---
ms.contentlocale: ja-JP
---
# <a name="color-resource-type"></a>color リソースの種類

## <a name="properties"></a>プロパティ

|プロパティ|型|説明|
|:---|:---|:---|
|tide|[tide](tide.md)|潮。使用可能な値: ` + "`high`、`low`" + `。|
`
)

// TestRetoldByOthers changes texts of which a page alone does not tell what
// becomes of them, and files that pages include: in each case one page by
// itself would have another text, or leave another page as it was.
func TestRetoldByOthers(t *testing.T) {
	get := func(path, include string) string {
		text := strings.ReplaceAll(page, "/things/", "/"+path+"/")
		return strings.Replace(text, "../includes/permissions/thing.md", include, 1)
	}
	sends := func(full string) string {
		text := strings.Replace(texts()["v1.0/api/thing-move.md"], "/things/{id}/move", "/drawers/{id}/write", 1)
		text = strings.Replace(text, "|target|String|Where to.|", "|name|String|Its name.|", 1)
		return strings.Replace(text, "## Request body\n\n", "## Request body\n\nA ["+full+"](../resources/"+full+".md) object.\n\n", 1)
	}
	download := func(body string) string {
		return "# Get content\n\nNamespace: microsoft.graph\n\nDownload a type.\n\n## HTTP request\n\n```http\nGET /types/{id}/content/$value\n```\n\n" +
			"## Response\n\nReturns `200 OK` and the content.\n\n## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/types/{id}/content/$value\n```\n\n" +
			"```http\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\n" + body + "```\n"
	}
	const noted = "../includes/old-deprecated.md"
	old := strings.Replace(get("olds", noted), "Read one", "[!INCLUDE [note]("+noted+")]\n\nRead one", 1)
	for _, tt := range []struct {
		name          string
		pages         map[string]string // beside those of texts
		changed       string            // names of pages
		before, after string            // what changes of their texts
	}{
		{"a file appears", map[string]string{"api/new-get.md": get("news", "../includes/permissions/new.md")},
			"includes/permissions/new.md", "", table("New.Read")},
		{"a page is included", map[string]string{"api/new-get.md": get("news", "thing-move.md")},
			"api/thing-move.md", "Thing.Write", "Thing.Move"},
		{"values of an enum", map[string]string{"resources/color.md": resource("color", "", "|shade|String|One. Two. Possible values are: `dark`, `light`.|\n")},
			"resources/color.md", "Two.", "Two. Three."},
		{"a type has the name of a body", map[string]string{
			"resources/things.md": resource("thingsMoveRequest", "", "|target|String|Where to.|\n"),
			"resources/color.md":  resource("color", "", "|shade|[thingsMoveRequest](things.md)|Its shade.|\n"),
		}, "api/thing-move.md", "Where to.", "Whither."},
		{"a second method", map[string]string{"api/thing-recent.md": recent},
			"api/thing-recent.md", "ends soon", "ends later"},
		{"a member is named elsewhere", map[string]string{"resources/tide.md": tide, "resources/color.md": tidal},
			"resources/tide.md", "満潮", "大潮"},
		{"two pages find one fault", map[string]string{
			"includes/old-deprecated.md": table(""), "api/old-get.md": old, "api/older-get.md": strings.ReplaceAll(old, "/olds/", "/olders/"),
		}, "api/old-get.md", "[!INCLUDE [permissions-table](" + noted + ")]", table("Old.Read")},
		{"an example that looks like a file", map[string]string{"api/type-get.md": download("text\n// Lonely is a lonely.\ntype Lonely struct {\n\t// No operation knows it.\n\tName string\n}\n")},
			"resources/lonely.md", "No operation", "Not one operation"},
		{"a type and its sender", map[string]string{
			"resources/pen.md":   resource("pen", "", "|name|String|Its name.|\n"),
			"resources/color.md": resource("color", "", "|pen|[pen](pen.md)|Its pen.|\n"),
			"resources/pens.md":  resource("pens", "", "|name|String|Its name.|\n"),
			"api/pen-send.md":    sends("pen"), "api/pens-send.md": sends("pens"),
		}, "resources/pen.md api/pen-send.md", "Its name.", "What it is called."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			docs, out, store, pages := t.TempDir(), t.TempDir(), cache.Open(t.TempDir(), cache.DefaultLimit), texts()
			for name, text := range tt.pages {
				pages["v1.0/"+name] = text
			}
			for name, text := range pages {
				put(t, docs, name, text)
			}
			spec := Spec{Docs: docs, Package: "graph", Tests: true}
			run(t, store, nil, spec, out)
			for _, name := range strings.Fields(tt.changed) {
				text := strings.Replace(pages["v1.0/"+name], tt.before, tt.after, 1)
				if text == pages["v1.0/"+name] {
					t.Fatalf("%s: %q is not there", name, tt.before)
				}
				put(t, docs, "v1.0/"+name, text)
			}
			want := run(t, nil, nil, spec, "")
			for _, round := range []string{"first", "second"} {
				if got, _ := runAgain(t, store, nil, spec, out); got != want {
					t.Errorf("%s run: got\n%s\nwant\n%s", round, got, want)
				}
			}
		})
	}
}

// TestRetoldRevision makes the package of one commit after that of another: its
// texts are replaced, and the lock names the commit.
func TestRetoldRevision(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git")
	}
	repository, out, store := t.TempDir(), t.TempDir(), cache.Open(t.TempDir(), cache.DefaultLimit)
	git := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@b.c"}, args...)...)
		cmd.Dir = repository
		data, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, data)
		}
		return strings.TrimSpace(string(data))
	}
	git("init", "-q")
	for name, text := range texts() {
		put(t, repository, name, text)
	}
	for i, word := range []string{"one", "a", "the", "the"} { // the last one changes nothing
		put(t, repository, "v1.0/api/thing-get.md", strings.Replace(texts()["v1.0/api/thing-get.md"], "Read one", "Read "+word, 1))
		git("add", ".")
		git("commit", "-q", "--allow-empty", "-m", word)
		spec := Spec{Docs: "git:" + repository + "#HEAD", Package: "graph"}
		want := run(t, nil, nil, spec, "")
		if got, again := runAgain(t, store, nil, spec, out); got != want || again != (i == 0) || !strings.Contains(got, git("rev-parse", "HEAD")) {
			t.Errorf("commit %d: made again: %v, got\n%s\nwant\n%s", i, again, got, want)
		}
	}
}
