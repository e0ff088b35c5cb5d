package graph

import (
	"context"
	"io"
)

// Upload sends a large file through an upload session: in chunks, each of
// which is sent again if its connection breaks. Create the session with the
// generated CreateUploadSession method and give its UploadURL to [NewUpload].
//
// An Upload is for one goroutine.
type Upload[T any] struct {
	// Progress, if not nil, is called after each chunk.
	Progress func(sent, total int64)
	// ChunkSize is rounded to a multiple of 320 KiB, as the service demands.
	// The default, 3.75 MiB, is what every service takes.
	ChunkSize int64
	// Resume asks the service first what it already has, to go on with a
	// session that an earlier program has begun.
	Resume bool

	uploader
}

// NewUpload prepares sending size bytes of content to an upload session. The
// URL is a secret by itself: no token is sent to another host than the
// client's own. T is what the service makes of the file, such as a DriveItem.
func NewUpload[T any](client Caller, url string, content io.ReaderAt, size int64) *Upload[T] {
	return &Upload[T]{uploader: uploader{core: client.runtime(), url: url, content: content, size: size}}
}

// Send sends what the service does not have yet and gives what it made of the
// file, or a zero T where it says nothing about that. After an error, Send may
// be called again and goes on where it stopped.
func (u *Upload[T]) Send(ctx context.Context) (*T, error) {
	u.progress, u.chunk = u.Progress, chunkSize(u.ChunkSize)
	u.begun = u.begun || u.Resume
	a, err := u.send(ctx)
	if err != nil {
		return nil, err
	}
	u.location = a.header.Get("Location")
	out := new(T)
	if len(a.body) == 0 {
		return out, nil
	}
	if err := decode(a.body, out); err != nil {
		return nil, a.undecodable("PUT", err)
	}
	return out, nil
}

// Cancel ends the session; the service forgets what was sent.
func (u *Upload[T]) Cancel(ctx context.Context) error {
	_, err := u.core.send(ctx, request{method: "DELETE", path: u.url}, u.url, false)
	return err
}

// Location is where the service says that the uploaded file is, once it is
// sent; "" for most services.
func (u *Upload[T]) Location() string { return u.location }

const (
	chunkUnit    = 320 << 10
	defaultChunk = 12 * chunkUnit // the largest below 4 MB, the limit of Outlook
	maxChunk     = 60 << 20       // the limit of OneDrive
)

// chunkSize rounds what the caller wants to what the service takes.
func chunkSize(want int64) int64 {
	if want <= 0 {
		return defaultChunk
	}
	return max(min(want, maxChunk)/chunkUnit, 1) * chunkUnit
}
