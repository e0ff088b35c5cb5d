package hostile

import (
	"fmt"
	"strings"
)

const (
	permissionHead = "## Permissions\n\n|Permission type|Permissions (from least to most privileged)|\n|:--|:--|"
	headerHead     = "## Request headers\n\n|Name|Description|\n|:--|:--|"
	bodyHead       = "## Request body\n\n|Property|Type|Description|\n|:--|:--|:--|"
	propertyHead   = "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|"
)

// bigs are all constructs that a page repeats.
func bigs() []big {
	return append(append(append(operationTables(), operationTexts()...), resourceTexts()...), append(markdownTexts(), append(manyPages(), pairs()...)...)...)
}

func operationTables() []big {
	return []big{
		{"permission rows", operation("permissions", rows(permissionHead, "|Delegated (work or school account)|NAME.Read.All|"))},
		{"permission rows, same", operation("permissions", repeated(permissionHead, "|Application|NAME.Read.All|"))},
		{"permission workflow rows", operation("permissions", rows(permissionHead+"\n|Delegated (work or school account)||", "|&nbsp;&nbsp;**NAME**|NAME.Read.All, NAME.ReadWrite.All|"))},
		{"permission cell", operation("permissions", joined(permissionHead+"\n|Application|", "NAME.Read.All", ", ", "|\n"))},
		{"permission cell, two columns", operation("permissions", joined("## Permissions\n\n|Permission type|Least privileged permissions|Higher privileged permissions|\n|:--|:--|:--|\n|Application|A.Read.All|", "NAME.Read.All", ", ", "|\n"))},
		{"permission tables", operation("permissions", rows("## Permissions\n", "### Acting on NAME\n\n|Permission type|Permissions (from least to most privileged)|\n|:--|:--|\n|Application|NAME.Read.All|\n"))},
		{"permission rows, transposed", operation("permissions", rows("## Permissions\n\n|Supported resource|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|:--|:--|:--|:--|", "|[NAME](../resources/NAME.md)|NAME.Read|Not supported.|NAME.Read.All|"))},
		{"permission list", operation("permissions", rows("## Permissions\n", "* NAME.Read.All"))},
		{"header rows", operation("request-headers", rows(headerHead, "|X-NAME|Text of NAME. Required.|"))},
		{"header rows, same", operation("request-headers", repeated(headerHead, "|Prefer|Text.|"))},
		{"header tables", operation("request-headers", rows("## Request headers\n", "|Name|Description|\n|:--|:--|\n|X-NAME|Text.|\n"))},
		{"query rows", operation("", rows("## Optional query parameters\n\n|Query parameter|Type|Description|\n|:--|:--|:--|", "|NAME|String|Text.|"))},
		{"query names in text", operation("", joined("## Optional query parameters\n\nThis supports ", "`$NAME`", ", ", ".\n"))},
		{"query rows, dollar", operation("", rows("## Optional query parameters\n\n|Query parameter|Type|Description|\n|:--|:--|:--|", "|$NAME|String|Text.|"))},
		{"function rows", operation("", rows("## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|", "|NAME|String|Text.|"))},
		{"path rows", operation("", rows("## Path parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|", "|NAME|String|Text.|"))},
		{"body rows", operation("request-body", rows(bodyHead, "|NAME|String|Text of NAME. Required.|"))},
		{"body rows, same", operation("request-body", repeated(bodyHead, "|item|String|Text.|"))},
		{"body rows, required", operation("request-body", rows("## Request body\n\n|Parameter|Required|Type|Description|\n|:--|:--|:--|:--|", "|NAME|Yes|[item](../resources/NAME.md) collection|Text. Possible values are `a`, `b`.|"))},
		{"body links", operation("request-body", joined("## Request body\n\nSupply a JSON representation of ", "[NAME](../resources/NAME.md)", ", ", " object.\n"))},
		{"response codes", operation("response", joined("## Response\n\nIf successful, this returns ", "`200 OK` and [NAME](../resources/NAME.md)", " or ", ".\n"))},
		{"response rows", operation("response", rows("## Response\n\n|Name|Type|Description|\n|:--|:--|:--|", "|NAME|String|Text.|"))},
		{"response code rows", operation("response", rows("## Response\n\n|Code|Description|\n|:--|:--|", "|`404 Not Found`|NAME|"))},
		{"error rows", operation("", rows("## Error responses\n\n|Code|Description|\n|:--|:--|", "|NAME|Text.|"))},
		{"response sections", operation("response", rows("", "## Response\n\nIf successful, `200 OK` and a [NAME](../resources/item.md).\n"))},
	}
}

