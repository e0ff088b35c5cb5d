// Package parallel spreads work over goroutines, and remembers what they make.
// It knows no errors and no cancelling, and neither collects results nor orders
// them: every call writes what it makes to a place of its own.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// maxBlock is how many calls a goroutine takes at a time, at most.
const maxBlock = 16

// Each calls do with every number below n, on as many goroutines as there are
// workers, and returns when all calls have. No workers mean one a processor.
func Each(workers, n int, do func(i int)) {
	workers = min(Workers(workers), n)
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	block := max(1, min(maxBlock, n/(32*workers))) // the last ones are not to be waited for long
	var wg sync.WaitGroup
	var next atomic.Int64
	for range workers {
		wg.Go(func() {
			for end := int(next.Add(int64(block))); end < n+block; end = int(next.Add(int64(block))) {
				for i := end - block; i < min(end, n); i++ {
					do(i)
				}
			}
		})
	}
	wg.Wait()
}

// Workers is how many goroutines a number of workers means: that many, or one a
// processor for none.
func Workers(n int) int {
	if n <= 0 {
		n = runtime.GOMAXPROCS(0)
	}
	return n
}

// Do calls the tasks, at the same time if there are workers, and returns when
// all calls have.
func Do(workers int, tasks ...func()) {
	if Workers(workers) <= 1 {
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
