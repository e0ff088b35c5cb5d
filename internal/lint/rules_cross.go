package lint

import "github.com/graphgen/graphgen/parser/source"

// crossRules are the rules about what several pages say.
func crossRules() []Rule {
	return []Rule{
		{ID: "operation-duplicate", Severity: source.Info, Title: "operation documented on several pages",
			Help: "Readers find one of the pages and miss what the other one says."},
	}
}
