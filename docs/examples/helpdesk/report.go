package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/graphgen/graphgen/generated/graph"
)

// small is the size up to which a file goes in one request.
const small = 4 << 20

// report puts a file into the drive of the signed-in user.
func (d *desk) report(ctx context.Context, args []string) error {
	if len(args) != 1 {
		return errors.New("report: expected a file")
	}
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	put := d.putLarge
	if info.Size() <= small {
		put = d.putSmall
	}
	item, err := put(ctx, "Reports/"+filepath.Base(args[0]), f, info.Size())
	if err != nil {
		return err
	}
	fmt.Fprintf(d.out, "report %s\n", item.Name)
	return nil
}

func (d *desk) putSmall(ctx context.Context, name string, f *os.File, _ int64) (*graph.DriveItem, error) {
	return d.Me.Drive.Root.Content.ReplaceByPath(ctx, name, "application/octet-stream", f)
}

func (d *desk) putLarge(ctx context.Context, name string, f *os.File, size int64) (*graph.DriveItem, error) {
	session, err := d.Me.Drive.Root.CreateUploadSessionByPath(ctx, name, nil, nil)
	if err != nil {
		return nil, err
	}
	return graph.NewUpload[graph.DriveItem](d, session.UploadURL, f, size).Send(ctx)
}
