package docsource

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// openGit opens a revision of a repository, without a checkout. The revision
// has the form "REV" or "DIR#REV".
func openGit(ctx context.Context, spec, rev string, limits Limits) (*Source, error) {
	dir := "."
	if d, r, ok := strings.Cut(rev, "#"); ok {
		dir, rev = d, r
	}
	tree, repo, commit, err := openTree(dir, rev)
	if err != nil {
		return nil, fmt.Errorf("documentation source %s: %w", spec, err)
	}
	src := &Source{name: spec, commit: commit, limits: limits}
	fsys := &gitFS{repo: repo, nodes: map[string]*gitNode{".": {name: "."}}}
	if err := fsys.index(ctx, src, tree); err != nil {
		return nil, fmt.Errorf("documentation source %s: %w", spec, err)
	}
	src.fsys, src.identify = fsys, fsys.identify
	return src, nil
}

// openTree finds the tree of dir in the revision, and the revision's commit.
func openTree(dir, rev string) (tree *object.Tree, repo *git.Repository, name string, err error) {
	repo, err = git.PlainOpenWithOptions(dir, &git.PlainOpenOptions{DetectDotGit: true, EnableDotGitCommonDir: true})
	if err != nil {
		return nil, nil, "", fmt.Errorf("%s: %w", dir, err)
	}
	hash, err := repo.ResolveRevision(plumbing.Revision(rev))
	if err != nil {
		return nil, nil, "", fmt.Errorf("revision %q: %w", rev, err)
	}
	commit, err := repo.CommitObject(*hash)
	if err != nil {
		return nil, nil, "", fmt.Errorf("revision %q: %w", rev, err)
	}
	tree, err = commit.Tree()
	if err != nil {
		return nil, nil, "", err
	}
	below, err := belowTop(repo, dir)
	if err != nil || below == "." {
		return tree, repo, hash.String(), err
	}
	if tree, err = tree.Tree(below); err != nil {
		return nil, nil, "", fmt.Errorf("%s has no folder %s: %w", rev, below, err)
	}
	return tree, repo, hash.String(), nil
}

// belowTop returns dir relative to the top of its work tree, "." for a bare
// repository.
func belowTop(repo *git.Repository, dir string) (string, error) {
	wt, err := repo.Worktree()
	if errors.Is(err, git.ErrIsBareRepository) {
		return ".", nil
	}
	if err != nil {
		return "", err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	top, err := filepath.EvalSymlinks(wt.Filesystem.Root())
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(top, abs)
	return filepath.ToSlash(rel), err
}

// index lists the files of tree. Only Markdown files are kept: nothing else
// is read from a documentation source.
func (g *gitFS) index(ctx context.Context, src *Source, tree *object.Tree) error {
	walker := object.NewTreeWalker(tree, true, nil)
	defer walker.Close()
	for n := 0; ; n++ {
		name, entry, err := walker.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case n >= src.limits.Entries:
			return fmt.Errorf("more than the limit of %d entries", src.limits.Entries)
		case !inReference(name):
			continue
		case !fs.ValidPath(name):
			src.fault(name, "bad-file-name", "revision has an entry whose name is no path")
			continue
		}
		switch entry.Mode {
		case filemode.Regular, filemode.Executable, filemode.Deprecated:
			g.add(name, entry.Hash)
		case filemode.Symlink:
			src.fault(name, "bad-link", "symbolic link in a revision is not followed")
		}
	}
}

// gitFS is the tree of a revision. go-git's object store is not safe for
// several goroutines, hence the lock.
type gitFS struct {
	mu    sync.Mutex
	repo  *git.Repository
	nodes map[string]*gitNode
}

// gitNode is a file, or a folder where it has no hash.
type gitNode struct {
	name    string
	hash    plumbing.Hash
	entries []fs.DirEntry
}

func (n *gitNode) isDir() bool { return n.hash.IsZero() }

// add puts a file and its folders into the tree. Git lists files in order.
func (g *gitFS) add(name string, hash plumbing.Hash) {
	n := &gitNode{name: name, hash: hash}
	for g.nodes[name] == nil {
		g.nodes[name] = n
		dir := path.Dir(name)
		parent := g.nodes[dir]
		if parent == nil {
			parent = &gitNode{name: dir}
		}
		parent.entries = append(parent.entries, fs.FileInfoToDirEntry(gitInfo{n, 0}))
		name, n = dir, parent
	}
}

// Open opens a file or folder of the revision.
func (g *gitFS) Open(name string) (fs.File, error) {
	n := g.nodes[name]
	if n == nil || !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if n.isDir() {
		return &gitDir{gitInfo: gitInfo{n, 0}}, nil
	}
	data, err := g.read(n)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &gitFile{strings.NewReader(data), gitInfo{n, int64(len(data))}}, nil
}

// Stat avoids reading the file.
func (g *gitFS) Stat(name string) (fs.FileInfo, error) {
	n := g.nodes[name]
	if n == nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return gitInfo{n, 0}, nil
}

// identify tells files apart by the hash that git gives their content.
func (g *gitFS) identify(name string) string {
	if n := g.nodes[name]; n != nil && !n.isDir() {
		return "git " + n.hash.String()
	}
	return ""
}

// maxBlob bounds what one file may take in memory; Source.Read has a tighter
// limit, but only after Open.
const maxBlob = 64 << 20

func (g *gitFS) read(n *gitNode) (string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	blob, err := g.repo.BlobObject(n.hash)
	if err != nil {
		return "", err
	}
	if blob.Size > maxBlob {
		return "", tooLarge(n.name, maxBlob)
	}
	r, err := blob.Reader()
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(r)
	return string(data), errors.Join(err, r.Close())
}