func operationTexts() []big {
	body := func(s string) string {
		return "## Example\n\n### Request\n\n" + request("a", "PATCH https://graph.microsoft.com/v1.0/items/1\n\n"+s)
	}
	return []big{
		{"requests in a block", operation("http-request", joined("## HTTP request\n\n```http\n", "GET /items/{id}/NAME", "\n", "\n```\n"))},
		{"requests in a block, same", operation("http-request", repeated("## HTTP request\n\n```http", "GET /items/{id}"))},
		{"requests with functions", operation("http-request", joined("## HTTP request\n\n```http\n", "GET /items/{id}/get(NAME={NAME})", "\n", "\n```\n"))},
		{"request blocks", operation("http-request", rows("## HTTP request\n", "```http\nGET /items/NAME\n```\n"))},
		{"request query names", operation("http-request", joined("## HTTP request\n\n```http\nGET /items?", "NAME=1", "&", "\n```\n"))},
		{"request queries", operation("http-request", joined("## HTTP request\n\n```http\nGET /items\n", "?NAME=1", "\n", "\n```\n"))},
		{"request path segments", operation("http-request", joined("## HTTP request\n\n```http\nGET /items/", "NAME/{NAME-id}", "/", "\n```\n"))},
		{"request path names", operation("http-request", joined("## HTTP request\n\n```http\nGET /items/get(", "NAME={NAME}", ",", ")\n```\n"))},
		{"request path braces", operation("http-request", nested("## HTTP request\n\n```http\nGET /items/", "{", "x", "}", "\n```\n"))},
		{"request path parentheses", operation("http-request", nested("## HTTP request\n\n```http\nGET /items/", "f(", "x", ")", "\n```\n"))},
		{"request lines of no method", operation("http-request", joined("## HTTP request\n\n```http\nGET /items\n", "/NAME", "\n", "\n```\n"))},
		{"request lines, not any", operation("http-request", joined("## HTTP request\n\n```http\nGET /items\n", "NAME NAME NAME", "\n", "\n```\n"))},
		{"examples", operation("example", rows("## Examples\n", "### Example of NAME\n\n#### Request\n\n"+request("NAME", "GET https://graph.microsoft.com/v1.0/items/NAME")+"#### Response\n\n"+response("{\"item1\": \"NAME\"}")))},
		{"examples, same name", operation("example", repeated("## Examples\n", "### Example\n\n#### Request\n\n"+request("NAME", "GET https://graph.microsoft.com/v1.0/items/1")+"#### Response\n\n"+response("{\"item1\": \"NAME\"}")))},
		{"example requests", operation("example", rows("## Examples\n", request("NAME", "PATCH https://graph.microsoft.com/v1.0/items/NAME\n\n{\"item1\": \"a\"}")))},
		{"example responses", operation("example", rows("## Examples\n", response("{\"NAME\": \"a\"}")))},
		{"example sections", operation("example", rows("", "## Example NAME\n\n### Request\n\n"+request("NAME", "GET https://graph.microsoft.com/v1.0/items/NAME")))},
		{"example headers", operation("example", joined("## Example\n\n"+note(`"blockType": "request", "name": "a"`)+"```http\nPATCH https://graph.microsoft.com/v1.0/items/1\n", "X-NAME: a", "\n", "\n\n{}\n```\n"))},
		{"example headers, response", operation("example", joined("## Example\n\n"+request("a", "GET https://graph.microsoft.com/v1.0/items/1")+note(`"blockType": "response"`)+"```http\nHTTP/1.1 200 OK\n", "X-NAME: a", "\n", "\n\n{}\n```\n"))},
		{"example query", operation("example", joined("## Example\n\n"+note(`"blockType": "request", "name": "a"`)+"```http\nGET https://graph.microsoft.com/v1.0/items?$select=", "NAME", ",", "\n```\n"))},
		{"example query names", operation("example", joined("## Example\n\n"+note(`"blockType": "request", "name": "a"`)+"```http\nGET https://graph.microsoft.com/v1.0/items?", "NAME=1", "&", "\n```\n"))},
		{"body keys", operation("example", joined(body("{"), "\"NAME\": 1", ",\n", "}\n```\n"))},
		{"body keys, odata", operation("example", joined("## Example\n\n"+request("a", "GET https://graph.microsoft.com/v1.0/items/1")+note(`"blockType": "response", "@odata.type": "microsoft.graph.item"`)+"```http\nHTTP/1.1 200 OK\n\n{", "\"NAME@odata.type\": \"#microsoft.graph.item\"", ",\n", "}\n```\n"))},
		{"body keys, same", operation("example", func(n int, _ names) string { return joined(body("{"), "\"item\": 1", ",\n", "}\n```\n")(n, same) })},
		{"body items", operation("example", joined(body("{\"value\": ["), "{\"item1\": \"NAME\"}", ",\n", "]}\n```\n"))},
		{"body objects", operation("example", joined(body("{"), "\"NAME\": {\"NAME\": {\"NAME\": 1}}", ",\n", "}\n```\n"))},
		{"body faults", operation("example", joined(body("{"), "\"NAME\": 1,", ",\n", "}\n```\n"))},
		{"body depth", operation("example", nested(body("{\"a\": "), "[{\"a\":", "1", "}]", "}\n```\n"))},
		{"body depth, open", operation("example", nested(body("{\"a\": "), "[{\"a\":", "1", "", "\n```\n"))},
		{"response keys", operation("example", joined("## Example\n\n"+request("a", "GET https://graph.microsoft.com/v1.0/items/1")+note(`"blockType": "response", "@odata.type": "microsoft.graph.item"`)+"```http\nHTTP/1.1 200 OK\n\n{", "\"NAME\": \"a\"", ",\n", "}\n```\n"))},
		{"annotation keys", operation("example", joined("## Example\n\n<!-- {\"blockType\": \"request\", \"name\": \"a\", ", "\"NAME\": 1", ",\n", "} -->\n"+fence("GET /items")))},
		{"annotation sample keys", operation("example", joined("## Example\n\n<!-- {\"blockType\": \"request\", \"name\": \"a\", \"sampleKeys\": [", "\"NAME\"", ",\n", "]} -->\n"+fence("GET /items/item1/item2")))},
	}
}

