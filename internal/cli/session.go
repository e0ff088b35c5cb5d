package cli

import (
	"cmp"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/filesum"
)

// session starts to read documentation, with progress and cache. The returned
// function ends it.
func (a *app) session(what string) (s *build.Session, end func()) {
	step, stop := a.progress(what)
	tool, _ := toolVersion()
	s = &build.Session{Progress: step, Tool: tool}
	s.Cache, s.Program = a.openCache()
	return s, func() {
		stop()
		s.Close()
		s.Cache.Sweep()
		if err := s.Cache.Flush(); err != nil {
			a.summary("%v; the next run will take longer", err)
		}
	}
}

// openCache returns the cache and what identifies this program in it; nil where
// there is to be none.
func (a *app) openCache() (*cache.Store, string) {
	if a.noCache {
		return nil, ""
	}
	dir := cmp.Or(a.cacheDir, os.Getenv("GRAPHGEN_CACHE"))
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil, ""
		}
		dir = filepath.Join(user, "graphgen")
	}
	store := cache.Open(dir, cache.DefaultLimit)
	program, err := programID(store)
	if err != nil {
		return nil, ""
	}
	return store, program
}

// programID is the hash of the running program: another build may read the
// same page otherwise.
func programID(store *cache.Store) (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	known := filesum.Open(store, name)
	defer known.Save()
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	sum, ok := known.Sum(info)
	if !ok {
		h := sha256.New()
		if _, err = io.Copy(h, f); err != nil {
			return "", err
		}
		sum = filesum.Sum(h.Sum(nil))
		known.Note(info, sum)
	}
	return string(sum[:]), nil
}
