package adapters

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generated/graph"
)

// The functions here are the examples of docs/client.md.

var (
	_ = guideClient
	_ = guideErrors
	_ = guidePages
	_ = guideDelta
	_ = guideOptions
	_ = guideStreams
	_ = guideUpload
	_ = guideBatch
	_ = guideOperation
)

func guideClient(tokens graph.TokenSource) error {
	client, err := graph.NewClient(tokens,
		graph.WithCloud(graph.USGovL4),
		graph.WithApplication("backup/1.4"))
	if err != nil {
		return err
	}
	_ = client
	return nil
}

func guideErrors(ctx context.Context, client *graph.Client, id string) error {
	user, err := client.Users.Get(ctx, id, nil)
	if graph.IsNotFound(err) {
		return nil // nobody by that name
	}
	var refused *graph.Error
	if errors.As(err, &refused) {
		return errors.New(refused.Code + ", see request " + refused.RequestID)
	}
	_ = user
	return err
}

func guidePages(ctx context.Context, client *graph.Client) error {
	for user, err := range client.Users.All(ctx, &graph.UsersListOptions{Top: 100}) {
		if err != nil {
			return err
		}
		println(user.DisplayName)
	}
	return nil
}

func guideDelta(ctx context.Context, client *graph.Client, load func() string, save func(token string), gone, put func(graph.Change[*graph.User])) error {
	changes := client.Users.Delta(ctx, nil).Resume(load())
	for change, err := range changes.Changes() {
		switch {
		case graph.IsResync(err):
			// The token is too old. Without one, the next run reads everything.
		case err != nil:
			return err
		case change.Removed != "":
			gone(change)
		default:
			put(change)
		}
	}
	save(changes.Token())
	return nil
}

func guideOptions(ctx context.Context, client *graph.Client, id string) error {
	ctx = graph.WithQuery(ctx, "$expand", "manager")
	ctx = graph.WithHeader(ctx, "Prefer", "return=minimal")
	ctx = graph.WithoutRetry(ctx)
	_, err := client.Users.Get(ctx, id, nil)
	return err
}

func guideStreams(ctx context.Context, client *graph.Client, to io.Writer) error {
	body, err := client.Me.Drive.Root.Content.GetByPath(graph.WithRange(ctx, 0, 1<<20), "Reports/2026.pdf", nil)
	if err != nil {
		return err
	}
	defer body.Close()
	_, err = io.Copy(to, body)
	return err
}

func guideUpload(ctx context.Context, client *graph.Client, file *os.File, size int64) (*graph.DriveItem, error) {
	session, err := client.Me.Drive.Root.CreateUploadSessionByPath(ctx, "Reports/2026.pdf", nil, nil)
	if err != nil {
		return nil, err
	}
	upload := graph.NewUpload[graph.DriveItem](client, session.UploadURL, file, size)
	upload.Progress = func(sent, total int64) { println(sent, "of", total) }
	return upload.Send(ctx)
}

func guideBatch(ctx context.Context, client *graph.Client, id string) (*graph.User, error) {
	batch := client.NewBatch()
	renamed := batch.Do(func(ctx context.Context) error {
		return client.Users.Update(ctx, id, &graph.User{DisplayName: "Adele"})
	})
	user := graph.Add(batch, func(ctx context.Context) (*graph.User, error) {
		return client.Users.Get(ctx, id, nil)
	}).After(renamed)
	if err := batch.Send(ctx); err != nil {
		return nil, err
	}
	return user.Result()
}

func guideOperation(ctx context.Context, client *graph.Client, id string) (string, error) {
	monitor, err := client.Me.Drive.Items.Copy(ctx, id, &graph.MeDriveItemsCopyRequest{Name: "copy.pdf"})
	if err != nil {
		return "", err
	}
	progress, err := monitor.Wait(ctx)
	return progress.Resource, err
}

// TestDocs holds docs/client.md to what is compiled here: each of its blocks of
// Go is a part of a file of this package, but for the indentation and the code
// of this test, and no two are the same.
func TestDocs(t *testing.T) {
	doc, err := os.ReadFile("../../docs/client.md")
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var sources []string
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		examples, _, _ := strings.Cut(string(source), "\nfunc TestDocs(")
		sources = append(sources, flat(examples))
	}
	all := strings.Join(sources, "\n")
	blocks := bytes.Split(doc, []byte("```go\n"))[1:]
	seen := map[string]bool{}
	for _, block := range blocks {
		code, _, _ := strings.Cut(string(block), "```")
		if seen[code] || !strings.Contains(all, strings.TrimSpace(flat(code))) {
			t.Errorf("docs/client.md shows what is not compiled, or twice:\n%s", code)
		}
		seen[code] = true
	}
	if len(blocks) < 12 {
		t.Errorf("only %d blocks of Go in docs/client.md", len(blocks))
	}
}

// flat drops the indentation.
func flat(code string) string {
	lines := strings.Split(code, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n")
}