func resourceTexts() []big {
	return []big{
		{"property rows", resource("properties", rows(propertyHead, "|NAME|String|Text of NAME.|"))},
		{"property rows, same", resource("properties", repeated(propertyHead, "|item|String|Text.|"))},
		{"property rows, unreadable", resource("properties", rows(propertyHead, "|a NAME|a type|Text.|"))},
		{"property rows, types", resource("properties", rows(propertyHead, "|NAME|[NAME](NAME.md) collection|Text. Possible values are: `NAME`, `b`.|"))},
		{"property rows and keys", resource("", func(n int, id names) string {
			return rows(propertyHead, "|NAME|String|Text.|")(n, id) + joined("\n## JSON representation\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"NAME\": \"String\"", ",\n", "}\n```\n")(n, id)
		})},
		{"property rows and keys, case", resource("", func(n int, id names) string {
			return rows(propertyHead, "|NAME|String|Text.|")(n, id) + strings.ReplaceAll(joined("\n## JSON representation\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"NAME\": \"String\"", ",\n", "}\n```\n")(n, id), "item", "iteM")
		})},
		{"property rows and keys, reversed", resource("", func(n int, id names) string {
			return rows(propertyHead, "|NAME|String|Text.|")(n, id) + joined("\n## JSON representation\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"NAME\": \"String\"", ",\n", "}\n```\n")(n, func(i int) string { return id(n - 1 - i) })
		})},
		{"property tables", resource("properties", rows("## Properties\n", "|Property|Type|Description|\n|:--|:--|:--|\n|NAME|String|Text.|\n"))},
		{"property rows that go on", resource("properties", repeated(propertyHead+"\n|a|String|Text", "and more of it"))},
		{"relationship rows", resource("", rows("## Relationships\n\n|Relationship|Type|Description|\n|:--|:--|:--|", "|NAME|[item](item.md) collection|Text.|"))},
		{"method rows", resource("", rows("## Methods\n\n|Method|Return Type|Description|\n|:--|:--|:--|", "|[Get NAME](../api/NAME-get.md)|[item](item.md)|Text.|"))},
		{"method rows, same", resource("", repeated("## Methods\n\n|Method|Return Type|Description|\n|:--|:--|:--|", "|[Get item](../api/item-get.md)|[item](item.md)|Text.|"))},
		{"member rows", resource("", rows("## Members\n\n|Member|Value|Description|\n|:--|:--|:--|", "|NAME|1|Text.|"))},
		{"member rows, same", resource("", repeated("## Members\n\n|Member|Value|Description|\n|:--|:--|:--|", "|item|1|Text.|"))},
		{"value sections", resource("", rows("", "### NAME values\n\n|Member|Description|\n|:--|:--|\n|a|Text.|\n"))},
		{"value section rows", resource("", rows("### item values\n\n|Member|Description|\n|:--|:--|", "|NAME|Text.|"))},
		{"possible values", resource("properties", joined(propertyHead+"\n|a|String|Possible values are: ", "`NAME`", ", ", ".|\n"))},
		{"possible values, one cell in JSON", resource("json-representation", joined("## JSON representation\n\n"+strings.TrimSuffix(shape("\"id\": \""), "}\n```\n"), "NAME", " | ", "\"}\n```\n"))},
		{"JSON keys", resource("json-representation", joined("## JSON representation\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"NAME\": \"String\"", ",\n", "}\n```\n"))},
		{"JSON keys, same", resource("json-representation", func(n int, _ names) string {
			return joined("## JSON representation\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"item\": \"String\"", ",\n", "}\n```\n")(n, same)
		})},
		{"JSON keys, types", resource("json-representation", joined("## JSON representation\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"NAME\": {\"@odata.type\": \"microsoft.graph.NAME\"}", ",\n", "}\n```\n"))},
		{"JSON depth", resource("json-representation", nested("## JSON representation\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"a\": [{", "", "}]", "}\n```\n"))},
		{"JSON shapes", resource("json-representation", rows("## JSON representation\n", shape("\"NAME\": \"String\"")))},
		{"JSON shapes, other types", resource("json-representation", rows("## JSON representation\n", strings.ReplaceAll(shape("\"NAME\": \"String\""), "graph.item", "graph.NAME")))},
		{"JSON notes without fence", resource("json-representation", repeated("## JSON representation\n", note(`"blockType": "resource", "@odata.type": "microsoft.graph.item"`)))},
		{"resource annotation keys", resource("json-representation", joined("## JSON representation\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.item\", ", "\"NAME\": 1", ",\n", "} -->\n```json\n{\"id\": \"String\"}\n```\n"))},
		{"resource optional properties", resource("json-representation", joined("## JSON representation\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.item\", \"optionalProperties\": [", "\"NAME\"", ",\n", "]} -->\n```json\n{\"id\": \"String\"}\n```\n"))},
		{"derived types", resource("", rows("The following types derive from this one:\n", "- [NAME](NAME.md)"))},
		{"derived types in text", resource("title", joined("# item resource type\n\nNamespace: microsoft.graph\n\nBase type of ", "[NAME](NAME.md)", ", ", ".\n"))},
	}
}

