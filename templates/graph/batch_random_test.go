package graph

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
)

// TestBatchesAtRandom sends batches with random dependencies to a service that
// throttles and refuses at random. Nothing is lost, done twice, or done before
// what it waits for.
func TestBatchesAtRandom(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 0))
		size := 1 + r.IntN(60)
		faults := map[string][]int{} // what calls are answered with before 200
		for i := range size {
			switch r.IntN(8) {
			case 0:
				faults[fmt.Sprint(i)] = []int{409}
			case 1:
				faults[fmt.Sprint(i)] = []int{429, 429}[:1+r.IntN(2)]
			}
		}
		done := map[string]int{} // the status of each call that was done
		after := map[string][]string{}
		c, s, _ := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
			id := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
			for _, other := range after[id] {
				if done[other] != 200 {
					t.Errorf("seed %d: %s is sent before %s", seed, id, other)
				}
			}
			if done[id] != 0 {
				t.Errorf("seed %d: %s is sent again", seed, id)
			}
			if left := faults[id]; len(left) > 0 {
				if faults[id] = left[1:]; left[0] == 409 {
					done[id] = 409
				}
				reply(left[0], "")(w, r)
				return
			}
			done[id] = 200
			nameUser(w, r)
		})
		b := c.NewBatch()
		var items []*BatchItem[*User]
		for i := range size {
			items = append(items, getUser(c, b, fmt.Sprint(i)))
		}
		order := r.Perm(size) // dependencies lead back in it
		for n, i := range order {
			for range r.IntN(3) {
				if other := order[r.IntN(n+1)]; other != i {
					items[i].After(items[other])
					after[fmt.Sprint(i)] = append(after[fmt.Sprint(i)], fmt.Sprint(other))
				}
			}
		}
		if err := b.Send(t.Context()); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for i, item := range items {
			id := fmt.Sprint(i)
			want := done[id] // 0 if it was never done
			for _, other := range after[id] {
				if done[other] != 200 {
					want = 424
				}
			}
			if user, err := item.Result(); want == 200 && (err != nil || user.ID != id) || want != 200 && Status(err) != want {
				t.Errorf("seed %d: %s gave %v, %v, want %d", seed, id, user, err, want)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d sent %s", seed, s.urls())
		}
	}
}
