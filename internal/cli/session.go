package cli

import (
	"cmp"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/cache"
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
		s.Cache.Close()
	}
}

// openCache returns the cache and what identifies this program in it; nil where
// there is to be none.
func (a *app) openCache() (*cache.Store, string) {
	if a.noCache {
		return nil, ""
	}
	program, err := programID()
	if err != nil {
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
	return cache.Open(dir, cache.DefaultLimit), program
}

// programID is the hash of the running program: another build may read the
// same page otherwise.
func programID() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return string(h.Sum(nil)), err
}
