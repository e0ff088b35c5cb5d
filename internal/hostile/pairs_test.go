package hostile

import "strings"

// pairs are pages with two long lists, of which each thing of one might be
// compared with each of the other.
func pairs() []big {
	both := func(a, b func(n int, id names) string) func(n int, id names) string {
		return func(n int, id names) string { return a(n, id) + "\n" + b(n, id) }
	}
	requests := joined("## HTTP request\n\n```http\n", "POST /items/{id}/NAME", "\n", "\n```\n")
	functions := joined("## HTTP request\n\n```http\n", "GET /items/{id}/get(NAME={NAME})", "\n", "\n```\n")
	examples := rows("## Examples\n", "### Request\n\n"+request("NAME", "PATCH https://graph.microsoft.com/v1.0/items/1?NAME=1\n\n{\"NAME\": 1}"))
	keys := joined("## Example\n\n### Request\n\n"+note(`"blockType": "request", "name": "a"`)+"```http\nPOST https://graph.microsoft.com/v1.0/items/1\n\n{", "\"NAME\": 1", ",\n", "}\n```\n")
	body := rows(bodyHead, "|NAME|String|Text.|")
	return []big{
		{"tables of permissions and requests", operation("http-request+", both(requests, rows("## Permissions\n", "The permissions for `POST /items/{id}/NAME`:\n\n|Permission type|Permissions (from least to most privileged)|\n|:--|:--|\n|Application|NAME.Read.All|\n")))},
		{"query rows and functions", operation("http-request+", both(functions, rows("## Query parameters\n\n|Name|Kind|Description|\n|:--|:--|:--|", "|NAME|text|Text.|")))},
		{"query rows and examples", operation("example+", both(rows("## Query parameters\n\n|Name|Kind|Description|\n|:--|:--|:--|", "|NAME|text|Text.|"), examples))},
		{"path rows and requests", operation("http-request+", both(functions, rows("## Path parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|", "|xNAME|String|Text.|")))},
		{"path rows and keys", operation("request-body+", both(rows("## Path parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|", "|xNAME|String|Text.|"), keys))},
		{"path rows and examples", operation("request-body+", both(rows("## Path parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|", "|xNAME|String|Text.|"), examples))},
		{"function rows and requests", operation("http-request+", both(functions, rows("## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|", "|xNAME|String|Text.|")))},
		{"URL rows in the body", operation("request-body", rows("## Request body\n\nIn the request URL, provide these:\n", "|Parameter|Type|Description|\n|:--|:--|:--|\n|NAME|String|Text.|\n"))},
		{"body rows and keys", operation("request-body+", both(body, keys))},
		{"body rows and headings", operation("request-body", both(body, rows("", "### NAME size\n\n|Property|Type|Description|\n|:--|:--|:--|\n|NAMEx|String|Text.|\n")))},
		{"body tables", operation("request-body", rows("## Request body\n", "|Property|Type|Description|\n|:--|:--|:--|\n|NAME|String|Text.|\n"))},
		{"body tables of values", operation("request-body", both(body, rows("", "|NAME|b|\n|:--|:--|\n|x|y|\n")))},
		{"examples and requests", operation("http-request+", both(requests, examples))},
		{"headers of Prefer", operation("request-headers", rows(headerHead, "|Prefer|odata.maxpagesize=NAME. Optional.|"))},
		{"header rows and headers", operation("request-headers+", both(rows(headerHead, "|X-NAME|Text.|"), joined("## Example\n\n"+note(`"blockType": "request", "name": "a"`)+"```http\nPATCH https://graph.microsoft.com/v1.0/items/1\n", "Y-NAME: a", "\n", "\n\n{}\n```\n")))},
		{"property rows and value sections", resource("properties", both(rows(propertyHead, "|NAME|String|Text.|"), rows("", "### xNAME values\n\n|Member|Description|\n|:--|:--|\n|a|Text.|\n")))},
		{"property rows and shapes", resource("", both(rows(propertyHead, "|NAME|String|Text.|"), rows("## JSON representation\n", shape("\"NAME\": \"String\""))))},
		{"possible values and members", resource("properties", both(joined(propertyHead+"\n|a|String|Possible values are: ", "`NAME`", ", ", ".|\n"), rows("### a values\n\n|Member|Description|\n|:--|:--|", "|NAMEx|Text.|")))},
		{"translated properties", translated(both(rows("## <a name=\"properties\"></a>説明\n\n|説明|種類|説明|\n|:--|:--|:--|", "|説 NAME|文字列|説|"), joined("## <a name=\"json-representation\"></a>JSON\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"NAME\": \"String\"", ",\n", "}\n```\n")))},
		{"translated properties, known words", translated(both(rows("## <a name=\"properties\"></a>説明\n\n|説明|種類|説明|\n|:--|:--|:--|", "|説明|文字列|NAME|"), joined("## <a name=\"json-representation\"></a>JSON\n\n"+strings.TrimSuffix(shape(""), "}\n```\n"), "\"NAME\": \"String\"", ",\n", "}\n```\n")))},
		{"translated properties and shapes", translated(both(rows("## <a name=\"properties\"></a>説明\n\n|説明|種類|説明|\n|:--|:--|:--|", "|説 NAME|文字列|説|"), rows("## <a name=\"json-representation\"></a>JSON\n", shape("\"NAME\": \"String\""))))},
		{"translated properties, optional", translated(func(n int, id names) string {
			return rows("## <a name=\"properties\"></a>説明\n\n|説明|種類|説明|\n|:--|:--|:--|", "|説 NAME|[item](item.md)|説|")(n, id) + joined("\n## <a name=\"json-representation\"></a>JSON\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.item\", \"optionalProperties\": [", "\"NAME\"", ",\n", "]} -->\n```json\n{}\n```\n")(n, id)
		})},
		{"translated body rows and keys", operation("example+", both(rows(translatedBody, "|説 NAME|文字列|説|\n|xNAME|文字列|説|"), keys))},
		{"translated links and fences", operation("request-body+", both(rows(translatedBody, "|NAME|[x](../resources/NAME.md)|説|"), joined("```http\nPOST /items\n\n", "microsoft.graph.NAMEx", " ", "\n```\n")))},
		{"blanks in a scope", operation("permissions", joined(permissionHead+"\n|Application|User.", strings.Repeat(" ", 50), "", "Read.All|\n"))},
		{"repairs that fail", operation("", rows("", "[NAME](../resources/Item.md#a\\b\\NAME)\n\n|a|b|\n|--|--|\n|c|d\n\n```http\nHTTP 200 Ok\n```\n"))},
		{"repairs of JSON that fail", operation("example", rows("## Example\n", response("{\"NAME\": [1,], \"b\": ,}")))},
	}
}

const translatedBody = "## <a name=\"request-body\"></a>要求本文\n\n|説明|種類|説明|\n|:--|:--|:--|"

func translated(text func(n int, id names) string) func(n int, id names) pages {
	return resource("", func(n int, id names) string {
		return "---\ntitle: x\nms.contentlocale: ja-JP\n---\n\n# <a name=\"item-resource-type\"></a>item リソースの種類\n\n名前空間: microsoft.graph\n\n" + text(n, id)
	})
}
