// Package parallel spreads work over goroutines, and remembers what they make.
//
// It neither collects results nor orders them: every call writes what it makes
// to a place of its own.
package parallel

import (
	"sync"
	"sync/atomic"
)

// block is how many calls a goroutine takes at a time.
const block = 16

// Each calls do with every number below n, on as many goroutines as there are
// workers, and returns when all calls have.
func Each(workers, n int, do func(i int)) {
	workers = min(workers, (n+block-1)/block)
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var wg sync.WaitGroup
	var next atomic.Int64
	for range workers {
		wg.Go(func() {
			for end := int(next.Add(block)); end < n+block; end = int(next.Add(block)) {
				for i := end - block; i < min(end, n); i++ {
					do(i)
				}
			}
		})
	}
	wg.Wait()
}

// Do calls the tasks, at the same time if there are workers, and returns when
// all calls have.
func Do(workers int, tasks ...func()) {
	if workers <= 1 {
		for _, task := range tasks {
			task()
		}
		return
	}
	var wg sync.WaitGroup
	for _, task := range tasks {
		wg.Go(task)
	}
	wg.Wait()
}
