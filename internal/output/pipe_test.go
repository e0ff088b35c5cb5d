//go:build unix

package output

import (
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipe wants a pipe where the folder should be to be refused, and not to be
// waited for.
func TestPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o666); err != nil {
		t.Skip(err)
	}
	if f, err := Open(pipe, nil); err == nil {
		f.Close()
		t.Error("a pipe was opened as a folder")
	}
}
