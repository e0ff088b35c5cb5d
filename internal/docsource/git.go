package docsource

import (
	"context"
	"errors"
)

func openGit(context.Context, string, string, Limits) (*Source, error) {
	return nil, errors.New("git revisions are not read yet")
}
