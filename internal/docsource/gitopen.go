package docsource

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// openRepository opens the repository around dir, or that which dir is. below
// is dir relative to the top of its work tree, "." for a bare repository.
//
// The library's own way to open one refuses clones whose settings make no
// difference to reading, and finds no objects in other repositories.
func openRepository(dir string) (repo *git.Repository, below string, err error) {
	real, err := filepath.Abs(dir)
	if err == nil {
		real, err = filepath.EvalSymlinks(real)
	}
	if err != nil {
		return nil, "", err
	}
	gitDir, top, err := findRepository(real)
	if err != nil {
		return nil, "", err
	}
	s, err := openStore(gitDir)
	if err != nil {
		return nil, "", err
	}
	if repo, err = git.Open(s, nil); err != nil {
		return nil, "", readable(err)
	}
	if top == "" {
		return repo, ".", nil
	}
	below, err = filepath.Rel(top, real)
	return repo, filepath.ToSlash(below), err
}

// readable says what to do about a repository that the library can't read.
func readable(err error) error {
	if errors.Is(err, git.ErrUnknownExtension) || errors.Is(err, git.ErrUnsupportedExtensionRepositoryFormatVersion) {
		return fmt.Errorf("%w; \"git archive --format zip\" makes an archive of a revision, which can be read", err)
	}
	return err
}

// findRepository goes up from dir to the git folder of a repository, and to the
// top of its work tree, "" where it has none.
func findRepository(dir string) (gitDir, top string, err error) {
	for at := dir; ; at = filepath.Dir(at) {
		dot := filepath.Join(at, git.GitDirName)
		info, err := os.Stat(dot)
		switch {
		case err == nil && info.IsDir():
			return dot, at, nil
		case err == nil:
			gitDir, err = linked(dot)
			return gitDir, at, err
		case isGitDir(at):
			return at, "", nil
		case at == filepath.Dir(at):
			return "", "", git.ErrRepositoryNotExists
		}
	}
}

func isGitDir(dir string) bool {
	for _, name := range []string{"HEAD", "objects", "refs"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	return true
}

// linked reads the file that a submodule, or another work tree, has for a git
// folder.
func linked(file string) (gitDir string, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	to, ok := strings.CutPrefix(string(data), "gitdir: ")
	if !ok {
		return "", fmt.Errorf("%s does not name a git folder", git.GitDirName)
	}
	return relativeTo(filepath.Dir(file), strings.TrimRight(to, "\r\n")), nil
}

func relativeTo(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// openStore opens a git folder, which may have most of its content in that of
// another work tree.
func openStore(gitDir string) (*store, error) {
	common := gitDir
	var files billy.Filesystem = osfs.New(gitDir)
	if data, err := os.ReadFile(filepath.Join(gitDir, "commondir")); err == nil {
		common = relativeTo(gitDir, strings.TrimSpace(string(data)))
		files = dotgit.NewRepositoryFilesystem(files, osfs.New(common))
	}
	s := &store{Storage: filesystem.NewStorage(files, cache.NewObjectLRUDefault())}
	return s, s.borrow(filepath.Join(common, "objects"), maxBorrowed)
}
