package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Reserve keeps other processes that call it out of folders, until release is
// called: two that write other files into one folder would leave a mix. It
// waits for those that are in, and says so once. A folder that is not there yet
// stands for the nearest one around it. Where the system has no such locks, it
// does nothing.
func Reserve(ctx context.Context, dirs []string, waiting func(dir string)) (release func(), err error) {
	var held []*os.File
	release = func() {
		for _, f := range held {
			f.Close()
		}
		held = nil
	}
	for {
		at := standing(dirs)
		for _, dir := range at {
			f, err := os.Open(dir)
			if err != nil {
				continue // whoever writes there will say why
			}
			held = append(held, f)
			if err := await(ctx, f, waiting); err != nil {
				release()
				return func() {}, err
			}
		}
		if slices.Equal(at, standing(dirs)) { // none was made meanwhile
			return release, nil
		}
		release()
	}
}

// standing returns the folders that stand for dirs, each once, and in an order
// that is the same for every process: no two can wait for each other.
func standing(dirs []string) []string {
	var list []string
	for _, dir := range dirs {
		dir, err := filepath.Abs(dir)
		for err == nil {
			var real string
			if real, err = filepath.EvalSymlinks(dir); err == nil {
				list = append(list, real)
				break
			}
			if parent := filepath.Dir(dir); parent != dir {
				dir, err = parent, nil
			}
		}
	}
	slices.Sort(list)
	return slices.CompactFunc(list, strings.EqualFold)
}

// errBusy is what tryLock returns where another process has the lock.
var errBusy = errors.New("locked")

func await(ctx context.Context, f *os.File, waiting func(dir string)) error {
	for said := false; errors.Is(tryLock(f), errBusy); said = true {
		if !said {
			waiting(f.Name())
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}
