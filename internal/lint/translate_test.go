package lint

import (
	"strings"
	"testing"
)

// TestTranslationFacts changes one fact of a page in both languages, so that
// only the second change tells them apart.
func TestTranslationFacts(t *testing.T) {
	const (
		near  = "v1.0/api/item-near.md"
		table = "|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n|Delegated (work or school account)|Files.Read|\n"
		two   = "|Permission type|Least privileged permissions|Higher privileged permissions|\n|:---|:---|:---|\n"
	)
	tests := []struct{ name, page, old, english, translated, want string }{
		{"least privileged scope", near, table, two + "|Delegated (work or school account)|Files.Read|Sites.Read.All|\n", two + "|Delegated (work or school account)|Sites.Read.All|Files.Read|\n",
			near + ":21:37: warning: least privileged is Sites.Read.All, in the English source Files.Read (translation-permission)"},
		{"one for many", near, `"isCollection": true`, `"isCollection": true`, `"isCollection": false`,
			near + ":50:38: warning: 200 answers with one microsoft.graph.item, in the English source with a collection of microsoft.graph.item (translation-response)"},
		{"parameter", "v1.0/api/item-create.md", "|count|Int32|", "|count|Int32|", "|count|Int64|",
			`v1.0/api/item-create.md:46:2: warning: property "count" has the type "Edm.Int64", in the English source "Edm.Int32" (translation-type)`},
		{"base", "v1.0/resources/item.md", "\nA thing in a store.\n", "\nInherits from [place](place.md).\n", "\nA thing.\n",
			`v1.0/resources/item.md:9:3: warning: base type is "", in the English source "microsoft.graph.place" (translation-type)`},
	}
	for _, tt := range tests {
		docs, english := cleanPages(t), cleanPages(t)
		page := string(docs[tt.page])
		if strings.Count(page, tt.old) != 1 {
			t.Fatalf("%s: %q stands %d times on the page", tt.name, tt.old, strings.Count(page, tt.old))
		}
		docs[tt.page] = []byte(strings.Replace(page, tt.old, tt.translated, 1))
		english[tt.page] = []byte(strings.Replace(page, tt.old, tt.english, 1))
		if got := text(t, run(t, docs, Options{English: english})); !strings.Contains(got, tt.want+"\n") {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}
