package lint

import "github.com/graphgen/graphgen/parser/source"

// typeRules are the rules about the pages of types.
func typeRules() []Rule {
	return []Rule{
		{ID: "resource-annotation", Severity: source.Info, Title: "representation without an annotation",
			Help: "The annotation names the type; without it the JSON belongs to nobody."},
		{ID: "resource-json", Severity: source.Warning, Title: "representation is not valid JSON",
			Help: "Tools that read the representation stop at the fault.",
			Bad:  `{ "id": "String", }`,
			Good: `{ "id": "String" }`},
		{ID: "resource-json-missing", Severity: source.Warning, Title: "no representation below the annotation",
			Help: "The annotation speaks of a JSON object, and none follows."},
		{ID: "resource-name-unreadable", Severity: source.Warning, Title: "name of a type can't be read",
			Help: "The name holds signs that no name has."},
		{ID: "resource-duplicate", Severity: source.Warning, Title: "type defined on two pages",
			Help: "Two pages define the same type, in words that may differ."},
		{ID: "resource-title", Severity: source.Info, Title: "title and annotation name different types",
			Help: "The title of the page is not the name of its type."},
		{ID: "namespace-mismatch", Severity: source.Warning, Title: "namespace and type disagree",
			Help: "The namespace below the title is not that of the annotation's type."},
		{ID: "property-not-in-table", Severity: source.Warning, Title: "property is in no table",
			Help: "The JSON representation has the property, the tables do not describe it."},
		{ID: "property-not-in-json", Severity: source.Info, Title: "representation lacks properties",
			Help: "The tables describe properties that the JSON representation does not show."},
		{ID: "property-type-differs", Severity: source.Warning, Title: "table and representation disagree on a type",
			Help: "The table gives the property another type than the JSON representation."},
		{ID: "property-type-unreadable", Severity: source.Warning, Title: "type can't be read",
			Help: "The type column holds no type."},
		{ID: "property-name-unreadable", Severity: source.Warning, Title: "name of a property can't be read",
			Help: "The name holds signs that no name has."},
		{ID: "property-case", Severity: source.Info, Title: "table and representation differ in case",
			Help: "JSON names depend on case; one of the two does not work."},
		{ID: "property-duplicate", Severity: source.Warning, Title: "property stands twice",
			Help: "Two rows describe one property, and may say different things."},
		{ID: "member-duplicate", Severity: source.Info, Title: "member of an enum stands twice",
			Help: "Two rows describe one member."},
		{ID: "member-name", Severity: source.Info, Title: "member is no identifier",
			Help: "The value can't be a name in programming languages."},
		{ID: "member-unreadable", Severity: source.Warning, Title: "member can't be read",
			Help: "The cell holds nothing that a service could send."},
		{ID: "type-unknown", Severity: source.Warning, Title: "type that no page describes",
			Help: "An annotation names a type, and no resource page of the version describes it: the name is misspelled, or the page is missing."},
		{ID: "base-cycle", Severity: source.Error, Title: "base type derives from the type",
			Help: "Two types are each other's base."},
	}
}
