package parser

import (
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

// assignRows moves the scopes of each resource to the requests that are about
// that resource. It does so only where every request of the page is about one
// of the resources; elsewhere the rows stay permissions of the page, told
// apart by their context.
func (r *pageReader) assignRows() {
	rows := r.rows
	if len(rows) < 2 || len(r.page.Requests) < 2 {
		return
	}
	picked := make([]int, len(r.page.Requests))
	for i := range r.page.Requests {
		picked[i] = pickRow(rows, strings.ToLower(r.page.Requests[i].Path))
		if picked[i] < 0 {
			return
		}
	}
	for i, k := range picked {
		rows[k].used = true
		r.page.Requests[i].Permissions = r.page.Permissions[rows[k].from:rows[k].to:rows[k].to]
	}
	r.dropRows(rows)
}

// dropRows removes the rows from the permissions of the page, and reports the
// rows that no request is about.
func (r *pageReader) dropRows(rows []resourceRow) {
	kept := make([]model.Permission, 0, len(r.page.Permissions))
	at := 0
	for _, row := range rows {
		if !row.used && row.from < row.to {
			e := &r.page.Permissions[row.from]
			r.list.Add(e.Pos, source.Info, "permission-row-unused", "no request of the page is about %q", e.Context)
		}
		kept = append(kept, r.page.Permissions[at:row.from]...)
		at = row.to
	}
	r.page.Permissions = append(kept, r.page.Permissions[at:]...)
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
// "event"; "tasks" also names a "todotask".
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
	return singular == resource || strings.HasPrefix(resource, "todo") && strings.HasSuffix(resource, singular)
}
