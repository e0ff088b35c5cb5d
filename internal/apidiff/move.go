package apidiff

import (
	"cmp"
	"slices"
	"strings"
)

// move is an operation that its page now documents under another path.
type move struct{ old, new *operation }

// mostPairs is how many pairs of a vanished and a new path are compared for one
// page and method: twice what a page with eighty paths gives, as the longest
// has.
const mostPairs = 2 * 80 * 80

// pairMoves finds the moves among the operations that vanished and those that
// are new: same version, method and page, and paths that share at least half
// of their segments. The nearest paths are paired first.
func pairMoves(removed, added []*operation) []move {
	byPage := map[string][]*operation{}
	for _, n := range added {
		for _, p := range n.pages {
			key := p.Source.File + " " + n.method
			byPage[key] = append(byPage[key], n)
		}
	}
	type candidate struct {
		move
		score int
	}
	var candidates []candidate
	pairs := map[string]int{}
	for _, o := range removed {
		for _, p := range o.pages {
			key := p.Source.File + " " + o.method
			if pairs[key] += len(byPage[key]); pairs[key] > mostPairs {
				continue
			}
			for _, n := range byPage[key] {
				if s := kinship(o, n); s >= 50 && o.key.version == n.key.version {
					candidates = append(candidates, candidate{move{o, n}, s})
				}
			}
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.old.key.compare(b.old.key), a.new.key.compare(b.new.key))
	})
	var moves []move
	for _, c := range candidates {
		if c.old.movedOrPaired || c.new.movedOrPaired {
			continue
		}
		c.old.movedOrPaired, c.new.movedOrPaired = true, true
		moves = append(moves, c.move)
	}
	return moves
}

// kinship says in percent how many segments of two paths agree, in order.
func kinship(o, n *operation) int {
	a, b := strings.Split(o.key.path, "/")[1:], strings.Split(n.key.path, "/")[1:]
	if len(a) == 0 || len(b) == 0 || len(a) > 100 || len(b) > 100 || aspect(a) != aspect(b) {
		return 0
	}
	return 200 * commonLength(a, b) / (len(a) + len(b))
}

// aspect is what a path asks of a resource: "$value", "$ref", "$count", or
// nothing for the resource itself.
func aspect(segments []string) string {
	if last := segments[len(segments)-1]; strings.HasPrefix(last, "$") {
		return last
	}
	return ""
}

// commonLength returns the length of the longest common subsequence.
func commonLength(a, b []string) int {
	row := make([]int, len(b)+1)
	for i := range a {
		diagonal := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
