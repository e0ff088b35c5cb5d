package scopes

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// demand is one set of alternatives: any one of the scopes will do. The order
// is that of the page, least privileged first.
type demand struct {
	scopes []string
}

// maxSteps bounds the exact search for a cover; beyond it the best cover found
// so far, at first the greedy one, is the answer.
const maxSteps = 2_000_000

// cover returns the fewest scopes that meet every demand, sorted. Among covers
// of one size it prefers the one whose scopes stand earlier in the tables, then
// the first by name. Exact is false where the search was given up.
func cover(demands []demand) (chosen []string, exact bool) {
	c := newCovering(demands)
	if len(c.demands) == 0 {
		return nil, true
	}
	c.best = c.greedy()
	c.bestCost = c.cost(c.best)
	c.search(nil, newBitset(len(c.demands)))
	for _, i := range c.best {
		chosen = append(chosen, c.scopes[i])
	}
	slices.Sort(chosen)
	return chosen, c.steps < maxSteps
}

// covering is one instance of the minimum set cover.
type covering struct {
	demands  []demand
	scopes   []string // sorted
	meets    []bitset // by scope: the demands it meets
	best     []int
	bestCost int
	steps    int
}

func newCovering(demands []demand) *covering {
	c := &covering{}
	seen := map[string]bool{}
	for _, d := range demands {
		if id := strings.Join(d.scopes, " "); len(d.scopes) > 0 && !seen[id] {
			seen[id] = true
			c.demands = append(c.demands, d)
			c.scopes = append(c.scopes, d.scopes...)
		}
	}
	slices.Sort(c.scopes)
	c.scopes = slices.Compact(c.scopes)
	for _, s := range c.scopes {
		meets := newBitset(len(c.demands))
		for i, d := range c.demands {
			if slices.Contains(d.scopes, s) {
				meets.set(i)
			}
		}
		c.meets = append(c.meets, meets)
	}
	return c
}

// greedy takes the scope that meets the most open demands until none is open.
func (c *covering) greedy() []int {
	met := newBitset(len(c.demands))
	var chosen []int
	for met.count() < len(c.demands) {
		best, gain := -1, 0
		for i := range c.scopes {
			if g := c.meets[i].without(met); g > gain {
				best, gain = i, g
			}
		}
		chosen = append(chosen, best)
		met.add(c.meets[best])
	}
	return chosen
}

// cost is how far down the tables a cover reaches: the sum, over the demands,
// of the place of the first of its scopes that is chosen.
func (c *covering) cost(chosen []int) int {
	total := 0
	for _, d := range c.demands {
		for place, s := range d.scopes {
			if slices.ContainsFunc(chosen, func(i int) bool { return c.scopes[i] == s }) {
				total += place
				break
			}
		}
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
	for _, s := range c.demands[open].scopes {
		i, _ := slices.BinarySearch(c.scopes, s)
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
	for i, d := range c.demands {
		if !met.has(i) && (open < 0 || len(d.scopes) < len(c.demands[open].scopes)) {
			open = i
		}
	}
	return open
}

// atLeast is a lower bound for the scopes still needed: demands that share no
// scope each need one.
func (c *covering) atLeast(met bitset) int {
	used := map[string]bool{}
	n := 0
	for i, d := range c.demands {
		if met.has(i) || slices.ContainsFunc(d.scopes, func(s string) bool { return used[s] }) {
			continue
		}
		n++
		for _, s := range d.scopes {
			used[s] = true
		}
	}
	return n
}

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset    { return make(bitset, (n+63)/64) }
func (b bitset) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bitset) add(other bitset) {
	for i := range b {
		b[i] |= other[i]
	}
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// without counts the members that other does not have.
func (b bitset) without(other bitset) int {
	n := 0
	for i, w := range b {
		n += bits.OnesCount64(w &^ other[i])
	}
	return n
}
