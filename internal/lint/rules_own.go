package lint

import "github.com/graphgen/graphgen/parser/source"

// ownRules are the rules about suppressions, and faults that are not the pages' own.
func ownRules() []Rule {
	return []Rule{
		{ID: "suppression-unused", Severity: source.Warning, Title: "suppression without effect",
			Help: "The finding that it accepts is gone: drop it, so that it can't hide another one."},
		{ID: "suppression-invalid", Severity: source.Warning, Title: "suppression without reason, or of an unknown rule",
			Help: "A comment that accepts findings names a rule and says why.",
			Bad:  "<!-- graphgen:ignore link-broken -->",
			Good: "<!-- graphgen:ignore link-broken the page moves next week -->"},
		{ID: "unreadable-file", Severity: source.Error, Title: "file can't be read",
			Help: "The page is missing in the result."},
		{ID: "unreadable-folder", Severity: source.Error, Title: "folder can't be read",
			Help: "The pages in it are missing in the result."},
		{ID: "bad-link", Severity: source.Warning, Title: "symbolic link is not followed",
			Help: "The link leads out of the documentation, nowhere, or to a folder."},
		{ID: "bad-file-name", Severity: source.Warning, Title: "file name is not plain text",
			Help: "Names of files must be printable UTF-8."},
		{ID: "internal-error", Severity: source.Error, Title: "graphgen failed on a page",
			Help: "A fault of this program; please report it with the page."},
	}
}
