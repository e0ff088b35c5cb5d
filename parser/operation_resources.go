package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// resourceRow is a row of a transposed permission table: the scopes that one
// kind of resource needs.
type resourceRow struct {
	from, to int    // its entries among the page's permissions
	name     string // the resource in lower case, such as "event"
	group    bool   // the row is about what belongs to a group
	used     bool
}

func newResourceRow(from, to int, context, target string) resourceRow {
	lower := strings.ToLower(context)
	name := strings.ToLower(baseName(target))
	if i := strings.LastIndexByte(name, '-'); i >= 0 {
		name = name[i+1:]
	}
	if name == "" {
		name = lower[strings.LastIndexByte(lower, ' ')+1:]
	}
	return resourceRow{from: from, to: to, name: name, group: strings.HasPrefix(lower, "group ")}
}

// assignRows gives the scopes of each resource to the requests that are about
// that resource. A request that names no resource gets them only where the
// rows of its kind agree. Where every request found its own scopes, they leave
// the page's permissions: no caller needs all of them at once.
func (r *pageReader) assignRows() {
	rows := r.rows
	if len(rows) < 2 || len(r.page.Requests) < 2 {
		return
	}
	all := true
	for i := range r.page.Requests {
		path := strings.ToLower(r.page.Requests[i].Path)
		k := pickRow(rows, path)
		if k < 0 {
			k = r.commonRow(path)
		}
		if k < 0 {
			all = false
			continue
		}
		rows[k].used = true
		r.page.Requests[i].Permissions = r.page.Permissions[rows[k].from:rows[k].to:rows[k].to]
	}
	r.reportUnused()
	if all {
		r.dropRows()
	}
}

// reportUnused reports the rows that no request is about.
func (r *pageReader) reportUnused() {
	for i := range r.rows {
		if row := &r.rows[i]; !row.used && row.from < row.to && r.commonScopes(row.group) == nil {
			e := &r.page.Permissions[row.from]
			r.list.Add(e.Pos, source.Info, "permission-row-unused", "no request of the page is about %q", e.Context)
		}
	}
}

// dropRows removes the rows from the permissions of the page.
func (r *pageReader) dropRows() {
	kept := make([]model.Permission, 0, len(r.page.Permissions))
	at := 0
	for _, row := range r.rows {
		kept = append(kept, r.page.Permissions[at:row.from]...)
		at = row.to
	}
	r.page.Permissions = append(kept, r.page.Permissions[at:]...)
}

// commonRow returns a row for a path that names no resource: any of those
// about groups, or of the others, if these ask for the same scopes.
func (r *pageReader) commonRow(path string) int {
	rows := r.commonScopes(strings.HasPrefix(path, "/groups/"))
	if len(rows) < 2 {
		return -1
	}
	return rows[0]
}

// commonScopes returns the rows about groups, or the others, if they ask for
// the same scopes; else nil.
func (r *pageReader) commonScopes(group bool) []int {
	var same []int
	for k := range r.rows {
		if r.rows[k].group != group || r.rows[k].from == r.rows[k].to {
			continue
		}
		if len(same) > 0 && !r.sameScopes(&r.rows[same[0]], &r.rows[k]) {
			return nil
		}
		same = append(same, k)
	}
	return same
}

func (r *pageReader) sameScopes(a, b *resourceRow) bool {
	return slices.EqualFunc(r.page.Permissions[a.from:a.to], r.page.Permissions[b.from:b.to], func(x, y model.Permission) bool {
		return x.Type == y.Type && slices.Equal(x.Scopes, y.Scopes) && x.SameNeeds(&y)
	})
}

// pickRow returns the row whose resource stands last in the path, or -1.
func pickRow(rows []resourceRow, path string) int {
	inGroup := strings.HasPrefix(path, "/groups/")
	best, bestAt := -1, -1
	for k := range rows {
		at := lastSegment(path, rows[k].name)
		if at < 0 {
			continue
		}
		fits := rows[k].group == inGroup
		if at > bestAt || at == bestAt && fits {
			best, bestAt = k, at
		}
	}
	return best
}

// lastSegment returns where the last segment that holds items of resource
// starts in path, or -1.
func lastSegment(path, resource string) int {
	found := -1
	for at := 0; at < len(path); {
		at++
		end := strings.IndexByte(path[at:], '/')
		if end < 0 {
			end = len(path) - at
		}
		if holds(path[at:at+end], resource) {
			found = at
		}
		at += end
	}
	return found
}

// holds reports whether a segment such as "events" names a resource such as
// "event"; "tasks" also names a "todotask" or an
// "outlooktask".
func holds(segment, resource string) bool {
	if segment == "me" {
		return resource == "user"
	}
	if segment == "" || segment[0] == '{' {
		return false
	}
	singular := segment
	switch {
	case strings.HasSuffix(segment, "ies"):
		singular = segment[:len(segment)-3] + "y"
	case strings.HasSuffix(segment, "s"):
		singular = segment[:len(segment)-1]
	}
	return singular == resource || (strings.HasPrefix(resource, "todo") || strings.HasPrefix(resource, "outlook")) && strings.HasSuffix(resource, singular)
}
