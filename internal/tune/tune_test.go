package tune

import (
	"math"
	"runtime/debug"
	"testing"
)

// TestPages wants room for many pages, a bound for more, and none where there
// was none.
func TestPages(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "")
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	for _, tt := range []struct {
		pages     int
		had, want int64
	}{
		{0, 448 << 20, 448 << 20},
		{11_289, 448 << 20, 448 << 20},
		{112_890, 448 << 20, 112_890 * 32 << 10},
		{math.MaxInt32, 448 << 20, 4 << 30},
		{112_890, math.MaxInt64, math.MaxInt64},
	} {
		debug.SetMemoryLimit(tt.had)
		Pages(tt.pages)
		if got := debug.SetMemoryLimit(-1); got != tt.want {
			t.Errorf("%d pages: limit %d, want %d", tt.pages, got, tt.want)
		}
	}
	t.Setenv("GOMEMLIMIT", "1GiB")
	debug.SetMemoryLimit(1 << 30)
	if Pages(112_890); debug.SetMemoryLimit(-1) != 1<<30 {
		t.Error("GOMEMLIMIT does not win")
	}
}
