package lint

import "github.com/graphgen/graphgen/parser/source"

// headerRules are the rules about request headers and parameters.
func headerRules() []Rule {
	return []Rule{
		{ID: "header-name", Severity: source.Warning, Title: "row names no header",
			Help: "The first column holds the name of an HTTP header, without typing errors."},
		{ID: "header-case", Severity: source.Info, Title: "header in unusual case",
			Help: "Names of headers do not depend on case; one way of writing makes them easy to find.",
			Bad:  "content-TYPE",
			Good: "Content-Type"},
		{ID: "header-duplicate", Severity: source.Info, Title: "header with two rows",
			Help: "One of the rows is superfluous or contradicts the other."},
		{ID: "header-authorization", Severity: source.Info, Title: "Authorization is not listed",
			Help: "Every request needs a token; the table says so on all other pages."},
		{ID: "header-token", Severity: source.Info, Title: "other placeholder for the token",
			Help: `Pages write "Bearer {token}".`,
			Bad:  "Bearer {code}",
			Good: "Bearer {token}"},
		{ID: "header-value", Severity: source.Warning, Title: "media type with a typing error",
			Help: "The service answers 415 to a type that it does not know.",
			Bad:  "aplication/json",
			Good: "application/json"},
		{ID: "header-unlisted", Severity: source.Info, Title: "example sends a header that no table lists",
			Help: "Readers learn from the example alone that there is such a header."},
		{ID: "header-prefer", Severity: source.Info, Title: "value of Prefer listed as a header",
			Help: "The service ignores a header of that name; it is a value of Prefer.",
			Bad:  "|odata.maxpagesize|",
			Good: "|Prefer: odata.maxpagesize|"},
		{ID: "parameter-not-in-path", Severity: source.Warning, Title: "function parameter without a place in the path",
			Help: "The table describes a parameter that no path of the page takes."},
		{ID: "parameter-duplicate", Severity: source.Warning, Title: "parameter described twice",
			Help: "Two rows of a table have the same name."},
	}
}
