package lint

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// compare reads the English source and returns what the translated pages lost
// or changed.
func (l *linter) compare(ctx context.Context, api *model.API, opts Options) ([]Finding, error) {
	english, _, err := parser.Load(ctx, opts.English, parser.Options{Workers: opts.Workers})
	if err != nil {
		return nil, err
	}
	t := &translation{linter: l, described: make(map[string]bool)}
	for _, r := range english.Resources {
		t.described[r.Version] = true
	}
	have := make(map[string]bool)
	for _, f := range opts.English.Pages() {
		have[f.Path], have[f.Version+"/"+f.Kind] = true, true
	}
	for _, f := range l.files {
		// a source may hold one version or one kind of page alone
		if have[f.Version+"/"+f.Kind] && !have[f.Path] {
			t.add("translation-orphan", l.top(f.Path), "the English source has no such page")
		}
	}
	pages := make(map[string]*model.Page, len(english.Pages))
	for _, p := range english.Pages {
		pages[p.Source.File] = p
	}
	for _, p := range api.Pages {
		if e := pages[p.Source.File]; e != nil {
			t.page(p, e)
		}
	}
	t.resources(api, english)
	return t.out, nil
}

// translation compares pages with their English source.
type translation struct {
	*linter
	out       []Finding
	described map[string]bool // the versions of which the source has pages of types
}

func (t *translation) add(rule string, pos source.Pos, format string, args ...any) {
	t.out = append(t.out, t.finding(rule, pos, format, args...))
}

// page compares one operation page. Only facts that no language changes are
// looked at.
func (t *translation) page(p, e *model.Page) {
	top := t.top(p.Source.File)
	t.diff("translation-request", top, "request", requestNames(p), requestNames(e))
	t.permissions(p, e)
	t.diff("translation-header", top, "request header", headerNames(p), headerNames(e))
	t.diff("translation-parameter", top, "parameter", parameterNames(p), parameterNames(e))
	t.diff("translation-body", orTop(p.RequestBody.Pos, top), "property of the body", propertyNames(p.RequestBody.Properties), propertyNames(e.RequestBody.Properties))
	t.types(p.Version, p.RequestBody.Properties, e.RequestBody.Properties)
	t.responses(p, e)
	t.examples(p, e)
}

// orTop returns the place, or the top of the page where none is known.
func orTop(pos, top source.Pos) source.Pos {
	if pos.IsValid() {
		return pos
	}
	return top
}

// fact is a name that a page says, and where.
type fact struct {
	name string
	pos  source.Pos
}

// diff reports what one list has and the other lacks.
func (t *translation) diff(rule string, pos source.Pos, what string, have, want []fact) {
	lost, added := minus(want, have), minus(have, want)
	pos = orTop(placeOf(have, want, lost, added), pos)
	switch {
	case len(lost) > 0 && len(added) > 0:
		t.add(rule, pos, "%s %s became %s", what, quoted(lost), quoted(added))
	case len(lost) > 0:
		t.add(rule, pos, "%s %s is lost", what, quoted(lost))
	case len(added) > 0:
		t.add(rule, pos, "%s %s is not in the English source", what, quoted(added))
	}
}

// placeOf returns where a page has what its source lacks, else where what it
// lost would follow.
func placeOf(have, want, lost, added []fact) source.Pos {
	if len(added) > 0 {
		return added[0].pos
	}
	var pos source.Pos
	if len(have) > 0 {
		pos = have[0].pos
	}
	for _, w := range want {
		if len(lost) == 0 || w.name == lost[0].name {
			break
		}
		if i := slices.IndexFunc(have, w.isNamed); i >= 0 {
			pos = have[i].pos
		}
	}
	return pos
}

func (f fact) isNamed(other fact) bool { return f.name == other.name }

func minus(a, b []fact) []fact {
	var out []fact
	for _, f := range a {
		if !slices.ContainsFunc(b, f.isNamed) && !slices.ContainsFunc(out, f.isNamed) {
			out = append(out, f)
		}
	}
	return out
}

// quoted lists at most four names.
func quoted(list []fact) string {
	const most = 4
	out := make([]string, 0, most)
	for _, f := range list[:min(len(list), most)] {
		out = append(out, fmt.Sprintf("%q", clip(f.name)))
	}
	if len(list) > most {
		out = append(out, fmt.Sprintf("and %d more", len(list)-most))
	}
	return strings.Join(out, ", ")
}

// permissions compares the cells of the permission tables.
func (t *translation) permissions(p, e *model.Page) {
	if len(p.Permissions) != len(e.Permissions) {
		pos := t.top(p.Source.File)
		if n := len(p.Permissions); n > 0 {
			pos = p.Permissions[n-1].Pos
		}
		t.add("translation-permission", pos, "page has %d permission cells, the English source %d", len(p.Permissions), len(e.Permissions))
		return
	}
	for i := range p.Permissions {
		a, b := &p.Permissions[i], &e.Permissions[i]
		switch {
		case a.Type != b.Type:
			t.add("translation-permission", a.Pos, "cell is for %s, in the English source for %s", accountName(a.Type), accountName(b.Type))
		case a.Unreadable && len(b.Scopes) > 0:
			t.add("translation-permission", a.Pos, "scopes %s are lost", clip(strings.Join(b.Scopes, ", ")))
		case !a.SameNeeds(b):
			t.add("translation-permission", a.Pos, "cell says %s, the English source %s", scopeText(a), scopeText(b))
		case !slices.Equal(a.Least, b.Least):
			t.add("translation-permission", a.Pos, "least privileged is %s, in the English source %s", clip(strings.Join(a.Least, ", ")), clip(strings.Join(b.Least, ", ")))
		}
	}
}

