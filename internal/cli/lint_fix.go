package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/graphgen/graphgen/internal/lint"
)

// fixPages repairs the pages of a folder. Each page is replaced at once.
func (a *app) fixPages(ctx context.Context, f lintFlags) error {
	src, err := openDocs(ctx, f.docs)
	if err != nil {
		return err
	}
	defer src.Close()
	root, err := pagesRoot(f.docs, src)
	if err != nil {
		return fmt.Errorf("--fix writes into a folder: %w", err)
	}
	step, end := a.progress("repairing pages")
	defer end()
	fixer := lint.NewFixer(src)
	pages, repairs := 0, 0
	for i, page := range src.Pages() {
		fixed, err := fixer.Page(ctx, page.Path)
		if ctx.Err() != nil {
			return fmt.Errorf("interrupted; %d pages were repaired", pages)
		}
		if err != nil {
			return err
		}
		step(i+1, len(src.Pages()))
		if fixed == nil {
			continue
		}
		name, err := filepath.EvalSymlinks(filepath.Join(root, filepath.FromSlash(page.Path)))
		if err != nil {
			return err
		}
		if err := replaceFile(name, fixed.Data); err != nil {
			return err
		}
		pages, repairs = pages+1, repairs+len(fixed.Findings)
	}
	a.summary("%d findings repaired on %d pages", repairs, pages)
	return nil
}
