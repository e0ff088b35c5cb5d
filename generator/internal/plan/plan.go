// Package plan turns operations into the Go-shaped plan of a package: names
// from package naming, kinds of method, options, doc comments and files.
//
// It reads no pages' bytes and prints no Go.
package plan

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/internal/parallel"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Options say what the plan is for.
type Options struct {
	Package string
	Version string
	Rules   *naming.Rules
	// Names are method names to use, by "METHOD /path".
	Names map[string]string
	// Tests asks for tests that replay the documented examples.
	Tests bool
	// AllTypes asks for the types that no operation reaches, too.
	AllTypes bool
	// Parallel is the number of goroutines.
	Parallel int
	// Reserved are the exported names of the runtime, which no type may have.
	Reserved map[string]bool
}

// Package plans the package of operations, which are sorted by key, and of the
// resources that they reach. The names are those of the operations.
func Package(ops []*merge.Operation, resources []*model.Resource, opts Options) (*ir.Package, []naming.Name, source.List) {
	p := &planner{Options: opts, services: map[string]*ir.Service{}, testTargets: map[*model.Page][]*testTarget{}}
	var names []naming.Name
	var collisions []naming.Collision
	var permissions string
	parallel.Do(opts.Parallel,
		func() { p.types = newTypeSet(resources, ops, opts.Rules, opts.Reserved) },
		func() { names, collisions = Names(ops, opts) },
		func() { permissions = permissionTable(ops) })
	p.reportCollisions(collisions, ops)
	methods := p.reach(ops, names)
	if opts.AllTypes {
		p.types.wantAll()
	}
	pkg := &ir.Package{Name: p.Package, Version: p.Version, Permissions: permissions}
	parallel.Do(opts.Parallel, // no method depends on what is in a type
		func() { pkg.Types = p.types.plan(p.Parallel) },
		func() {
			p.operations(methods)
			p.finish(pkg)
		})
	if opts.Tests {
		pkg.Tests = p.tests(ops)
	}
	p.diagnostics = append(p.diagnostics, p.types.diagnostics...)
	return pkg, names, p.diagnostics
}

// Names gives every operation its name, after which they are all different.
func Names(ops []*merge.Operation, opts Options) ([]naming.Name, []naming.Collision) {
	names := make([]naming.Name, len(ops))
	named := make([]naming.Named, len(ops))
	parallel.Each(opts.Parallel, len(ops), func(i int) {
		op := ops[i]
		names[i] = opts.Rules.Name(naming.Op{Method: op.Method, Path: op.Parsed, Collection: isCollection(op)})
		named[i] = naming.Named{Key: op.Key, Name: &names[i]}
	})
	if len(opts.Names) > 0 {
		rename(names, ops, opts)
	}
	return names, opts.Rules.Settle(named)
}

// rename gives operations the names that were asked for, but for those that a
// service or the method over all pages of a list has.
func rename(names []naming.Name, ops []*merge.Operation, opts Options) {
	taken := map[string]bool{}
	for i := range names {
		for chain := names[i].Chain; chain != ""; chain = chain[:max(strings.LastIndexByte(chain, '.'), 0)] {
			taken[chain] = true
		}
		if names[i].List {
			taken[names[i].Chain+"."+allName(names[i].Method)] = true
		}
	}
	for i, op := range ops {
		asked := opts.Names[op.Method+" "+op.Path]
		if asked == "" {
			continue
		}
		name := names[i]
		name.Method = opts.Rules.Exported(asked)
		if !taken[name.String()] {
			names[i] = name
		}
	}
}

type planner struct {
	Options
	services    map[string]*ir.Service // by chain: "Users.Messages"
	stems       map[string]string      // how the types of a service begin, by chain
	taken       map[string]bool        // the stems of methods
	types       *typeSet
	roots       []ir.Field
	methods     map[string]int // of all services below a root
	testTargets map[*model.Page][]*testTarget
	allTargets  []*testTarget
	diagnostics source.List
}

func (p *planner) reportCollisions(collisions []naming.Collision, ops []*merge.Operation) {
	if len(collisions) == 0 {
		return
	}
	pos := make(map[string]source.Pos, len(ops))
	for _, op := range ops {
		pos[op.Key] = op.Pos
	}
	for _, c := range collisions {
		p.diagnostics.Add(pos[c.Key], source.Warning, "name-collision",
			"%s is named %s, because %s has the name %s", c.Key, c.To, c.Other, c.From)
	}
}

// reach finds out what every operation returns and sends, and wants those
// types.
func (p *planner) reach(ops []*merge.Operation, names []naming.Name) []methodPlanner {
	planners := make([]methodPlanner, len(ops))
	p.stems, p.taken = serviceStems(names, p.types.taken), make(map[string]bool, len(ops))
	parallel.Each(p.Parallel, len(ops), func(i int) {
		planners[i] = methodPlanner{planner: p, op: ops[i], name: names[i]}
		planners[i].begin()
	})
	for i := range planners {
		planners[i].service = p.service(names[i].Chain)
		planners[i].stem = p.methodStem(&names[i])
		planners[i].reach()
	}
	return planners
}

// operations plans the methods of all operations.
func (p *planner) operations(planners []methodPlanner) {
	methods := make([][]*ir.Method, len(planners))
	parallel.Each(p.Parallel, len(planners), func(i int) { methods[i] = planners[i].plan() })
	for i := range planners {
		m := &planners[i]
		m.service.Methods = append(m.service.Methods, methods[i]...)
		p.addTarget(m.op, methods[i][0], m.name.Chain)
	}
}

// service returns the service of a chain, and plans its parents.
func (p *planner) service(chain string) *ir.Service {
	if s, ok := p.services[chain]; ok {
		return s
	}
	s := &ir.Service{Type: p.stems[chain] + "Service"}
	p.services[chain] = s
	last := strings.LastIndexByte(chain, '.')
	field := ir.Field{Name: chain[last+1:], Type: s.Type}
	if last < 0 {
		s.Doc = []string{s.Type + " holds the operations below /" + lowerFirst(field.Name) + ", as Client." + chain + "."}
		p.roots = append(p.roots, field)
		return s
	}
	s.Doc = comment(s.Type+" is Client."+chain+".", docWidth)
	parent := p.service(chain[:last])
	parent.Children = append(parent.Children, field)
	return s
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// finish puts the services into pkg.
func (p *planner) finish(pkg *ir.Package) {
	pkg.Roots = p.roots
	sortFields(pkg.Roots)
	p.findBelow()
	for _, s := range p.services {
		sortFields(s.Children)
		slices.SortFunc(s.Methods, func(a, b *ir.Method) int { return strings.Compare(a.Name, b.Name) })
	}
	pkg.Files = p.files()
}

// findBelow tells every root service what is below it.
func (p *planner) findBelow() {
	for chain := range p.services {
		if root, below, nested := strings.Cut(chain, "."); nested {
			s := p.services[root]
			s.Below = append(s.Below, below)
		} else {
			p.services[chain].Root = true
		}
	}
	for _, s := range p.services {
		slices.Sort(s.Below)
	}
}

func sortFields(fields []ir.Field) {
	slices.SortFunc(fields, func(a, b ir.Field) int { return strings.Compare(a.Name, b.Name) })
}
