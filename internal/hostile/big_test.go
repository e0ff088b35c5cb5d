package hostile

import (
	"fmt"
	"strings"
)

// big is a source in which one construct stands n times.
type big struct {
	name string
	docs func(n int, id names) pages
}

// names gives the name of the i-th thing of a page. Two states of a page differ
// in it.
type names func(i int) string

func before(i int) string { return fmt.Sprintf("item%d", i) }

func after(i int) string {
	if i%2 == 0 {
		return fmt.Sprintf("thing%d", i)
	}
	return before(i)
}

// same is the name of things that all have the same.
func same(int) string { return "item" }

// operation is a page of an operation. The sections replace those of a small
// page; that of no name stands at its end.
func operation(section string, text func(n int, id names) string) func(n int, id names) pages {
	return func(n int, id names) pages {
		return pages{"v1.0/api/item-update.md": compose([]string{
			"title", "permissions", "http-request", "request-headers", "request-body", "response", "example", "",
		}, map[string]string{
			"title":           "---\ntitle: \"Update item\"\ndescription: \"Change it.\"\ndoc_type: apiPageType\n---\n\n# Update item\n\nNamespace: microsoft.graph\n\nChange it.\n",
			"permissions":     "## Permissions\n\n|Permission type|Permissions (from least to most privileged)|\n|:--|:--|\n|Delegated (work or school account)|Item.Read|\n",
			"http-request":    "## HTTP request\n\n```http\nPATCH /items/{id}\n```\n",
			"request-headers": "## Request headers\n\n|Name|Description|\n|:--|:--|\n|Authorization|Bearer {token}. Required.|\n",
			"request-body":    "## Request body\n\n|Property|Type|Description|\n|:--|:--|:--|\n|item1|String|One.|\n",
			"response":        "## Response\n\nIf successful, this method returns a `200 OK` response code and an [item](../resources/item.md) object in the response body.\n",
			"example":         "## Example\n\n### Request\n\n" + request("a", "PATCH https://graph.microsoft.com/v1.0/items/1\n\n{\"item1\": \"a\"}") + "### Response\n\n" + response("{\"item1\": \"a\"}"),
		}, section, text(n, id)), "v1.0/resources/item.md": smallItem}
	}
}

// resource is a page of a type, made like that of an operation.
func resource(section string, text func(n int, id names) string) func(n int, id names) pages {
	return func(n int, id names) pages {
		return pages{"v1.0/resources/item.md": compose([]string{"title", "properties", "json-representation", ""}, map[string]string{
			"title":               "---\ntitle: \"item resource type\"\ndescription: \"A thing.\"\ndoc_type: resourcePageType\n---\n\n# item resource type\n\nNamespace: microsoft.graph\n\nA thing.\n",
			"properties":          "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The key.|\n",
			"json-representation": "## JSON representation\n\n" + shape("\"id\": \"String\""),
		}, section, text(n, id)), "v1.0/api/item-get.md": smallGet}
	}
}

func compose(order []string, sections map[string]string, section, text string) []byte {
	sections[section] = text
	if head, _, ok := strings.Cut(section, "+"); ok {
		sections[head] = "" // in the text, with others
		sections[""] = text
	}
	var b strings.Builder
	for _, name := range order {
		b.WriteString(sections[name] + "\n")
	}
	return []byte(b.String())
}

var (
	smallItem = []byte("# item resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|item1|String|One.|\n\n## JSON representation\n\n" + shape("\"item1\": \"String\""))
	smallGet  = []byte("# Get item\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\nGET /items/{id}\n```\n\n## Response\n\n`200 OK` and an [item](../resources/item.md) object.\n")
)

func note(s string) string  { return "<!-- { " + s + " } -->\n" }
func fence(s string) string { return "```http\n" + s + "\n```\n\n" }
func shape(s string) string {
	return note(`"blockType": "resource", "@odata.type": "microsoft.graph.item", "keyProperty": "id"`) + "```json\n{" + s + "}\n```\n"
}
func request(name, s string) string {
	return note(`"blockType": "request", "name": "`+name+`"`) + fence(s)
}
func response(s string) string {
	return note(`"blockType": "response", "truncated": true, "@odata.type": "microsoft.graph.item"`) + fence("HTTP/1.1 200 OK\nContent-Type: application/json\n\n"+s)
}

// rows writes a head and n lines, which name the i-th name.
func rows(head, line string) func(n int, id names) string {
	return func(n int, id names) string {
		var b strings.Builder
		b.WriteString(head + "\n")
		for i := range n {
			b.WriteString(strings.ReplaceAll(line, "NAME", id(i)) + "\n")
		}
		return b.String()
	}
}

// repeated is rows with all names the same.
func repeated(head, line string) func(n int, id names) string {
	return func(n int, _ names) string { return rows(head, line)(n, same) }
}

// joined writes the i-th names into one line or block.
func joined(head, item, between, tail string) func(n int, id names) string {
	return func(n int, id names) string {
		list := make([]string, n)
		for i := range list {
			list[i] = strings.ReplaceAll(item, "NAME", id(i))
		}
		return head + strings.Join(list, between) + tail
	}
}

// nested writes what opens and what closes n times each.
func nested(head, open, middle, shut, tail string) func(n int, id names) string {
	return func(n int, _ names) string {
		return head + strings.Repeat(open, n) + middle + strings.Repeat(shut, n) + tail
	}
}
