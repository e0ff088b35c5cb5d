package lint

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// Rule is one kind of fault. Every rule has a page in docs/rules.
type Rule struct {
	// ID is the stable name: lower case, words joined by hyphens.
	ID string
	// Title says the fault in a few words.
	Title string
	// Severity is the usual severity; a finding of package parser may have
	// another one where the case is milder.
	Severity source.Severity
	// Help says why the fault matters and what to do.
	Help string
	// Bad and Good, where set, are an example of the fault and of its repair.
	Bad, Good string
	// Group names the part of a page that the rule is about.
	Group string
}

// Page returns the place of the rule's page in the repository.
func (r Rule) Page() string { return "docs/rules/" + r.ID + ".md" }

// Rules returns every rule, sorted by id.
func Rules() []Rule {
	var all []Rule
	for _, g := range groups() {
		for _, r := range g.rules {
			r.Group = g.name
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// group is the rules about one part of the pages.
type group struct {
	name  string
	rules []Rule
}

func groups() []group {
	return []group{
		{"front matter", frontRules()},
		{"headings and text", pageRules()},
		{"annotations and code blocks", annotationRules()},
		{"requests", requestRules()},
		{"permissions", permissionRules()},
		{"headers and parameters", headerRules()},
		{"tables", tableRules()},
		{"links and includes", linkRules()},
		{"examples", exampleRules()},
		{"types", typeRules()},
		{"several pages", crossRules()},
		{"translations", translationRules()},
		{"this tool", ownRules()},
	}
}

// ruleSet finds rules by id.
type ruleSet map[string]Rule

func newRuleSet() ruleSet {
	set := ruleSet{}
	for _, r := range Rules() {
		set[r.ID] = r
	}
	return set
}

func (s ruleSet) has(id string) bool {
	_, ok := s[id]
	return ok
}
