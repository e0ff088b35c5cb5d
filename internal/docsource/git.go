package docsource

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/graphgen/graphgen/parser/source"
)

// openGit opens a revision of a repository, without a checkout. The revision
// has the form "REV" or "DIR#REV".
func openGit(ctx context.Context, spec, rev string, limits Limits) (*Source, error) {
	dir, name, named := strings.Cut(rev, "#")
	if !named {
		dir, name = ".", rev
	}
	src, err := openRevision(ctx, dir, name, !named, &Source{name: spec, limits: limits})
	if err != nil {
		return nil, fmt.Errorf("documentation source %s: %w", spec, err)
	}
	return src, nil
}

// openRevision reads which files of dir a revision has. Where there are no
// pages, and around says so, it goes up from dir to the top of the repository.
func openRevision(ctx context.Context, dir, rev string, around bool, src *Source) (*Source, error) {
	repo, below, err := openRepository(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	commit, err := resolve(repo, rev)
	if err != nil {
		return nil, fmt.Errorf("revision %q: %w", rev, err)
	}
	for {
		fsys, err := listTree(ctx, repo, commit, below, src.limits)
		if err == nil {
			_, err = findRoot(fsys)
		}
		switch {
		case err == nil:
			src.commit, src.fsys, src.identify, src.faults = commit.Hash.String(), fsys, fsys.identify, fsys.faults
			return src, nil
		case !around || below == "." || ctx.Err() != nil:
			return nil, err
		}
		below = path.Dir(below)
	}
}

// resolve finds the commit that a revision names.
func resolve(repo *git.Repository, rev string) (*object.Commit, error) {
	switch name, _, _ := strings.Cut(rev, "^{/"); { // the library would ignore these
	case strings.Contains(name, "@{"):
		return nil, errors.New("@{...} is not understood; name a branch, tag or commit")
	case strings.Contains(name, ":"):
		return nil, errors.New("a path behind \":\" is not understood; name a branch, tag or commit")
	}
	commit, err := resolveCommit(repo, rev)
	if err == nil {
		return commit, nil
	}
	switch {
	case errors.Is(err, io.EOF):
		err = errors.New("the history does not go back so far")
	case errors.Is(err, object.ErrUnsupportedObject):
		err = errors.New("it is a tag of something else than a commit")
	}
	return nil, incomplete(repo, err)
}

// incomplete says in an error which part of a history is not there.
func incomplete(repo *git.Repository, err error) error {
	if shallow, _ := repo.Storer.Shallow(); len(shallow) > 0 {
		err = fmt.Errorf("%w; the clone is shallow: git fetch --unshallow, or fetch-depth: 0 in a workflow, gets the rest", err)
	}
	if s, ok := repo.Storer.(*store); ok && len(s.missing) > 0 {
		err = fmt.Errorf("%w; the clone borrows objects from %s, which is not there", err, strings.Join(s.missing, ", "))
	}
	return err
}

func resolveCommit(repo *git.Repository, rev string) (*object.Commit, error) {
	hash, err := repo.ResolveRevision(plumbing.Revision(rev))
	if err != nil {
		return nil, err
	}
	return repo.CommitObject(*hash)
}

// listTree lists the files of a folder of a commit.
func listTree(ctx context.Context, repo *git.Repository, commit *object.Commit, below string, limits Limits) (*gitFS, error) {
	tree, err := commit.Tree()
	if err == nil && below != "." {
		tree, err = tree.Tree(below)
	}
	if errors.Is(err, object.ErrDirectoryNotFound) {
		return nil, fmt.Errorf("%w: the revision has no folder %s", ErrNoPages, below)
	}
	if err != nil {
		return nil, fmt.Errorf("folder %s of the revision: %w", below, err)
	}
	fsys := &gitFS{repo: repo, nodes: map[string]*gitNode{".": {name: "."}}}
	return fsys, fsys.index(ctx, tree, limits.Entries)
}

// index lists the files of tree. Only Markdown files are kept: nothing else
// is read from a documentation source.
func (g *gitFS) index(ctx context.Context, tree *object.Tree, limit int) error {
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
		case n >= limit:
			return fmt.Errorf("more than the limit of %d entries", limit)
		case !inReference(name):
			continue
		case !fs.ValidPath(name):
			fault(&g.faults, name, badName, "revision has an entry whose name is no path")
			continue
		}
		switch entry.Mode {
		case filemode.Regular, filemode.Executable, filemode.Deprecated:
			g.add(name, entry.Hash)
		case filemode.Symlink:
			fault(&g.faults, name, badLink, "symbolic link in a revision is not followed")
		}
	}
}

// gitFS is the tree of a revision. go-git's object store is not safe for
// several goroutines, hence the lock.
type gitFS struct {
	mu     sync.Mutex
	repo   *git.Repository
	nodes  map[string]*gitNode
	faults source.List // of entries that are left out
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
	if errors.Is(err, plumbing.ErrObjectNotFound) {
		return "", fmt.Errorf("%w: the clone lacks it (git clone --filter leaves out what is not checked out)", err)
	}
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
