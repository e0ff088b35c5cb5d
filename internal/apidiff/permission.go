package apidiff

import (
	"maps"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// access is what the pages of an operation say of one account type, in one
// context or over all of them.
type access struct {
	context string // of the first row
	known   bool   // some page says something that can be read

	unreadable bool // some row can't be read

	supported bool
	asks      model.Permission // its scopes, in page order, and which are needed together
	least     string           // empty where the pages do not say
	pos       source.Pos
}

type accessKey struct{ account, context string }

// table is a permission table that counts for an operation.
type table struct {
	page *model.Page
	rows []model.Permission
}

// tables are those of all pages; where a page tells the scopes of the request
// alone, these.
func (o *operation) tables() []table {
	out := make([]table, len(o.pages))
	for i, p := range o.pages {
		out[i] = table{p, p.Permissions}
		if own := o.requests[i].Permissions; len(own) > 0 {
			out[i].rows = own
		}
	}
	return out
}

// permissions compares the permission tables per account type: per context
// where both states have the same contexts, over all contexts otherwise.
func (d *differ) permissions(o, n *operation) {
	old, new := o.tables(), n.tables()
	for _, account := range model.AccountTypes {
		was, is := readAccess(old, account), readAccess(new, account)
		a, b := slices.Sorted(maps.Keys(was.of)), slices.Sorted(maps.Keys(is.of))
		if !slices.Equal(a, b) {
			d.access(accessKey{account, ""}, was.all.settled(), is.all.settled())
			continue
		}
		for _, c := range a {
			d.access(accessKey{account, c}, was.of[c].settled(), is.of[c].settled())
		}
	}
}

// accesses is what pages say of one account type: over all contexts, and in
// each.
type accesses struct {
	all access
	of  map[string]*access
}

func readAccess(tables []table, account string) accesses {
	a := accesses{of: map[string]*access{}}
	for _, t := range tables {
		for i := range t.rows {
			row := &t.rows[i]
			if row.Type != account {
				continue
			}
			own := a.of[row.Context]
			if own == nil {
				own = &access{}
				a.of[row.Context] = own
			}
			own.join(t.page, row)
			a.all.join(t.page, row)
		}
	}
	return a
}

// settled is what a says; nothing where a row can't be read.
func (a *access) settled() access {
	if a.unreadable {
		return access{}
	}
	return *a
}

func (a *access) join(p *model.Page, row *model.Permission) {
	if a.unreadable = a.unreadable || row.Unreadable; a.unreadable {
		return
	}
	if !a.known {
		a.pos, a.least, a.context = row.Pos, leastOf(p, row), row.Context
	}
	if row.Context != a.context {
		a.least = "" // each table has its own
	}
	a.known = true
	a.supported = a.supported || row.Supported
	a.asks.Join(row)
}

// leastOf returns the least-privileged scope of a row, where the page says
// which one it is: of each set, where scopes are needed together.
func leastOf(p *model.Page, row *model.Permission) string {
	switch {
	case row.AllOf != nil:
		return leastTogether(p, row)
	case len(row.Least) > 0:
		return strings.Join(row.Least, ", ")
	case len(row.Scopes) == 1, len(row.Scopes) > 1 && p.PermissionOrder != model.Unspecified:
		return row.Scopes[0]
	}
	return ""
}

func leastTogether(p *model.Page, row *model.Permission) string {
	var least []string
	for _, set := range row.AllOf {
		if len(set) > 1 && len(row.Least) == 0 && p.PermissionOrder == model.Unspecified {
			return ""
		}
		if !slices.Contains(least, set[0]) {
			least = append(least, set[0])
		}
	}
	slices.Sort(least) // whichever the page names first
	return strings.Join(least, " and ")
}

// noScope stands for the scopes of a row that needs none.
const noScope = "no scope needed"

func (d *differ) access(key accessKey, old, new access) {
	if !old.known || !new.known {
		return
	}
	item := key.account
	if key.context != "" {
		item += " (" + key.context + ")"
	}
	c := Change{Item: item, OldPos: old.pos, NewPos: new.pos}
	switch {
	case old.supported && !new.supported:
		c.Kind, c.Old = ScopeUnsupported, old.text()
		d.add(c)
		return
	case !old.supported && new.supported:
		c.Kind, c.New = ScopeSupported, new.text()
		d.add(c)
		return
	case !old.supported:
		return
	case len(old.asks.Scopes) == 0 && len(new.asks.Scopes) > 0:
		c.Kind, c.Old, c.New = ScopeNarrowed, noScope, new.text()
		d.add(c)
		return
	case len(old.asks.Scopes) > 0 && len(new.asks.Scopes) == 0:
		c.Kind, c.Old, c.New = ScopeWidened, old.text(), noScope
		d.add(c)
		return
	}
	d.enough(c, &old.asks, &new.asks)
	if old.least != "" && new.least != "" && old.least != new.least {
		c.Kind, c.Old, c.New = ScopeLeast, old.least, new.least
		d.add(c)
	}
}

// enough compares which scopes are enough. Where several are needed together,
// lists of the dropped and the added ones would not tell it.
func (d *differ) enough(c Change, old, new *model.Permission) {
	if old.AllOf != nil || new.AllOf != nil {
		c.Old, c.New = old.ScopeText(), new.ScopeText()
		switch {
		case !old.Meets(new): // whether or not others gain access
			c.Kind = ScopeNarrowed
			d.add(c)
		case !new.Meets(old):
			c.Kind = ScopeWidened
			d.add(c)
		}
		return
	}
	if lost := without(old.Scopes, new.Scopes); len(lost) > 0 {
		n := c
		n.Kind, n.Old = ScopeNarrowed, strings.Join(lost, ", ")
		d.add(n)
	}
	if gained := without(new.Scopes, old.Scopes); len(gained) > 0 {
		c.Kind, c.New = ScopeWidened, strings.Join(gained, ", ")
		d.add(c)
	}
}

// text tells the scopes of an account type that is supported.
func (a access) text() string {
	if len(a.asks.Scopes) == 0 {
		return noScope
	}
	return a.asks.ScopeText()
}

// without returns the strings of a that b lacks, in order.
func without(a, b []string) []string {
	var out []string
	have := make(map[string]bool, len(b))
	for _, s := range b {
		have[s] = true
	}
	for _, s := range a {
		if !have[s] {
			out = append(out, s)
		}
	}
	return out
}
