package lint

import "github.com/graphgen/graphgen/parser/source"

// tableRules are the rules about tables of any kind.
func tableRules() []Rule {
	return []Rule{
		{ID: "table-row-open", Severity: source.Info, Title: "table row without a closing pipe",
			Help: "Some readers of Markdown drop the row.",
			Bad:  "| id | String",
			Good: "| id | String |"},
		{ID: "table-split", Severity: source.Warning, Title: "blank line or comment inside a table",
			Help: "Everything behind it is shown as text."},
		{ID: "table-row-split", Severity: source.Info, Title: "row broken over two lines",
			Help: "The second line is shown as a row of its own."},
		{ID: "table-no-delimiter", Severity: source.Warning, Title: "table without a delimiter row",
			Help: "Without the row of hyphens below the header the table is shown as text.",
			Bad: `|Name|Type|
|id|String|`,
			Good: `|Name|Type|
|---|---|
|id|String|`},
		{ID: "table-delimiter-width", Severity: source.Info, Title: "delimiter row of another width",
			Help: "By the rules of Markdown, a delimiter row with more or fewer cells than the header makes no table.",
			Bad: `|Name|Type|
|---|`,
			Good: `|Name|Type|
|---|---|`},
		{ID: "table-cells-surplus", Severity: source.Warning, Title: "row with too many cells",
			Help: "What stands in the cells beyond the header's is not shown; most often a pipe inside the text lacks its backslash.",
			Bad:  "|filter|a | b|",
			Good: `|filter|a \| b|`},
		{ID: "table-cells-missing", Severity: source.Info, Title: "row with too few cells",
			Help: "The row lacks cells, so that what it says may stand in the wrong column."},
		{ID: "description-empty", Severity: source.Info, Title: "row without a description",
			Help: "The name alone does not tell what the property or parameter means."},
		{ID: "property-type-missing", Severity: source.Warning, Title: "row without a type",
			Help: "Nobody can send a value without knowing its type."},
		{ID: "type-spelling", Severity: source.Info, Title: "primitive type in other case",
			Help: "The primitive types have fixed names.",
			Bad:  "|id|string|",
			Good: "|id|String|"},
	}
}
