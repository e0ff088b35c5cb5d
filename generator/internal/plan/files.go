package plan

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
)

// splitAbove is the number of methods above which a root service is split
// into one file per child.
const splitAbove = 150

// files puts every service into a file: one for each root service, and one for
// each of its children where that would be too long.
func (p *planner) files() []*ir.File {
	chains := make([]string, 0, len(p.services))
	p.methods = map[string]int{}
	for chain, s := range p.services {
		chains = append(chains, chain)
		p.methods[rootOf(chain)] += len(s.Methods)
	}
	slices.Sort(chains)
	byName := map[string]*ir.File{}
	var files []*ir.File
	for _, chain := range chains {
		name := p.fileOf(chain)
		f := byName[name]
		if f == nil {
			f = &ir.File{Name: name}
			byName[name] = f
			files = append(files, f)
		}
		f.Services = append(f.Services, p.services[chain])
	}
	slices.SortFunc(files, func(a, b *ir.File) int { return strings.Compare(a.Name, b.Name) })
	return files
}

// fileOf is the name of the file that a service is in.
func (p *planner) fileOf(chain string) string {
	return fileName(chain, p.methods[rootOf(chain)] > splitAbove)
}

func rootOf(chain string) string {
	root, _, _ := strings.Cut(chain, ".")
	return root
}

// fileName ends in _service.go whatever the chain: Go reads a meaning into
// names such as users_windows.go and users_test.go.
func fileName(chain string, split bool) string {
	root, rest, nested := strings.Cut(chain, ".")
	name := strings.ToLower(root)
	if split && nested {
		child, _, _ := strings.Cut(rest, ".")
		name += "_" + strings.ToLower(child)
	}
	return name + "_service.go"
}
