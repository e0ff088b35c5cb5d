package plan

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/internal/parallel"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// typeSet knows every documented type of a version, and collects those that
// the planned operations reach.
type typeSet struct {
	rules    *naming.Rules
	keys     map[string]string            // of all names that pages use, as they spell them
	byName   map[string]*model.Resource   // by key
	derived  map[string][]*model.Resource // by key of the base type
	names    map[string]string            // Go names, by key
	taken    map[string]string            // keys, by Go name
	wanted   map[string]string            // full names that are reached, by key
	queue    []string                     // keys still to look into
	places   map[string]source.Pos        // where a type is named first, by key
	members  map[string][]namedMember     // of enums, by key
	requests []requestType
	tables   map[*model.Resource]*table // of the types that are reached, and of their bases

	ids        map[string]string // what exported gave
	properties parallel.Memo[*model.Resource, map[string]listing]
	bodies     parallel.Memo[string, []string] // the names in the bodies of examples

	diagnostics source.List
}

// key is how a type is looked up: pages disagree about the case of names.
func key(full string) string { return strings.ToLower(full) }

// rootNamespace is left out of Go names.
const rootNamespace = "microsoft.graph."

// rootEntity is the base of nearly every entity; that one derives from it says
// nothing about what an operation may return.
const rootEntity = "microsoft.graph.entity"

// key is the same, and allocates nothing for a name that a page uses.
func (t *typeSet) key(full string) string {
	if k, ok := t.keys[full]; ok {
		return k
	}
	return key(full)
}

// find returns the type of a name, nil where no page defines it.
func (t *typeSet) find(full string) *model.Resource { return t.byName[t.key(full)] }

// newTypeSet knows the types that pages define, and those that the pages of
// operations name.
func newTypeSet(resources []*model.Resource, ops []*merge.Operation, rules *naming.Rules, reserved map[string]bool) *typeSet {
	t := &typeSet{
		rules: rules, keys: map[string]string{}, byName: map[string]*model.Resource{}, derived: map[string][]*model.Resource{},
		names: map[string]string{}, taken: map[string]string{}, wanted: map[string]string{}, places: map[string]source.Pos{},
		members: map[string][]namedMember{}, tables: map[*model.Resource]*table{},
		ids: map[string]string{},
	}
	named := mentions{}
	named.addOperations(ops)
	for _, r := range merge.Types(resources) {
		t.byName[key(r.Name)] = r
		named.addResource(r)
		if r.BaseType != "" && key(r.BaseType) != rootEntity {
			t.derived[key(r.BaseType)] = append(t.derived[key(r.BaseType)], r)
		}
	}
	for _, list := range t.derived {
		slices.SortFunc(list, func(a, b *model.Resource) int { return strings.Compare(a.Name, b.Name) })
	}
	for full, pos := range named {
		k := key(full)
		t.keys[full] = k
		if had, ok := t.places[k]; !ok || pos.Before(had) {
			t.places[k] = pos
		}
	}
	t.nameAll(slices.Collect(maps.Keys(named)), reserved)
	t.nameMembers()
	return t
}

// nameAll gives every type its Go name, in the order of their full names, so
// that it does not depend on which operations are planned.
func (t *typeSet) nameAll(full []string, reserved map[string]bool) {
	for _, entry := range byKey(full) {
		k, name := entry.key, entry.name
		if t.names[k] != "" || !isNamed(name) {
			continue
		}
		if r := t.byName[k]; r != nil {
			name = r.Name
		}
		goName := t.goName(name, reserved)
		first := goName
		for n := 2; t.taken[goName] != ""; n++ {
			goName = first + strconv.Itoa(n)
		}
		if goName != first {
			t.diagnostics.Add(t.pos(k), source.Warning, "type-name-collision",
				"type %q is named %s, because %q has the name %s", name, goName, t.taken[first], first)
		}
		t.names[k] = goName
		t.taken[goName] = name
	}
}

type keyedName struct{ key, name string }

// byKey returns names sorted by key, then by name.
func byKey(full []string) []keyedName {
	out := make([]keyedName, len(full))
	for i, name := range full {
		out[i] = keyedName{key(name), name}
	}
	slices.SortFunc(out, func(a, b keyedName) int {
		if c := strings.Compare(a.key, b.key); c != 0 {
			return c
		}
		return strings.Compare(a.name, b.name)
	})
	return out
}

func (t *typeSet) pos(key string) source.Pos {
	if r := t.byName[key]; r != nil {
		return r.Pos
	}
	return t.places[key]
}

// anyJSON is the type of values that hold any JSON.
const anyJSON = "microsoft.graph.json"

// isNamed reports whether a documented type is one of a page, not a primitive.
func isNamed(full string) bool {
	return full != "" && !strings.HasPrefix(full, "Edm.") && !strings.EqualFold(full, anyJSON)
}

// goName is the Go name of a full name: microsoft.graph.user is User,
// microsoft.graph.callRecords.session is CallRecordsSession.
func (t *typeSet) goName(full string, reserved map[string]bool) string {
	name := full
	if len(full) > len(rootNamespace) && strings.EqualFold(full[:len(rootNamespace)], rootNamespace) {
		name = full[len(rootNamespace):]
	}
	var b strings.Builder
	for part := range strings.SplitSeq(name, ".") {
		b.WriteString(t.rules.Exported(part))
	}
	goName := b.String()
	if goName == "" || goName[0] < 'A' || goName[0] > 'Z' {
		goName = "X" + goName
	}
	if reserved[goName] || strings.HasSuffix(goName, "Service") || strings.HasSuffix(goName, "Options") {
		goName += "Type"
	}
	return goName
}

// want marks a type as reached and returns its Go name.
func (t *typeSet) want(full string) string {
	k := t.key(full)
	if _, ok := t.wanted[k]; !ok {
		t.wanted[k] = full
		t.queue = append(t.queue, k)
	}
	return t.names[k]
}

// wantAll marks all types that pages define as reached.
func (t *typeSet) wantAll() {
	for _, k := range slices.Sorted(maps.Keys(t.byName)) {
		t.want(t.byName[k].Name)
	}
}

// isEntity reports whether a type is one that has an identity: what refers to
// it is a relationship.
func (t *typeSet) isEntity(full string) bool {
	r := t.find(full)
	return r != nil && r.Kind == model.KindEntity
}

func (t *typeSet) isEnum(full string) bool {
	r := t.find(full)
	return r != nil && r.Kind == model.KindEnum
}
