package docsource

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// store is the content of a repository. A clone may borrow objects of other
// repositories ("git clone --shared" and "--reference"), which the library would
// open anew for every object.
type store struct {
	*filesystem.Storage
	borrowed []*filesystem.Storage
	missing  []string // where objects should be borrowed
}

// maxBorrowed is how far a chain of borrowing is followed, as in git.
const maxBorrowed = 5

// borrow opens what the folder of objects names as other such folders.
func (s *store) borrow(objects string, depth int) error {
	data, err := os.ReadFile(filepath.Join(objects, "info", "alternates"))
	if errors.Is(err, fs.ErrNotExist) || depth == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	for _, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		other := relativeTo(objects, line)
		if info, err := os.Stat(other); err != nil || !info.IsDir() {
			s.missing = append(s.missing, other)
			continue
		}
		if filepath.Base(other) != "objects" {
			return fmt.Errorf("objects in %s: expected a folder named objects", other)
		}
		s.borrowed = append(s.borrowed, filesystem.NewStorage(osfs.New(filepath.Dir(other)), cache.NewObjectLRUDefault()))
		if err := s.borrow(other, depth-1); err != nil {
			return err
		}
	}
	return nil
}

// EncodedObject looks for an object here, then where objects are borrowed.
func (s *store) EncodedObject(t plumbing.ObjectType, h plumbing.Hash) (plumbing.EncodedObject, error) {
	object, err := s.Storage.EncodedObject(t, h)
	for _, other := range s.borrowed {
		if !errors.Is(err, plumbing.ErrObjectNotFound) {
			break
		}
		object, err = other.EncodedObject(t, h)
	}
	return object, err
}

// HashesWithPrefix finds what an abbreviated hash may mean.
func (s *store) HashesWithPrefix(prefix []byte) ([]plumbing.Hash, error) {
	found, err := s.Storage.HashesWithPrefix(prefix)
	for _, other := range s.borrowed {
		more, failed := other.HashesWithPrefix(prefix)
		found, err = append(found, more...), errors.Join(err, failed)
	}
	return found, err
}

// Config leaves out extensions that make no difference to reading: the library
// would refuse the repository.
func (s *store) Config() (*config.Config, error) {
	c, err := s.Storage.Config()
	if err != nil {
		return nil, err
	}
	extensions := c.Raw.Section("extensions")
	for _, o := range slices.Clone(extensions.Options) {
		switch strings.ToLower(o.Key) {
		case "partialclone", "preciousobjects", "relativeworktrees", "worktreeconfig":
			extensions.RemoveOption(o.Key)
		}
	}
	return c, nil
}
