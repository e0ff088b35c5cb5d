package sdk

import "strings"

// The account types, as reports call them.
const (
	DelegatedWork     = "delegatedWork"
	DelegatedPersonal = "delegatedPersonal"
	Application       = "application"
)

// Modes lists the account types in the order of reports.
func Modes() []string { return []string{DelegatedWork, DelegatedPersonal, Application} }

// Requirement is what one row of a page's permission table says, or a part of
// it: any one of the scopes will do. Of several rows of one mode and context,
// all count.
type Requirement struct {
	Mode    string `json:"mode"`
	Context string `json:"context,omitempty"`
	// Scopes are the alternatives, least privileged first.
	Scopes []string `json:"scopes"`
	// Supported is false where the operation can't be called in this mode.
	Supported bool `json:"supported"`
	// Unreadable is true where the page no longer says which scopes.
	Unreadable bool `json:"unreadable,omitempty"`
}

// Needs returns the rows of an operation's permission table.
func (c *Client) Needs(operation string) []Requirement { return c.needs[operation] }

// SetPermissions reads the permission data: a line "METHOD /path" for each
// operation, and below it a line for each row of its table, whose fields
// stand between tabs: nothing, mode, context, scopes.
func (c *Client) SetPermissions(data string) {
	c.needs = map[string][]Requirement{}
	op := ""
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\r\n")
		row, isRow := strings.CutPrefix(line, "\t")
		if !isRow {
			op = line
			continue
		}
		if r, ok := readRow(row); ok {
			c.needs[op] = append(c.needs[op], r)
		}
	}
}

func readRow(row string) (Requirement, bool) {
	mode, rest, _ := strings.Cut(row, "\t")
	context, scopes, ok := strings.Cut(rest, "\t")
	r := Requirement{Context: context, Scopes: []string{}, Supported: true}
	switch mode {
	case "w":
		r.Mode = DelegatedWork
	case "p":
		r.Mode = DelegatedPersonal
	case "a":
		r.Mode = Application
	default:
		return r, false
	}
	switch scopes {
	case "-":
		r.Supported = false
	case "?":
		r.Unreadable = true
	default:
		r.Scopes = strings.Fields(scopes)
	}
	return r, ok
}
