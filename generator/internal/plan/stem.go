package plan

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/generator/naming"
)

// serviceStems tells how the types of every service begin, by chain: with the
// chain without points. Where that is the same for two, as for Education.Classes
// and EducationClasses, the longest chain has it, and the others get a number;
// so do all where a constant, such as the member "service" of an enum, has the
// name of the service's type.
func serviceStems(names []naming.Name, constants map[string]string) map[string]string {
	stems := map[string]string{}
	for i := range names {
		for chain := names[i].Chain; chain != ""; chain = chain[:max(strings.LastIndexByte(chain, '.'), 0)] {
			if _, known := stems[chain]; known {
				break
			}
			stems[chain] = strings.ReplaceAll(chain, ".", "")
		}
	}
	chains := make(map[string][]string, len(stems)) // by stem
	for chain, stem := range stems {
		chains[stem] = append(chains[stem], chain)
	}
	for _, stem := range slices.Sorted(maps.Keys(chains)) {
		list := chains[stem]
		slices.SortFunc(list, func(a, b string) int {
			return cmp.Or(strings.Count(b, ".")-strings.Count(a, "."), strings.Compare(a, b))
		})
		i := 0
		if constants[stem+"Service"] == "" {
			i = 1
		}
		for n := 2; i < len(list); n++ {
			if numbered := stem + strconv.Itoa(n); chains[numbered] == nil && constants[numbered+"Service"] == "" {
				stems[list[i]], chains[numbered] = numbered, list[i:i+1]
				i++
			}
		}
	}
	return stems
}

// methodStem tells how the types of a method's options and body begin: with the
// stem of the service and the method. Where another method has that already, as
// Users.Messages.List and Users.MessagesList do, or a constant, a number is added.
func (p *planner) methodStem(name *naming.Name) string {
	first := p.stems[name.Chain] + name.Method
	stem := first
	for n := 2; p.taken[stem] || p.types.taken[stem+"Options"] != ""; n++ {
		stem = first + strconv.Itoa(n)
	}
	p.taken[stem] = true
	return stem
}
