package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// replaceFile gives a file new content at once: readers see the old content or
// the new one, and a failure leaves the old one.
func replaceFile(name string, data []byte) error {
	return replaceBy(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// replaceBy is replaceFile for content that write makes. What a link leads to is
// replaced, not the link. A device or pipe is written to.
func replaceBy(name string, write func(io.Writer) error) error {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		switch {
		case info.IsDir():
			return fmt.Errorf("%s is a folder", name)
		case !info.Mode().IsRegular():
			return writeInto(name, write)
		}
		mode = info.Mode().Perm()
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".graphgen-*.tmp")
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	err = write(tmp)
	err = errors.Join(err, tmp.Chmod(mode), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", name, err), os.Remove(tmp.Name()))
	}
	return nil
}

func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// writeOut writes to the file of an --out flag, or to standard output where it
// is empty.
func (a *app) writeOut(name string, write func(io.Writer) error) error {
	if name == "" {
		return write(a.stdout)
	}
	return replaceBy(name, write)
}
