package lint

import "github.com/graphgen/graphgen/parser/source"

// linkRules are the rules about links and includes.
func linkRules() []Rule {
	return []Rule{
		{ID: "link-broken", Severity: source.Warning, Title: "link to a page that does not exist",
			Help: "The reader gets an error page."},
		{ID: "link-case", Severity: source.Info, Title: "link differs from the file name in case",
			Help: "The link works on Windows and breaks everywhere else.",
			Bad:  "[user](../resources/User.md)",
			Good: "[user](../resources/user.md)"},
		{ID: "link-backslash", Severity: source.Warning, Title: "backslash in a link",
			Help: "Paths of links have slashes.",
			Bad:  `[user](..\resources\user.md)`,
			Good: "[user](../resources/user.md)"},
		{ID: "link-extension", Severity: source.Warning, Title: "link lacks .md",
			Help: "The publishing system turns only links to .md files into links to pages.",
			Bad:  "[user](../resources/user)",
			Good: "[user](../resources/user.md)"},
		{ID: "link-anchor", Severity: source.Info, Title: "link to a heading that does not exist",
			Help: "The reader lands at the top of the page."},
		{ID: "link-version", Severity: source.Info, Title: "link leads into the other version",
			Help: "Readers who follow it read about another version without noticing."},
		{ID: "link-reference", Severity: source.Warning, Title: "reference that the page does not define",
			Help: "The link is shown as text in brackets."},
		{ID: "link-empty", Severity: source.Warning, Title: "link without a target",
			Help: "The link leads nowhere.",
			Bad:  "[user]()",
			Good: "[user](../resources/user.md)"},
		{ID: "link-space", Severity: source.Warning, Title: "space between text and target of a link",
			Help: "The link is shown as text.",
			Bad:  "[user] (user.md)",
			Good: "[user](user.md)"},
		{ID: "page-orphan", Severity: source.Info, Title: "page that no page links to",
			Help: "Readers find an operation from the page of its resource."},
		{ID: "include-missing", Severity: source.Warning, Title: "included file is missing",
			Help: "What the file would say is missing on the page."},
		{ID: "include-depth", Severity: source.Warning, Title: "includes nested too deep",
			Help: "The inner files are not read."},
		{ID: "include-limit", Severity: source.Warning, Title: "too many includes",
			Help: "The further files are not read."},
		{ID: "include-loop", Severity: source.Warning, Title: "include leads back to itself",
			Help: "A file includes itself, directly or through others."},
	}
}
