package lint

import (
	"strings"
	"testing"
)

// TestDoubtfulBodies changes the clean pages so that it is in doubt which type
// a body has, and wants no finding about the properties of a wrong one.
func TestDoubtfulBodies(t *testing.T) {
	const get, create = "v1.0/api/item-get.md", "v1.0/api/item-create.md"
	tests := []struct {
		name, page string
		edits      []string // old and new, in turns
		want       string   // the rule that finds the fault
	}{
		{"the annotation names a type that fits worse than the text's", get,
			[]string{`"truncated": true, "@odata.type": "microsoft.graph.item"`, `"truncated": true, "@odata.type": "microsoft.graph.place"`},
			"response-type-differs"},
		{"the annotation names the right type, the text another", get,
			[]string{"an [item](../resources/item.md) object in", "a [place](../resources/place.md) object in"},
			"response-type-differs"},
		{"the annotation names the base of two types, the text the other one", get,
			[]string{"an [item](../resources/item.md) object in", "an [inn](../resources/inn.md) or [land](../resources/land.md) object in",
				`"truncated": true, "@odata.type": "microsoft.graph.item"`, `"truncated": true, "@odata.type": "microsoft.graph.place"`,
				"  \"id\": \"12\",\n  \"name\": \"pen\",\n  \"count\": 3,\n  \"tags\": [\"blue\"],\n  \"maker\": { \"city\": \"Ghent\" }",
				`  "@odata.type": "#microsoft.graph.land", "country": "BE"`},
			"response-type-differs"},
		{"the example sends what lies below the path", create,
			[]string{"graph.microsoft.com/v1.0/items", "graph.microsoft.com/v1.0/items/color", "  \"name\": \"pen\",\n  \"count\": 3", `  "red": 3`},
			"example-path"},
		{"the example gets the value of a property", get,
			[]string{"v1.0/items/12", "v1.0/items/12/name", "  \"id\": \"12\",\n  \"name\": \"pen\",\n  \"count\": 3,\n  \"tags\": [\"blue\"],\n  \"maker\": { \"city\": \"Ghent\" }", `  "value": "pen"`},
			"example-path"},
		{"the type of the body is that of the parameters", create,
			[]string{`"name": "create_item" }`, `"name": "create_item", "@type": "requestBodyResourceFor.create_item" }`,
				"supply a JSON representation of an [item](../resources/item.md) object.", "supply these parameters."},
			"annotation-legacy-type"},
		{"a no-break space follows a number", get,
			[]string{`"count": 3,`, "\"count\": 3\u00a0,"},
			"json-invalid"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			docs := cleanPages(t)
			for _, name := range []string{"inn", "land"} {
				docs["v1.0/resources/"+name+".md"] = []byte(strings.NewReplacer("place", name, "city", "country",
					`"@odata.type": "microsoft.graph.place"`, `"baseType": "microsoft.graph.place", "@odata.type": "microsoft.graph.`+name+`"`).
					Replace(string(docs["v1.0/resources/place.md"])))
			}
			docs[test.page] = []byte(strings.NewReplacer(test.edits...).Replace(string(docs[test.page])))
			got := text(t, run(t, docs, Options{}))
			if !strings.Contains(got, "("+test.want+")\n") {
				t.Errorf("no finding of %s:\n%s", test.want, got)
			}
			for _, rule := range []string{"example-property", "example-type", "example-odata-type", "type-unknown"} {
				if strings.Contains(got, "("+rule+")") {
					t.Errorf("finding of %s:\n%s", rule, got)
				}
			}
		})
	}
}
