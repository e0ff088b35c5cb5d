package lint

import "github.com/graphgen/graphgen/parser/source"

// pageRules are the rules about headings and text.
func pageRules() []Rule {
	return []Rule{
		{ID: "title-missing", Severity: source.Warning, Title: "page without a title",
			Help: "The first heading names the operation or the type. Add a heading of level 1."},
		{ID: "tab-unclosed", Severity: source.Warning, Title: "tabs without an end",
			Help: "A line of three hyphens ends the tabs; without it, all that follows is shown in the last tab alone."},
		{ID: "title-duplicate", Severity: source.Warning, Title: "page with a second title",
			Help: "A page has one heading of level 1; a further one breaks the table of contents. Lower it to level 2.",
			Bad: `# Get item

# Example`,
			Good: `# Get item

## Example`},
		{ID: "description-missing", Severity: source.Info, Title: "nothing said below the title",
			Help: "A sentence below the title says what the operation does; it is what searches show."},
		{ID: "heading-empty", Severity: source.Warning, Title: "heading without text",
			Help: "An empty heading makes an empty entry in the table of contents. Write it or drop it.",
			Bad:  "## ",
			Good: "## Request body"},
		{ID: "heading-level", Severity: source.Info, Title: "heading skips a level",
			Help: "Readers with a screen reader move by level: below a heading of level 2 comes one of level 3.",
			Bad: `## Examples

#### Request`,
			Good: `## Examples

### Request`},
		{ID: "heading-no-space", Severity: source.Info, Title: "no space after the number signs",
			Help: "CommonMark shows a line of number signs without a space as text, not as a heading. Put a space behind them.",
			Bad:  "##Response",
			Good: "## Response"},
		{ID: "heading-typo", Severity: source.Warning, Title: "heading with a typing error",
			Help: "Tools and readers find a section by its heading; with a typing error it does not exist for them.",
			Bad:  "## Reponse",
			Good: "## Response"},
		{ID: "section-missing", Severity: source.Info, Title: "section of the template is missing",
			Help: "Every operation page has request headers, a request body, a response and an example, even if only to say that there is none."},
		{ID: "section-duplicate", Severity: source.Warning, Title: "section stands twice",
			Help: "Two sections under one heading say two things about the same, and links reach only the first."},
		{ID: "section-order", Severity: source.Info, Title: "sections in another order",
			Help: "Operation pages keep one order: permissions, HTTP request, headers, body, response, examples."},
		{ID: "section-empty", Severity: source.Info, Title: "heading with nothing below",
			Help: "A heading is followed by the next one or by the end of the page. Say what belongs there, or drop it.",
			Bad: `## Request body

## Response`,
			Good: `## Request body

Do not supply a request body for this method.

## Response`},
		{ID: "namespace-missing", Severity: source.Info, Title: "page does not name its namespace",
			Help: "Names of types are unique only within a namespace. The line stands below the title.",
			Bad: `# Get item

Reads an item.`,
			Good: `# Get item

Namespace: microsoft.graph

Reads an item.`},
		{ID: "namespace-typo", Severity: source.Warning, Title: "namespace with a typing error",
			Help: "The namespace has an empty or a repeated part.",
			Bad:  "Namespace: microsoft.graph.",
			Good: "Namespace: microsoft.graph"},
		{ID: "beta-disclaimer", Severity: source.Warning, Title: "disclaimer and version disagree",
			Help: "Pages of beta include the disclaimer that the API may change; pages of v1.0 must not."},
		{ID: "todo-text", Severity: source.Warning, Title: "unfinished text",
			Help: "A note of the author to himself was published.",
			Bad:  "|Application|**TODO: scopes**|",
			Good: "|Application|Not supported.|"},
		{ID: "code-unclosed", Severity: source.Warning, Title: "backtick without its partner",
			Help: "What follows the backtick is not shown as code, or all of it is.",
			Bad:  "returns `200 OK",
			Good: "returns `200 OK`"},
		{ID: "merge-marker", Severity: source.Warning, Title: "mark of a merge",
			Help: "A conflict was committed as it stood."},
		{ID: "replacement-character", Severity: source.Warning, Title: "lost letter",
			Help: "U+FFFD stands where a letter was lost in a conversion between encodings. Type the letter again."},
		{ID: "invalid-utf8", Severity: source.Warning, Title: "page is not UTF-8",
			Help: "Bytes that are no UTF-8 are shown as question marks. Save the page as UTF-8."},
		{ID: "nul-byte", Severity: source.Warning, Title: "page holds a NUL byte",
			Help: "No text file holds NUL bytes; it was damaged."},
		{ID: "text-code", Severity: source.Warning, Title: "text that could be read as code",
			Help: "A description holds a sign sequence that would end a comment or open a template in other languages."},
		{ID: "text-unseen", Severity: source.Warning, Title: "unseen sign in a text",
			Help: "A text holds a sign that no reader sees, such as a mark that turns the direction of writing."},
		{ID: "line-long", Severity: source.Warning, Title: "line longer than any tool reads",
			Help: "Such a line is damage or an attack; its end is not read."},
		{ID: "nesting-deep", Severity: source.Warning, Title: "quotes or lists nested too deep",
			Help: "Such nesting is damage or an attack; the inner marks are read as text."},
		{ID: "version-unknown", Severity: source.Warning, Title: "version can't be told",
			Help: "Neither the folder nor the examples say whether the page is of v1.0 or beta."},
	}
}
