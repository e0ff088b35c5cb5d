// Package tune sets up the Go runtime for short runs that read many pages.
//
// It measures nothing. The program and its benchmarks call it, so that both
// run under the same settings.
package tune

import (
	"os"
	"runtime/debug"
)

const (
	gcPercent   = 1600      // a first collection at 64 MiB
	memoryLimit = 448 << 20 // bytes; near it, the collector works harder
	mostMemory  = 4 << 30   // bytes that any number of pages may have
	pageMemory  = 32 << 10  // bytes that lint, which needs most, has for a page
)

// Memory lets the heap grow before it is collected, as most of what a run
// allocates lives to its end, but bounds the memory. The environment
// variables GOGC and GOMEMLIMIT win.
func Memory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}

// Pages raises the bound, where there is one, for that many pages: below what
// they need, the collector would take half of the time.
func Pages(n int) {
	need := min(int64(n)*pageMemory, mostMemory)
	if os.Getenv("GOMEMLIMIT") == "" && need > debug.SetMemoryLimit(-1) {
		debug.SetMemoryLimit(need)
	}
}
