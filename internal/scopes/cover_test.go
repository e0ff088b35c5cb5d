package scopes

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCover compares with all subsets of the scopes.
func TestCover(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range 400 {
		demands := randomDemands(rnd, 1+rnd.IntN(6), 2+rnd.IntN(7))
		got, exact := cover(demands)
		if want := bruteForce(demands); !exact || !slices.Equal(got, want) {
			t.Fatalf("%d: %v\ngot  %v (exact: %t)\nwant %v", n, demands, got, exact, want)
		}
	}
}

func randomDemands(rnd *rand.Rand, n, scopes int) []demand {
	out := make([]demand, n)
	for i := range out {
		for _, s := range rnd.Perm(scopes)[:1+rnd.IntN(min(scopes, 4))] {
			out[i].scopes = append(out[i].scopes, fmt.Sprintf("S%d", s))
		}
	}
	return out
}

func bruteForce(demands []demand) []string {
	var scopes []string
	for _, d := range demands {
		scopes = append(scopes, d.scopes...)
	}
	slices.Sort(scopes)
	scopes = slices.Compact(scopes)
	var best []string
	bestCost := -1
	for set := range 1 << len(scopes) {
		var chosen []string
		for i, s := range scopes {
			if set&(1<<i) != 0 {
				chosen = append(chosen, s)
			}
		}
		cost := 0
		for _, d := range demands {
			place := slices.IndexFunc(d.scopes, func(s string) bool { return slices.Contains(chosen, s) })
			if place < 0 {
				cost = -1
				break
			}
			cost += place
		}
		if cost < 0 {
			continue
		}
		better := len(chosen) < len(best) || len(chosen) == len(best) && (cost < bestCost || cost == bestCost && slices.Compare(chosen, best) < 0)
		if bestCost < 0 || better {
			best, bestCost = chosen, cost
		}
	}
	return best
}

// TestCoverGivesUp has more demands than can be searched: the answer still
// meets them all, and says that it may not be the smallest.
func TestCoverGivesUp(t *testing.T) {
	demands := randomDemands(rand.New(rand.NewPCG(3, 4)), 400, 150)
	got, exact := cover(demands)
	if exact {
		t.Error("the search was not given up: make the case harder")
	}
	for _, d := range demands {
		if !slices.ContainsFunc(d.scopes, func(s string) bool { return slices.Contains(got, s) }) {
			t.Errorf("%v is not met by %v", d.scopes, got)
		}
	}
}

func TestCoverNothing(t *testing.T) {
	if got, exact := cover([]demand{{}, {}}); len(got) != 0 || !exact {
		t.Errorf("got %v, %t", got, exact)
	}
}
