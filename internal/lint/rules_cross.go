package lint

import "github.com/graphgen/graphgen/parser/source"

// crossRules are the rules about what several pages say.
func crossRules() []Rule {
	return []Rule{
		{ID: "operation-duplicate", Severity: source.Info, Title: "operation documented on several pages",
			Help: "Readers find one of the pages and miss what the other one says."},
		{ID: "answer-contradiction", Severity: source.Warning, Title: "pages disagree whether an answer is a list",
			Help: "Two pages document one operation, and only one of them says that it answers with a collection."},
	}
}