// responses compares the answers: their codes, and what comes back with each.
func (t *translation) responses(p, e *model.Page) {
	t.diff("translation-response", t.top(p.Source.File), "response", statuses(p), statuses(e))
	for i := range p.Responses {
		for k := range e.Responses {
			a, b := &p.Responses[i], &e.Responses[k]
			if a.Status == b.Status && (!t.sameType(p.Version, a.Type, b.Type) || a.Collection != b.Collection) {
				t.add("translation-response", orTop(a.Pos, t.top(p.Source.File)), "%d answers with %s, in the English source with %s", a.Status, answerName(a), answerName(b))
			}
		}
	}
}

// sameType reports whether two names are of one type. Where no page of the
// source describes types, the names that its texts use differ from those of the
// types.
func (t *translation) sameType(version, name, english string) bool {
	return strings.EqualFold(name, english) || !t.described[version] && !strings.HasPrefix(english, "Edm.")
}

func answerName(r *model.Response) string {
	if r.Type == "" {
		return "nothing"
	}
	return answerText(r)
}

// examples compares the examples in order.
func (t *translation) examples(p, e *model.Page) {
	if len(p.Examples) != len(e.Examples) {
		t.add("translation-example", t.top(p.Source.File), "page has %d examples, the English source %d", len(p.Examples), len(e.Examples))
		return
	}
	for i := range p.Examples {
		a, b := &p.Examples[i], &e.Examples[i]
		if a.Request.Method != b.Request.Method || a.Request.URL != b.Request.URL {
			t.add("translation-example", orTop(a.Request.Pos, t.top(p.Source.File)), "example calls %q, in the English source %q",
				clip(a.Request.Method+" "+a.Request.URL), clip(b.Request.Method+" "+b.Request.URL))
		}
		if a.Response.Status != b.Response.Status {
			t.add("translation-example", orTop(a.Response.Pos, t.top(p.Source.File)), "example answers %d, in the English source %d", a.Response.Status, b.Response.Status)
		}
		t.body("request", a.Request.Pos, a.Request.Body, b.Request.Body)
		t.body("response", a.Response.Pos, a.Response.Body, b.Response.Body)
	}
}

// resources compares the types of resource pages.
func (t *translation) resources(api, english *model.API) {
	key := func(r *model.Resource) string { return r.Source.File + " " + r.Name }
	want := make(map[string]*model.Resource, len(english.Resources))
	for _, r := range english.Resources {
		want[key(r)] = r
	}
	for _, r := range api.Resources {
		e := want[key(r)]
		if e == nil {
			continue
		}
		pos := r.Pos
		t.diff("translation-property", pos, "property", propertyNames(r.Properties), propertyNames(e.Properties))
		t.diff("translation-property", pos, "relationship", propertyNames(r.Relationships), propertyNames(e.Relationships))
		t.types(r.Version, r.Properties, e.Properties)
		t.types(r.Version, r.Relationships, e.Relationships)
		if !strings.EqualFold(r.BaseType, e.BaseType) {
			t.add("translation-type", pos, "base type is %q, in the English source %q", clip(r.BaseType), clip(e.BaseType))
		}
		if len(r.Members) > 0 || len(e.Members) > 0 {
			t.diff("translation-member", pos, "member", memberNames(r), memberNames(e))
		}
	}
}

// types compares the types of the properties that both pages have.
func (t *translation) types(version string, have, english []model.Property) {
	want := make(map[string]*model.Property, len(english))
	for i := range english {
		want[english[i].Name] = &english[i]
	}
	for i := range have {
		p := &have[i]
		q := want[p.Name]
		if q != nil && (!t.sameType(version, p.Type, q.Type) || p.Collection != q.Collection) {
			t.add("translation-type", p.Pos, "property %q has the type %q, in the English source %q", clip(p.Name), typeName(p), typeName(q))
		}
	}
}

func typeName(p *model.Property) string {
	if p.Collection {
		return "Collection(" + p.Type + ")"
	}
	return p.Type
}

func requestNames(p *model.Page) []fact {
	return namesOf(p.Requests, func(r *model.Request) fact { return fact{r.Method + " " + r.Path, r.Pos} })
}

func headerNames(p *model.Page) []fact {
	return namesOf(p.RequestHeaders, func(h *model.Header) fact { return fact{h.Name, h.Pos} })
}

func parameterNames(p *model.Page) []fact {
	var out []fact
	for _, list := range [][]model.Parameter{p.QueryParameters, p.PathParameters, p.FunctionParameters} {
		out = append(out, namesOf(list, func(q *model.Parameter) fact { return fact{q.Name, q.Pos} })...)
	}
	return out
}

func propertyNames(list []model.Property) []fact {
	return namesOf(list, func(p *model.Property) fact { return fact{p.Name, p.Pos} })
}

func memberNames(r *model.Resource) []fact {
	return namesOf(r.Members, func(m *model.Member) fact { return fact{m.Name, m.Pos} })
}

func statuses(p *model.Page) []fact {
	return namesOf(p.Responses, func(r *model.Response) fact { return fact{fmt.Sprint(r.Status), r.Pos} })
}

// namesOf returns what f makes of each item of a list.
func namesOf[T any](list []T, f func(*T) fact) []fact {
	out := make([]fact, len(list))
	for i := range list {
		out[i] = f(&list[i])
	}
	return out
}
