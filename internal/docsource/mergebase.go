package docsource

import (
	"errors"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// MergeBase returns the commit at which the histories of two revisions of the
// repository around dir part.
func MergeBase(dir, a, b string) (string, error) {
	repo, _, err := openRepository(dir)
	if err != nil {
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	var commits [2]*object.Commit
	for i, rev := range [2]string{a, b} {
		if commits[i], err = resolve(repo, rev); err != nil {
			return "", fmt.Errorf("revision %q: %w", rev, err)
		}
	}
	bases, err := commits[0].MergeBase(commits[1])
	if err == nil && len(bases) == 0 {
		err = errors.New("they have no history in common")
	}
	if err != nil {
		return "", fmt.Errorf("revisions %q and %q: %w", a, b, incomplete(repo, err))
	}
	return bases[0].Hash.String(), nil
}
