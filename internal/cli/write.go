package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/output"
)

// writeAll puts the packages of a configuration on the disk. No other process
// does so in the same folders meanwhile.
func (a *app) writeAll(ctx context.Context, c *config.Config) (made []*build.Package, sum summaries, err error) {
	var outs []string
	for _, p := range c.Packages {
		outs = append(outs, p.Out)
	}
	release, err := output.Reserve(ctx, outs, func(dir string) { a.summary("%s: waiting for another graphgen to finish", dir) })
	if err != nil {
		return nil, sum, err
	}
	defer release()
	s, end := a.session("reading pages")
	defer end()
	folders, err := openFolders(s, c)
	if err != nil {
		return nil, sum, err
	}
	if made, err = packages(ctx, s, c, folders); err != nil {
		return nil, sum, err
	}
	sum.Packages, err = writePackages(ctx, c, made, folders)
	return made, sum, err
}

// openFolders opens the output folders, which must not be the same by other
// names.
func openFolders(s *build.Session, c *config.Config) ([]*output.Folder, error) {
	folders := make([]*output.Folder, len(c.Packages))
	seen := map[string]string{}
	for i, p := range c.Packages {
		at := withoutLinks(p.Out)
		if other, ok := seen[at]; ok {
			return nil, fmt.Errorf("%s: output folder %q is the same as %q", p.Pos, p.Out, other)
		}
		seen[at] = p.Out
		var err error
		if folders[i], err = s.Output(p.Out); err != nil {
			return nil, err
		}
	}
	return folders, nil
}

// withoutLinks returns the absolute path of a folder, without symbolic links as
// far as it exists.
func withoutLinks(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil || abs == filepath.Dir(abs) {
		return real
	}
	return filepath.Join(withoutLinks(filepath.Dir(abs)), filepath.Base(abs))
}

// writePackages puts packages and their lock files on the disk: all, or where
// one can't be written, none.
func writePackages(ctx context.Context, c *config.Config, made []*build.Package, folders []*output.Folder) ([]summary, error) {
	var list []summary
	var staged []*output.Staged
	for i, p := range made {
		sum, one, err := stagePackage(ctx, c.Packages[i], p, folders[i])
		if err != nil {
			return nil, errors.Join(err, discard(staged))
		}
		list, staged = append(list, sum), append(staged, one)
	}
	for i, one := range staged {
		var err error
		if list[i].Files, err = one.Replace(); err != nil {
			return nil, errors.Join(err, discard(staged[i+1:]))
		}
	}
	return list, nil
}

func discard(staged []*output.Staged) error {
	var failed error
	for _, one := range staged {
		failed = errors.Join(failed, one.Discard())
	}
	return failed
}

// stagePackage puts a package and its lock file beside their places.
func stagePackage(ctx context.Context, to config.Package, p *build.Package, folder *output.Folder) (summary, *output.Staged, error) {
	files, changes, err := withLock(to.Out, p)
	if err != nil {
		return summary{}, nil, err
	}
	staged, err := folder.Stage(ctx, files)
	return summary{
		Package: to.Package, Version: p.Version, Out: filepath.ToSlash(to.Out), Pages: p.Pages,
		Operations: p.Operations, Types: p.Types, Findings: len(p.Found) + len(p.Config), Changes: changes,
	}, staged, err
}
