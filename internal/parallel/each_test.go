package parallel

import (
	"slices"
	"testing"
)

// TestEach wants every number once, whatever the number of goroutines.
func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 15, 16, 17, 163, 1000} {
		for _, workers := range []int{0, 1, 2, 7} {
			calls := make([]int, n)
			Each(workers, n, func(i int) { calls[i]++ })
			if slices.ContainsFunc(calls, func(c int) bool { return c != 1 }) {
				t.Errorf("%d workers, %d numbers: called %v times", workers, n, calls)
			}
		}
	}
}

// TestDo wants every task once.
func TestDo(t *testing.T) {
	for _, workers := range []int{1, 2} {
		a, b := 0, 0
		Do(workers, func() { a++ }, func() { b++ })
		if a != 1 || b != 1 {
			t.Errorf("%d workers: called %d and %d times", workers, a, b)
		}
	}
}

// TestMemo wants every value made, and none made twice by one goroutine.
func TestMemo(t *testing.T) {
	var squares Memo[int, int]
	Each(3, 1000, func(i int) {
		if got := squares.Get(i%10, func() int { return (i % 10) * (i % 10) }); got != (i%10)*(i%10) {
			t.Errorf("square of %d = %d", i%10, got)
		}
	})
	squares.Get(3, func() int {
		t.Error("a known value is made again")
		return 0
	})
}