func markdownTexts() []big {
	page := func(text func(n int, id names) string) func(n int, id names) pages { return operation("", text) }
	return []big{
		{"headings", page(rows("", "## NAME\n"))},
		{"headings, same", page(repeated("", "## Remarks\n"))},
		{"headings, permissions", page(repeated("", "## Permissions\n"))},
		{"headings, http", page(rows("", "## HTTP request\n\n### NAME\n\n## Request headers\n"))},
		{"headings, third", page(rows("", "### NAME\n"))},
		{"headings of the resource", resource("", rows("", "## NAME\n\n### NAME properties\n"))},
		{"titles", page(rows("", "# NAME\n"))},
		{"anchors", page(rows("", "<a name=\"NAME\"></a>\n"))},
		{"links", page(joined("", "[NAME](../resources/NAME.md)", " ", "\n"))},
		{"links to anchors", page(joined("", "[NAME](#NAME)", " ", "\n"))},
		{"links to anchors there", page(joined("", "[NAME](../resources/item.md#NAME)", " ", "\n"))},
		{"links, lines", page(rows("", "[NAME](https://example.com/NAME)\n"))},
		{"links by reference", page(func(n int, id names) string {
			return joined("", "[NAME]", " ", "\n\n")(n, id) + rows("", "[NAME]: ../resources/NAME.md")(n, id)
		})},
		{"reference definitions", page(rows("", "[NAME]: ../resources/NAME.md"))},
		{"reference definitions, same", page(repeated("", "[NAME]: ../resources/NAME.md"))},
		{"images", page(joined("", "![NAME](NAME.png)", " ", "\n"))},
		{"includes", page(rows("", "[!INCLUDE [NAME](../includes/NAME.md)]\n"))},
		{"includes, there", withInclude(page(repeated("## Permissions\n", "[!INCLUDE [x](../includes/x.md)]\n")), "v1.0/includes/x.md", "|Permission type|Least privileged permissions|Higher privileged permissions|\n|:--|:--|:--|\n|Application|A.Read.All|B.Read.All|\n")},
		{"includes, itself", withInclude(page(repeated("## Permissions\n", "[!INCLUDE [x](../includes/x.md)]\n")), "v1.0/includes/x.md", "[!INCLUDE [x](x.md)]\n[!INCLUDE [x](x.md)]\n")},
		{"includes in one line", page(joined("", "[!INCLUDE [NAME](../includes/NAME.md)]", " ", "\n"))},
		{"fences", page(repeated("", "```json\n{}\n```\n"))},
		{"fences, http", page(repeated("", "```http\nGET /items\n```\n"))},
		{"fences, open", page(repeated("", "```http\n"))},
		{"fences, one long line", page(joined("```json\n", "NAME", " ", "\n```\n"))},
		{"fence of many lines", page(joined("```json\n", "NAME", "\n", "\n```\n"))},
		{"tables", page(rows("", "|NAME|b|\n|:--|:--|\n|NAME|d|\n"))},
		{"table columns", page(joined("|", "NAME", "|", "|\n")) /* and no delimiter */},
		{"table columns, delimited", page(func(n int, id names) string {
			return joined("|", "NAME", "|", "|\n")(n, id) + "|" + strings.Repeat("--|", n) + "\n" + joined("|", "NAME", "|", "|\n")(n, id)
		})},
		{"table of unequal rows", page(rows("|a|b|\n|--|--|", "|NAME|NAME|NAME|NAME|"))},
		{"table without pipes", page(rows("a|b\n--|--", "NAME|NAME"))},
		{"table, wide head", page(func(n int, id names) string {
			return joined("|", "NAME", "|", "|\n")(n, id) + "|" + strings.Repeat("--|", n) + "\n" + strings.Repeat("|a|\n", n)
		})},
		{"table, escaped pipes", page(joined("|a|b|\n|--|--|\n|", `NAME\|`, "", "|b|\n"))},
		{"table, HTML", page(rows("<table>", "<tr><td>NAME</td><td>b</td></tr>"))},
		{"tabs", page(rows("", "# [NAME](#tab/NAME)\n\n```http\nGET /x\n```\n"))},
		{"annotations", page(rows("", note(`"blockType": "ignored", "name": "NAME"`)))},
		{"annotations, unreadable", page(rows("", "<!-- { \"NAME\": [ -->\n"))},
		{"comments", page(rows("", "<!-- NAME -->\n"))},
		{"comments, open", page(repeated("", "<!-- a\n\n"))},
		{"comments in a line", page(joined("x ", "<!-- NAME -->", " ", "\n"))},
		{"acceptances", page(rows("", "<!-- graphgen:ignore broken-link NAME -->\n"))},
		{"acceptances and findings", page(rows("", "<!-- graphgen:ignore broken-link NAME -->\n\n[NAME](NAME.md)\n"))},
		{"quotes", page(repeated("", "> a\n>\n> b\n"))},
		{"quote depth", page(nested("", "> ", "x", "", "\n"))},
		{"quote depth, lines", page(func(n int, _ names) string { return strings.Repeat(strings.Repeat("> ", 100)+"x\n", n/100+1) })},
		{"alerts", page(rows("", "> [!NOTE]\n> NAME\n"))},
		{"lists", page(rows("", "- NAME\n"))},
		{"list items", page(rows("", "- NAME"))},
		{"list items with blanks", page(rows("", "- NAME\n\n  NAME\n"))},
		{"list depth", page(nested("", "- ", "x", "", "\n"))},
		{"list depth, lines", page(func(n int, _ names) string {
			var b strings.Builder
			for i := range min(n, 300) {
				b.WriteString(strings.Repeat("  ", i) + "- x\n")
			}
			return strings.Repeat(b.String(), n/300+1)
		})},
		{"numbered items", page(repeated("", "1. a"))},
		{"emphasis", page(joined("", "**NAME**", " ", "\n"))},
		{"emphasis, open", page(nested("", "**a ", "x", "", "\n"))},
		{"emphasis, mixed", page(nested("", "*a_ ", "x", "", "\n"))},
		{"emphasis depth", page(nested("", "*", "x", "*", "\n"))},
		{"brackets", page(nested("", "[", "x", "", "\n"))},
		{"brackets, closed", page(nested("", "[", "x", "]", "\n"))},
		{"bracket links", page(nested("", "[", "x", "](a)", "\n"))},
		{"bracket images", page(nested("", "![", "x", "](a)", "\n"))},
		{"link destinations, open", page(nested("", "[a](", "x", "", "\n"))},
		{"link parentheses", page(nested("[a](", "(", "x", ")", ")\n"))},
		{"ticks", page(joined("", "`NAME`", " ", "\n"))},
		{"ticks, growing", page(func(n int, _ names) string {
			var b strings.Builder
			for i := 1; b.Len() < 10*n; i++ {
				b.WriteString(strings.Repeat("`", i) + " ")
			}
			return b.String() + "\n"
		})},
		{"ticks, run", page(nested("a ", "`", "x", "", "\n"))},
		{"tags", page(joined("", "<b>NAME</b>", " ", "\n"))},
		{"tags, open", page(nested("a ", "<b>", "x", "", "\n"))},
		{"tags, unfinished", page(nested("a ", "<a b=\"", "x", "", "\n"))},
		{"tags, less-than", page(nested("a ", "<", "x", "", "\n"))},
		{"tags, questions", page(nested("a ", "<?", "x", "", "\n"))},
		{"tags, declarations", page(nested("a ", "<!A ", "x", "", "\n"))},
		{"tags, characters", page(nested("a ", "<![CDATA[", "x", "", "\n"))},
		{"HTML blocks", page(rows("", "<div>\nNAME\n</div>\n"))},
		{"HTML blocks, nested", page(nested("", "<div>\n", "x", "</div>\n", "\n"))},
		{"entities", page(joined("", "&amp;NAME&nbsp;", " ", "\n"))},
		{"backslashes", page(nested("a ", `\`, "x", "", "\n"))},
		{"paragraphs", page(rows("", "NAME.\n"))},
		{"paragraph of many lines", page(rows("", "NAME is a word."))},
		{"blank lines", page(nested("", "\n", "x", "", "\n"))},
		{"line", page(joined("", "NAME", " ", "\n"))},
		{"word", page(nested("", "x", "", "", "\n"))},
		{"spaces", page(nested("a", " ", "b", "", "\n"))},
		{"tabs of white space", page(nested("", "\t", "b", "", "\n"))},
		{"carriage returns", page(nested("", "a\r\n", "b", "", "\r\n"))},
		{"hashes", page(nested("", "#", " x", "#", "\n"))},
		{"dashes", page(nested("", "-", "", "", "\n"))},
		{"rules", page(repeated("", "---\n"))},
		{"setext lines", page(rows("", "NAME\n===\n"))},
		{"equals", page(nested("a\n", "=", "", "", "\n"))},
		{"footnotes", page(rows("", "[^NAME]: a [^NAME]\n"))},
		{"autolinks", page(joined("", "https://example.com/NAME", " ", "\n"))},
		{"bilingual spans", page(joined("", `<span class="sxs-lookup"><span data-stu-id="a-NAME">x</span><span class="sxs-lookup"><span data-stu-id="b-NAME">y</span></span></span>`, " ", "\n"))},
		{"bilingual spans, open", page(nested("", `<span class="sxs-lookup"><span data-stu-id="a">`, "x", "", "\n"))},
		{"title", operation("title", joined("---\ntitle: \"x\"\n---\n\n# ", "NAME", " ", "\n"))},
		{"description", operation("title", joined("---\ntitle: \"x\"\n---\n\n# Update item\n\n", "NAME.", " ", "\n"))},
		{"front matter keys", operation("title", joined("---\n", "NAME: \"x\"", "\n", "\n---\n\n# Update item\n"))},
		{"front matter value", operation("title", joined("---\ntitle: \"", "NAME", " ", "\"\n---\n\n# Update item\n"))},
		{"front matter, open", operation("title", joined("---\n", "NAME: \"x\"", "\n", "\n\n# Update item\n"))},
		{"namespaces", operation("title", repeated("# Update item\n", "Namespace: microsoft.graph\n"))},
	}
}

func withInclude(f func(n int, id names) pages, name, text string) func(n int, id names) pages {
	return func(n int, id names) pages {
		p := f(n, id)
		p[name] = []byte(text)
		return p
	}
}

// manyPages are sources of n small pages.
func manyPages() []big {
	each := func(f func(p pages, i int, id string)) func(n int, id names) pages {
		return func(n int, id names) pages {
			p := pages{}
			for i := range n / 10 {
				f(p, i, id(i))
			}
			return p
		}
	}
	get := func(request, text string) []byte {
		return []byte("# Get item\n\nNamespace: microsoft.graph\n\n" + text + "\n\n## HTTP request\n\n" + fence(request) + "## Response\n\n`200 OK` and an [item](../resources/item.md).\n")
	}
	object := func(name, base, rows string) []byte {
		return []byte("# " + name + " resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n" + rows + "\n## JSON representation\n\n" +
			note(`"blockType": "resource", "@odata.type": "microsoft.graph.`+name+`", "baseType": "microsoft.graph.`+base+`"`) + "```json\n{}\n```\n")
	}
	return []big{
		{"pages of one operation", each(func(p pages, i int, id string) {
			p[fmt.Sprintf("v1.0/api/p%d.md", i)] = get("GET /items/{id}", "Text of "+id+".")
		})},
		{"pages of one path", each(func(p pages, i int, id string) {
			p[fmt.Sprintf("v1.0/api/p%d.md", i)] = get("GET /items/{"+id+"}", "Text.")
		})},
		{"pages of one service", each(func(p pages, i int, id string) { p[fmt.Sprintf("v1.0/api/p%d.md", i)] = get("GET /items/"+id, "Text.") })},
		{"pages of names alike", each(func(p pages, i int, id string) {
			p[fmt.Sprintf("v1.0/api/p%d.md", i)] = get("GET /items/"+strings.Repeat("-", i%97)+"a"+strings.Repeat("_", i/97)+"b", id)
		})},
		{"pages that link", each(func(p pages, i int, id string) {
			p[fmt.Sprintf("v1.0/api/p%d.md", i)] = get("GET /items/"+id, "[x](p0.md#x) [y](p1.md#get-item)")
		})},
		{"types of one base", each(func(p pages, _ int, id string) {
			p["v1.0/resources/"+id+".md"] = object(id, "item", "|"+id+"|String|Text.|\n")
			p["v1.0/api/"+id+"-get.md"] = get("GET /items/"+id, "Text.")
		})},
		{"types, one of the next", each(func(p pages, i int, id string) {
			p["v1.0/resources/"+id+".md"] = object(id, before(i+1), "|"+id+"|String|Text.|\n")
			p["v1.0/api/"+id+"-get.md"] = []byte(strings.ReplaceAll(string(get("GET /items/"+id, "Text.")), "[item](../resources/item.md)", "["+id+"](../resources/"+id+".md)"))
		})},
		{"types of one name", each(func(p pages, i int, id string) {
			p[fmt.Sprintf("v1.0/resources/p%d.md", i)] = object("item", "entity", "|"+id+"|String|Text.|\n")
		})},
		{"types of names alike", each(func(p pages, i int, id string) {
			name := "a" + strings.Repeat("_", i%97) + "b" + strings.Repeat("_", i/97)
			p[fmt.Sprintf("v1.0/resources/p%d.md", i)] = object(name, "entity", "|"+id+"|String|Text.|\n")
			p[fmt.Sprintf("v1.0/api/p%d.md", i)] = []byte("# Get item\n\n## HTTP request\n\n" + fence("GET /items/"+id) + "## Response\n\n`200 OK` and an [" + name + fmt.Sprintf("](../resources/p%d.md).\n", i))
		})},
	}
}
