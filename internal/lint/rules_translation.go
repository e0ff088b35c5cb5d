package lint

import "github.com/graphgen/graphgen/parser/source"

// translationRules are the rules about translated pages against their English source (--english).
func translationRules() []Rule {
	return []Rule{
		{ID: "translation-orphan", Severity: source.Info, Title: "translated page without a source",
			Help: "The English documentation has no such page any more."},
		{ID: "translation-request", Severity: source.Warning, Title: "request lost or changed in translation",
			Help: "Methods and paths are the same in every language."},
		{ID: "translation-permission", Severity: source.Warning, Title: "permission lost or changed in translation",
			Help: "Scopes are the same in every language; a translated one does not exist."},
		{ID: "translation-header", Severity: source.Warning, Title: "header lost or changed in translation",
			Help: "The names of headers are the same in every language."},
		{ID: "translation-parameter", Severity: source.Warning, Title: "parameter lost or changed in translation",
			Help: "The names of parameters are the same in every language."},
		{ID: "translation-body", Severity: source.Warning, Title: "property of the body lost or changed in translation",
			Help: "JSON names are the same in every language."},
		{ID: "translation-response", Severity: source.Warning, Title: "response lost or changed in translation",
			Help: "Status codes are the same in every language."},
		{ID: "translation-example", Severity: source.Warning, Title: "example lost or changed in translation",
			Help: "Examples are code and not to be translated."},
		{ID: "translation-property", Severity: source.Warning, Title: "property lost or changed in translation",
			Help: "JSON names are the same in every language."},
		{ID: "translation-type", Severity: source.Warning, Title: "type of a property changed in translation",
			Help: "Types are the same in every language."},
		{ID: "translation-member", Severity: source.Warning, Title: "member of an enum lost or changed in translation",
			Help: "The values of enums are code and not to be translated."},
	}
}
