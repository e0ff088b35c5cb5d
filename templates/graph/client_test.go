package graph

import (
	"context"
	"io"
	"iter"
	"time"
)

// The client here is written the way the generator writes one, with one
// operation of each kind.

const APIVersion = "v1.0"

type Client struct {
	core

	Users UsersService
	Drive DriveService
}

func NewClient(tokens TokenSource, opts ...Option) (*Client, error) {
	c := &Client{}
	if err := c.core.configure(APIVersion, tokens, opts); err != nil {
		return nil, err
	}
	c.Users.bind(&c.core)
	c.Drive.bind(&c.core)
	return c, nil
}

type UsersService struct {
	core *core

	Photo UsersPhotoService
}

func (s *UsersService) bind(c *core) {
	s.core = c
	s.Photo.bind(c)
}

type UsersGetOptions struct {
	Select      []string `query:"$select"`
	IfNoneMatch string   `header:"If-None-Match"`
}

func (s *UsersService) Get(ctx context.Context, userID string, opts *UsersGetOptions) (*User, error) {
	return get[*User](ctx, s.core, &request{
		method:  "GET",
		path:    "/users/" + segment(userID),
		options: opts,
	})
}

type UsersListOptions struct {
	Select           []string `query:"$select"`
	Filter           string   `query:"$filter"`
	Search           string   `query:"$search"`
	Top              int      `query:"$top"`
	Count            bool     `query:"$count"`
	ConsistencyLevel string   `header:"ConsistencyLevel"`
	Prefer           []string `header:"Prefer"`
}

func (s *UsersService) List(ctx context.Context, opts *UsersListOptions) (*Page[*User], error) {
	return list[*User](ctx, s.core, &request{
		method:   "GET",
		path:     "/users",
		options:  opts,
		eventual: true,
	})
}

func (s *UsersService) All(ctx context.Context, opts *UsersListOptions) iter.Seq2[*User, error] {
	return all[*User](ctx, s.core, &request{
		method:   "GET",
		path:     "/users",
		options:  opts,
		eventual: true,
	})
}

func (s *UsersService) Count(ctx context.Context) (int64, error) {
	return value[int64](ctx, s.core, &request{
		method:   "GET",
		path:     "/users/$count",
		eventual: true,
	})
}

func (s *UsersService) Delta(ctx context.Context, opts *UsersListOptions) *Delta[*User] {
	return delta[*User](ctx, s.core, &request{
		method:  "GET",
		path:    "/users/delta",
		options: opts,
	})
}

func (s *UsersService) Create(ctx context.Context, body *User) (*User, error) {
	return get[*User](ctx, s.core, &request{
		method: "POST",
		path:   "/users",
		body:   body,
	})
}

func (s *UsersService) Update(ctx context.Context, userID string, body *User) error {
	return do(ctx, s.core, &request{
		method: "PATCH",
		path:   "/users/" + segment(userID),
		body:   body,
	})
}

func (s *UsersService) Delete(ctx context.Context, userID string) error {
	return do(ctx, s.core, &request{
		method: "DELETE",
		path:   "/users/" + segment(userID),
	})
}

func (s *UsersService) ReminderView(ctx context.Context, userID string, start time.Time, zone string, days []string) (*Page[*Open], error) {
	return list[*Open](ctx, s.core, &request{
		method: "GET",
		path: "/users/" + segment(userID) + "/reminderView(start=" + literal(start) +
			",zone=" + stringLiteral(zone) + ",days=" + literal(days) + ")",
	})
}

type UsersPhotoService struct {
	core *core
}

func (s *UsersPhotoService) bind(c *core) { s.core = c }

func (s *UsersPhotoService) GetValue(ctx context.Context, userID string) (io.ReadCloser, error) {
	return download(ctx, s.core, &request{
		method: "GET",
		path:   "/users/" + segment(userID) + "/photo/$value",
	})
}

func (s *UsersPhotoService) ReplaceValue(ctx context.Context, userID, contentType string, content io.Reader) error {
	return do(ctx, s.core, &request{
		method:      "PUT",
		path:        "/users/" + segment(userID) + "/photo/$value",
		stream:      content,
		contentType: contentType,
	})
}

type DriveService struct {
	core *core
}

func (s *DriveService) bind(c *core) { s.core = c }

func (s *DriveService) ContentByPath(ctx context.Context, itemPath string) (io.ReadCloser, error) {
	return download(ctx, s.core, &request{
		method:   "GET",
		path:     "/me/drive/root:/" + pathSegments(itemPath) + ":/content",
		redirect: true,
	})
}

func (s *DriveService) Upload(ctx context.Context, itemPath, contentType string, content io.Reader) (*Open, error) {
	return get[*Open](ctx, s.core, &request{
		method:      "PUT",
		path:        "/me/drive/root:/" + pathSegments(itemPath) + ":/content",
		stream:      content,
		contentType: contentType,
	})
}

func (s *DriveService) Copy(ctx context.Context, itemID string, body *Open) (*Monitor, error) {
	return start(ctx, s.core, &request{
		method: "POST",
		path:   "/me/drive/items/" + segment(itemID) + "/copy",
		body:   body,
	})
}
