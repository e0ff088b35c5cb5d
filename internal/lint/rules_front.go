package lint

import "github.com/graphgen/graphgen/parser/source"

// frontRules are the rules about the front matter.
func frontRules() []Rule {
	return []Rule{
		{ID: "front-matter-missing", Severity: source.Warning, Title: "page without front matter",
			Help: "The publishing system takes title, description and owner of a page from the block between two lines of three hyphens at its top. Add the block.",
			Bad:  "# Get item",
			Good: `---
title: "Get item"
description: "Read an item."
author: "someone"
doc_type: apiPageType
---

# Get item`},
		{ID: "front-matter-unclosed", Severity: source.Warning, Title: "front matter without an end",
			Help: "Without its closing line the block swallows the page, or is shown as text. Close it with a line of three hyphens."},
		{ID: "front-matter-key", Severity: source.Info, Title: "front matter lacks a key",
			Help: "Every page needs a title, a description, an author and a doc_type: searches and owners depend on them.",
			Bad:  `author: ""`,
			Good: `author: "someone"`},
		{ID: "front-matter-duplicate", Severity: source.Warning, Title: "key twice in the front matter",
			Help: "YAML keeps one of the two values, and the reader of the source can't tell which. Drop one.",
			Bad: `title: "Get item"
title: "Read item"`,
			Good: `title: "Get item"`},
		{ID: "front-matter-yaml", Severity: source.Warning, Title: "front-matter value is no YAML",
			Help: "A value with a colon, a lone quote or a leading sign of YAML must stand in quotes, or the publishing system rejects or misreads the block.",
			Bad:  "title: driveItem: createUploadSession",
			Good: `title: "driveItem: createUploadSession"`},
		{ID: "doc-type", Severity: source.Info, Title: "doc_type does not fit",
			Help: "doc_type is one of apiPageType, resourcePageType, enumPageType and conceptualPageType, and pages in the folder api have the first.",
			Bad:  "doc_type: enumTypes",
			Good: "doc_type: enumPageType"},
	}
}
