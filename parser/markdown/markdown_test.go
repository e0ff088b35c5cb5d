package markdown

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/source"
)

// dump writes a Doc as one line a block, which the tests compare.
func dump(d *Doc) string {
	var b strings.Builder
	for _, f := range d.Front {
		fmt.Fprintf(&b, "front %s=%q\n", f.Key, f.Value)
	}
	for _, k := range d.Blocks {
		pos := d.Pos(k.Offset)
		fmt.Fprintf(&b, "%d:%d ", pos.Line, pos.Column)
		switch k.Kind {
		case Heading:
			fmt.Fprintf(&b, "h%d %s %q\n", k.Level, k.Slug, k.Text)
		case Paragraph:
			fmt.Fprintf(&b, "p %q\n", k.Text)
		case Table:
			fmt.Fprintf(&b, "table %s", dumpRow(k.Table.Header))
			for _, r := range k.Table.Rows {
				b.WriteString(" / " + dumpRow(r))
			}
			b.WriteString("\n")
		case Fence:
			fmt.Fprintf(&b, "fence %s %q\n", k.Info, k.Text)
		case Annotation:
			fmt.Fprintf(&b, "note %s\n", k.Note.Get("blockType").Text())
		case Comment:
			fmt.Fprintf(&b, "comment %q\n", k.Text)
		case HTML:
			fmt.Fprintf(&b, "html %q\n", k.Text)
		case Break:
			b.WriteString("break\n")
		case Tab:
			fmt.Fprintf(&b, "tab %s\n", k.Slug)
		case Include:
			fmt.Fprintf(&b, "include %s %s\n", k.Text, k.Target)
		}
	}
	for _, x := range d.Diagnostics {
		fmt.Fprintf(&b, "%d:%d %s\n", x.Pos.Line, x.Pos.Column, x.Code)
	}
	return b.String()
}

func dumpRow(r Row) string {
	var cells []string
	for _, c := range r.Cells {
		cells = append(cells, c.Text)
	}
	return strings.Join(cells, "|")
}

