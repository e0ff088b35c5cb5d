package lint

import "github.com/graphgen/graphgen/parser/source"

// crossRules are the rules about what several pages say.
func crossRules() []Rule {
	return []Rule{
		{ID: "operation-duplicate", Severity: source.Info, Title: "operation documented on several pages",
			Help: "Readers find one of the pages and miss what the other one says."},
		{ID: "method-return-differs", Severity: source.Warning, Title: "table of methods and page disagree on what is returned",
			Help: "The table on the page of the resource says one type, or one object, and the page of the operation another."},
		{ID: "parameter-type-differs", Severity: source.Warning, Title: "table of a request body and page of the type disagree",
			Help: "The property has another type, or is a collection on one of the two pages alone."},
		{ID: "parameter-name", Severity: source.Warning, Title: "property of a request body with a typing error",
			Help: "The page of the type spells the property otherwise; the service ignores or rejects names that it does not know."},
		{ID: "answer-contradiction", Severity: source.Warning, Title: "pages disagree whether an answer is a list",
			Help: "Two pages document one operation, and only one of them says that it answers with a collection."},
	}
}
