package scopes

import (
	"cmp"
	"slices"
	"strings"
)

// demand is one set of alternatives: any one of the scopes will do. The order
// is that of the page, least privileged first.
type demand struct {
	scopes []string
}

// maxSteps bounds the exact search for a cover of demands that hang together;
// beyond it the best cover found so far, at first the greedy one, is the
// answer.
const maxSteps = 200_000

// cover returns the fewest scopes that meet every demand, sorted. Among covers
// of one size it prefers the one whose scopes stand earlier in the tables, then
// the first by name. Exact is false where the search was given up.
func cover(demands []demand) (chosen []string, exact bool) {
	exact = true
	for _, part := range independent(distinct(demands)) {
		c := newCovering(part)
		c.greedy()
		c.search(nil, newBitset(len(c.demands)))
		for _, i := range c.best {
			chosen = append(chosen, c.scopes[i])
		}
		exact = exact && c.steps < maxSteps
	}
	slices.Sort(chosen)
	return chosen, exact
}

// weighted is a demand and how often it is made.
type weighted struct {
	scopes []string
	weight int
}

// distinct counts equal demands and leaves out those that nothing meets.
func distinct(demands []demand) []*weighted {
	var out []*weighted
	seen := map[string]*weighted{}
	for _, d := range demands {
		id := strings.Join(d.scopes, " ")
		switch {
		case len(d.scopes) == 0:
		case seen[id] != nil:
			seen[id].weight++
		default:
			seen[id] = &weighted{d.scopes, 1}
			out = append(out, seen[id])
		}
	}
	return out
}

// independent splits the demands into parts that share no scope: a best cover
// is made of best covers of the parts.
func independent(demands []*weighted) [][]*weighted {
	parent := make([]int, len(demands))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			i = parent[i]
		}
		return i
	}
	first := map[string]int{}
	for i, d := range demands {
		for _, s := range d.scopes {
			if j, ok := first[s]; ok {
				parent[root(i)] = root(j)
			} else {
				first[s] = i
			}
		}
	}
	parts := map[int][]*weighted{}
	var order []int
	for i, d := range demands {
		r := root(i)
		if parts[r] == nil {
			order = append(order, r)
		}
		parts[r] = append(parts[r], d)
	}
	out := make([][]*weighted, len(order))
	for i, r := range order {
		out[i] = parts[r]
	}
	return out
}

// covering is one instance of the minimum set cover.
type covering struct {
	demands  []*weighted
	scopes   []string // sorted
	meets    []bitset // by scope: the demands it meets
	takes    []bitset // by demand: the scopes that meet it
	order    [][]int  // by demand: the scopes that meet it, as the page lists them
	best     []int
	bestCost int
	steps    int
}

func newCovering(demands []*weighted) *covering {
	c := &covering{demands: demands}
	for _, d := range demands {
		c.scopes = append(c.scopes, d.scopes...)
	}
	slices.Sort(c.scopes)
	c.scopes = slices.Compact(c.scopes)
	for range c.scopes {
		c.meets = append(c.meets, newBitset(len(demands)))
	}
	for i, d := range demands {
		takes := newBitset(len(c.scopes))
		var order []int
		for _, s := range d.scopes {
			j, _ := slices.BinarySearch(c.scopes, s)
			c.meets[j].set(i)
			takes.set(j)
			order = append(order, j)
		}
		c.takes = append(c.takes, takes)
		c.order = append(c.order, order)
	}
	return c
}

// greedy takes the scope that meets the most open demands until none is open.
func (c *covering) greedy() {
	met := newBitset(len(c.demands))
	for met.count() < len(c.demands) {
		best, gain := -1, 0
		for i := range c.scopes {
			if g := c.meets[i].without(met); g > gain {
				best, gain = i, g
			}
		}
		c.best = append(c.best, best)
		met.add(c.meets[best])
	}
	slices.Sort(c.best)
	c.bestCost = c.cost(c.best)
}

// cost is how far down the tables a cover reaches: the sum, over the demands,
// of the place of the first of its scopes that is chosen.
func (c *covering) cost(chosen []int) int {
	total := 0
	for i, d := range c.demands {
		place := slices.IndexFunc(c.order[i], func(s int) bool { return slices.Contains(chosen, s) })
		total += place * d.weight
	}
	return total
}

// search tries every scope of the open demand with the fewest alternatives.
func (c *covering) search(chosen []int, met bitset) {
	if c.steps++; c.steps >= maxSteps {
		return
	}
	open := c.narrowest(met)
	if open < 0 {
		c.keep(chosen)
		return
	}
	if len(chosen)+c.atLeast(met) > len(c.best) {
		return
	}
	for _, i := range c.order[open] {
		next := slices.Clone(met)
		next.add(c.meets[i])
		c.search(append(slices.Clone(chosen), i), next)
	}
}

// keep takes a cover that is better than the best so far.
func (c *covering) keep(chosen []int) {
	cost := c.cost(chosen)
	sorted := slices.Sorted(slices.Values(chosen))
	if cmp.Or(cmp.Compare(len(sorted), len(c.best)), cmp.Compare(cost, c.bestCost), slices.Compare(sorted, c.best)) < 0 {
		c.best, c.bestCost = sorted, cost
	}
}

// narrowest returns the open demand with the fewest alternatives, -1 if none
// is open.
func (c *covering) narrowest(met bitset) int {
	open := -1
	for i := range c.demands {
		if !met.has(i) && (open < 0 || len(c.order[i]) < len(c.order[open])) {
			open = i
		}
	}
	return open
}

// atLeast is a lower bound for the scopes still needed: demands that share no
// scope each need one.
func (c *covering) atLeast(met bitset) int {
	used := newBitset(len(c.scopes))
	n := 0
	for i := range c.demands {
		if !met.has(i) && !c.takes[i].meets(used) {
			n++
			used.add(c.takes[i])
		}
	}
	return n
}