func TestParse(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"front matter", "---\ntitle: \"A: b\"\nms.prod: c: d\ntitle：x\nd: >\n  folded\n---\n# H\n",
			"front title=\"A: b\"\nfront ms.prod=\"c: d\"\nfront title=\"x\"\nfront d=\"folded\"\n8:3 h1 h \"H\"\n"},
		{"front matter unclosed", "---\ntitle: x\n## Body\n",
			"front title=\"x\"\n3:4 h2 body \"Body\"\n1:1 front-matter-unclosed\n"},
		{"anchor", "## <a name=\"http-request\"></a>HTTP 要求\n####<a name=\"x\"></a>Y\n",
			"1:4 h2 http-request \"HTTP 要求\"\n2:5 h4 x \"Y\"\n2:1 heading-no-space\n"},
		{"heading without a blank", "##权限\n\n###Antwort\n", "1:3 h2 权限 \"权限\"\n3:4 h3 antwort \"Antwort\"\n1:1 heading-no-space\n3:1 heading-no-space\n"},
		{"tab", "# [HTTP](#tab/http)\ntext\n\n---\n",
			"1:3 tab http\n2:1 p \"text\"\n4:1 break\n"},
		{"table", "before\n| A | B\\|C |\n|:--|\n| 1 | 2\n|`x`||\n",
			"1:1 p \"before\"\n2:1 table A|B|C / 1|2 / `x`|\n3:1 table-delimiter-width\n4:1 table-row-open\n"},
		{"table split", "|A|B|\n|-|-|\n|1|2|\n\n|3|4|\n",
			"1:1 table A|B / 1|2 / 3|4\n5:1 table-split\n"},
		{"table split by a comment", "|A|B|\n|-|-|\n|1|2|\n<!-- why -->\n|3|4|\n",
			"1:1 table A|B / 1|2 / 3|4\n4:5 comment \" why \"\n5:1 table-split\n"},
		{"table without delimiter", "|A|B|\n|1|2|\n", "1:1 table A|B / 1|2\n1:1 table-no-delimiter\n"},
		{"annotation", "<!-- { \"blockType\": \"request\", } -->\n```http\nGET /x\n```\n",
			"1:6 note request\n3:1 fence http \"GET /x\\n\"\n1:32 annotation-json\n"},
		{"fence never closed", "```http\nGET /x\n## Headers\ntext\n",
			"2:1 fence http \"GET /x\\n\"\n3:4 h2 headers \"Headers\"\n4:1 p \"text\"\n1:1 fence-unclosed\n"},
		{"opener inside a fence", "``` http\nGET /x\n``` http\n\n## Headers\n",
			"2:1 fence http \"GET /x\\n\"\n4:1 fence http \"\\n\"\n5:4 h2 headers \"Headers\"\n1:1 fence-unclosed\n3:1 fence-unclosed\n"},
		{"two ticks", "``http\nGET /x\n```\ntext\n",
			"2:1 fence http \"GET /x\\n\"\n4:1 p \"text\"\n1:1 fence-two-ticks\n"},
		{"path on the fence line", "```http GET /education/schools\n```\n## H\n",
			"1:9 fence http \"GET /education/schools\\n\"\n3:4 h2 h \"H\"\n1:1 fence-text-in-info\n"},
		{"comment never closed", "<!-- {\n\"a\": 1\n## H\n", "1:6 note \n3:4 h2 h \"H\"\n1:1 comment-unclosed\n3:1 annotation-json\n"},
		{"include", "text\n[!INCLUDE [permissions-table](../includes/p.md)]\n",
			"1:1 p \"text\"\n2:1 include permissions-table ../includes/p.md\n"},
		{"include in a cell", "|A|B|\n|-|-|\n|1|2 [!INCLUDE [id](../x.md)]|\n|3|4|\n[!INCLUDE [p](../p.md)] | x\n",
			"1:1 table A|B / 1|2 [!INCLUDE [id](../x.md)] / 3|4\n5:1 include p ../p.md\n5:25 p \"| x\"\n"},
		{"bilingual", "# <a name=\"s\"></a><span data-ttu-id=\"1\">同期</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">Sync</span></span>\n" +
			"|<span data-ttu-id=\"2\">訳</span><span class=\"sxs-lookup\"><span data-stu-id=\"2\"></span></span>|B|\n|-|-|\n",
			"1:3 h1 s \"Sync\"\n2:1 table 訳|B\n"},
		{"carriage returns", "# A\r\ntext\r\n", "1:3 h1 a \"A\"\n2:1 p \"text\"\n"},
		{"quote glued to a table", "|A|\n|-|\n|1|\n> note\n", "1:1 table A / 1\n4:3 p \"note\"\n"},
		{"indented paragraph", "a\n\n        b\n\n## H\n", "1:1 p \"a\"\n3:1 p \"        b\"\n5:4 h2 h \"H\"\n"},
		{"indented table", "      A | B |\n|-|-|\n 1 | 2 |\n\n## H\n", "1:1 table A|B / 1|2\n5:4 h2 h \"H\"\n"},
		{"indented blocks", "    ## H\n\n    <!-- { \"blockType\": \"request\" } -->\n    ```http\n    GET /x\n      y\n    ```\n",
			"1:8 h2 h \"H\"\n3:10 note request\n5:5 fence http \"GET /x\\n  y\\n\"\n"},
		{"indented in a list", "- a\n\n    ```http\n    GET /x\n    ```\n\n          b\n\n## H\n",
			"1:3 p \"a\"\n4:5 fence http \"GET /x\\n\"\n7:3 p \"        b\"\n9:4 h2 h \"H\"\n"},
		{"comment of XML in a fence", "```http\n<a>\n    <!-- b -->\n</a>\n```\n## H\n",
			"2:1 fence http \"<a>\\n    <!-- b -->\\n</a>\\n\"\n6:4 h2 h \"H\"\n"},
		{"reference", "[user]: user.md\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dump(Parse(source.NewFile("p.md", []byte(tt.page)))); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestPlain(t *testing.T) {
	tests := map[string]string{
		"a [link](x.md) and **bold** `code`":       "a link and bold code",
		"Bearer &lt;token&gt; **Required.**":       "Bearer <token> Required.",
		"Bearer <token>":                           "Bearer <token>",
		"one<br/>two &nbsp; &nbsp; three":          "one two three",
		"snake_case and _emphasis_, 2 * 3":         "snake_case and emphasis, 2 * 3",
		`Bearer \{token\}`:                         "Bearer {token}",
		"~~Old.Scope~~ New":                        "Old.Scope New",
		"__Bold__ __init__, ___both___":            "Bold init, both",
		"`****`, `*`, `_` and `a_b*`":              "****, *, _ and a_b",
		"zero\u200bwidth \u202f narrow":            "zero width narrow",
		"![image](x.png) [not a link] [ref][user]": "image [not a link] ref",
		"The key. [!INCLUDE [id](../i.md)] Final.": "The key. Final.",
		"[!NOTE] A note. [!x] [!A](b.md)":          "A note. [!x] !A",
		"one <!-- or two -->. Three <!-- open":     "one. Three <!-- open",
	}
	for in, want := range tests {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	refs := map[string]string{"user": "../resources/user.md"}
	got := fmt.Sprint(Links("a [b](c.md) [x][user] [user][] [user] [none]", refs))
	want := fmt.Sprint([]Link{{"b", "c.md", 2, 11, false}, {"x", refs["user"], 12, 21, true},
		{"user", refs["user"], 22, 30, true}, {"user", refs["user"], 31, 37, true}})
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestLooseLinks(t *testing.T) {
	for text, want := range map[string]string{
		"a [b] (c.md#d) e":     "b c.md#d 2 14",
		"a [b]（../c.md）e":      "b ../c.md 2 18",
		"a [](c.md) e":         " c.md 2 10",
		"a [b] (not c) e":      "",
		"a [b]: c. (see d.md)": "",
		"a [] e":               "",
	} {
		got := ""
		if l, ok := FirstLink(text, nil); ok {
			got = fmt.Sprint(l.Text, " ", l.Target, " ", l.Start, " ", l.End)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestHTMLTables(t *testing.T) {
	got := HTMLTables("x <table><tr><th>V</th></tr><tr><td>Allow</td><td>d</td></tr></table>")
	if len(got) != 1 || dumpRow(got[0].Header) != "V" || dumpRow(got[0].Rows[0]) != "Allow|d" {
		t.Errorf("got %+v", got)
	}
}

// TestHostile reads pages that are made to be slow or deep; it hangs where
// the cost is not in line with the length.
func TestHostile(t *testing.T) {
	for name, page := range map[string]string{
		"quotes":    strings.Repeat("> ", 20000) + "x\n",
		"lists":     strings.Repeat("- ", 20000) + "x\n",
		"numbers":   strings.Repeat("1. ", 20000) + "x\n",
		"indents":   nested(3000),
		"brackets":  strings.Repeat("[", 1<<20),
		"links":     strings.Repeat("[a](", 1<<18),
		"tags":      strings.Repeat("<br", 1<<18),
		"ticks":     strings.Repeat("` ", 1<<18),
		"comments":  strings.Repeat("<!-- {", 1<<16),
		"long line": strings.Repeat("|x", 1<<20),
		"json":      "<!-- {\"a\":" + strings.Repeat("[", 1<<18) + "\n-->\n",
		"pairs":     strings.Repeat(`<span data-ttu-id="`, 1<<15),
		"halves":    strings.Repeat(pairOpen+"1\">a"+pairMid+"2\">", 1<<15),
		"no halves": strings.Repeat(pairOpen+"1\">", 1<<16) + pairMid + "2\">a" + pairClose,
	} {
		t.Run(name, func(t *testing.T) {
			d := Parse(source.NewFile("p.md", []byte(page)))
			for _, b := range d.Blocks {
				_, _, _ = Plain(b.Text), Links(b.Text, nil), Codes(b.Text)
			}
		})
	}
}

func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", 2*i) + "- x\n")
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("---\ntitle: x\n---\n# A\n|a|b|\n|-|-|\n```http\nGET /x\n```\n<!-- {\"a\":1} -->\n> - x\n"))
	f.Add([]byte("<span data-ttu-id=\"1\">a</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">b</span></span>"))
	f.Fuzz(func(t *testing.T, page []byte) {
		d := Parse(source.NewFile("p.md", page))
		for _, b := range d.Blocks {
			if pos := d.Pos(b.Offset); pos.Line < 1 || pos.Column < 1 {
				t.Fatalf("block %+v has no place", b)
			}
			_, _, _ = Plain(b.Text), Links(b.Text, d.Refs), Codes(b.Text)
		}
	})
}

// FuzzTable wants any bytes to be read as rows of a table without a panic, and
// every cell to stand where it says.
func FuzzTable(f *testing.F) {
	f.Add([]byte("|a|b|\n|:-|-:|\n|1\\|2|`x|y`|\n|only|\nno pipe\n"))
	f.Add([]byte("a | b\n- | -\n1 | 2 | 3"))
	f.Fuzz(func(t *testing.T, rows []byte) {
		d := Parse(source.NewFile("p.md", append([]byte("|Head|Next|\n|:---|:---|\n"), rows...)))
		for _, b := range d.Blocks {
			if b.Table == nil {
				continue
			}
			for _, row := range append([]Row{b.Table.Header}, b.Table.Rows...) {
				for _, c := range row.Cells {
					checkCell(t, d, c)
				}
			}
		}
	})
}

func checkCell(t *testing.T, d *Doc, c Cell) {
	if strings.ContainsAny(c.Text, "\n") || strings.TrimSpace(c.Text) != c.Text && strings.Trim(c.Text, " \t") != c.Text {
		t.Errorf("cell %q is not trimmed", c.Text)
	}
	at := d.Origin(c.Offset)
	if at < 0 || at > len(d.File.Data) {
		t.Fatalf("cell %q stands at %d of %d", c.Text, at, len(d.File.Data))
	}
	first, _, _ := strings.Cut(c.Text, "|") // "\\|" is read as "|"
	if !strings.Contains(string(d.File.Data[at:]), first) {
		t.Errorf("cell %q does not stand at %d", c.Text, at)
	}
}

// FuzzFence wants any bytes inside a fence to come out as they are, and the
// heading behind it to be found.
func FuzzFence(f *testing.F) {
	f.Add([]byte("GET /users\n\nGET /me\n"), "http")
	f.Add([]byte("{ \"a\": [\n```\n] }"), "json")
	f.Add([]byte("# no heading\n| no | table |\n"), "")
	f.Fuzz(func(t *testing.T, body []byte, info string) {
		if strings.ContainsAny(info, "`\n\r") {
			return
		}
		page := "## First\n\n```" + info + "\n" + string(body) + "\n```\n\n## Last\n"
		d := Parse(source.NewFile("p.md", []byte(page)))
		if plainBody(string(body)) && strings.TrimSpace(info) == "json" {
			checkFence(t, d, string(body))
		}
		if n := len(d.Blocks); n == 0 || d.Blocks[0].Kind != Heading {
			t.Errorf("first block of %q is no heading", page)
		}
	})
}

// plainBody reports whether a text holds nothing that ends a fence early.
func plainBody(s string) bool {
	return !strings.ContainsAny(s, "`\r\x00#<\t") && !strings.Contains(s, "\ufeff") && utf8.ValidString(s)
}

func checkFence(t *testing.T, d *Doc, body string) {
	for _, b := range d.Blocks {
		if b.Kind == Fence {
			if strings.TrimSuffix(b.Text, "\n") != body {
				t.Errorf("fence holds %q, not %q", b.Text, body)
			}
			return
		}
	}
	t.Errorf("no fence around %q", body)
}
