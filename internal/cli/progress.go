package cli

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progressAfter is how long a run must take before a bar appears.
const progressAfter = time.Second

// progress returns a function to call after every page, which draws a bar once
// the run takes long, and one to call at the end. Both do nothing unless
// stderr is a terminal.
func (a *app) progress(what string) (step func(done, total int), end func()) {
	file, ok := a.stderr.(*os.File)
	if a.quiet || !ok || !term.IsTerminal(int(file.Fd())) {
		return func(int, int) {}, func() {}
	}
	b := &bar{out: file, what: what, start: time.Now()}
	return b.step, b.end
}

type bar struct {
	mu    sync.Mutex
	out   io.Writer
	what  string
	start time.Time
	bar   *progressbar.ProgressBar
	done  int
}

func (b *bar) step(done, total int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if done <= b.done || b.bar == nil && time.Since(b.start) < progressAfter {
		return
	}
	b.done = done
	if b.bar == nil {
		b.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(b.out),
			progressbar.OptionSetDescription(b.what), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionShowCount())
	}
	_ = b.bar.Set(done) // a bar that can't be drawn must not stop the run
}

func (b *bar) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		_ = b.bar.Finish()
	}
}
