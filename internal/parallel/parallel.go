// Package parallel runs work on all processors. It knows no errors and no
// cancelling: what is done may keep them.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// For calls do with every number below n, from several goroutines, and waits
// for the last.
func For(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
