package sdktest

import (
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generated/graph"
)

func TestFiles(t *testing.T) {
	run(t, []call{{
		name: "item by path",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			item, err := c.Me.Drive.Root.GetByPath(t.Context(), "Photos/50% done/a#b.jpg", nil)
			if err != nil {
				return nil, err
			}
			return []any{item.Size, item.File.MimeType, item.CreatedBy.User.DisplayName}, nil
		},
		line:  "GET /v1.0/me/drive/root:/Photos/50%25%20done/a%23b.jpg",
		reply: `{"size":5368709120,"file":{"mimeType":"image/jpeg"},"createdBy":{"user":{"displayName":"Ann"}}}`,
		want:  []any{int64(5368709120), "image/jpeg", "Ann"},
	}, {
		name: "children of a path",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Me.Drive.Root.Children.ListByPath(t.Context(), "Photos", &graph.MeDriveRootChildrenListByPathOptions{Top: 5, IfNoneMatch: `"e"`})
			return list(page, err, func(i *graph.DriveItem) bool { return i.Folder != nil })
		},
		line:   "GET /v1.0/me/drive/root:/Photos:/children?$top=5",
		header: map[string]string{"If-None-Match": `"e"`},
		reply:  `{"value":[{"folder":{"childCount":0}},{"file":{}}]}`,
		want:   []bool{true, false},
	}, {
		name: "folder, with an annotation",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			item := &graph.DriveItem{Name: "Photos", Folder: &graph.Folder{}}
			if err := graph.SetExtra(item, "@microsoft.graph.conflictBehavior", "rename"); err != nil {
				return nil, err
			}
			made, err := c.Me.Drive.Root.Children.Create(t.Context(), item)
			if err != nil {
				return nil, err
			}
			return made.Name, nil
		},
		line:   "POST /v1.0/me/drive/root/children",
		body:   `{"@odata.type":"#microsoft.graph.driveItem","name":"Photos","folder":{},"@microsoft.graph.conflictBehavior":"rename"}`,
		status: 201, reply: `{"name":"Photos 1"}`,
		want: "Photos 1",
	}, {
		name: "upload by path",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			item, err := c.Me.Drive.Root.Content.ReplaceByPath(t.Context(), "Notes/north field.txt", "text/plain", strings.NewReader("Dry."))
			if err != nil {
				return nil, err
			}
			return item.ID, nil
		},
		line:   "PUT /v1.0/me/drive/root:/Notes/north%20field.txt:/content",
		header: map[string]string{"Content-Type": "text/plain"},
		body:   "Dry.",
		status: 201, reply: `{"id":"9"}`,
		want: "9",
	}, {
		name: "search: a function with a text that has a quote",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Me.Drive.Root.Search(t.Context(), "o'neil's yield", nil)
			return list(page, err, func(i *graph.DriveItem) string { return i.Name })
		},
		line:  "GET /v1.0/me/drive/root/search(q='o''neil''s%20yield')",
		reply: `{"value":[{"name":"yield.xlsx"}]}`,
		want:  []string{"yield.xlsx"},
	}, {
		name: "update only the version that was read",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			item, err := c.Drives.Items.Update(t.Context(), "b!d", "1", &graph.DriveItem{Name: "new"}, &graph.DrivesItemsUpdateOptions{IfMatch: `"{9C},2"`})
			if err != nil {
				return nil, err
			}
			return item.ETag, nil
		},
		line:   "PATCH /v1.0/drives/b!d/items/1",
		header: map[string]string{"If-Match": `"{9C},2"`},
		body:   `{"@odata.type":"#microsoft.graph.driveItem","name":"new"}`,
		reply:  `{"eTag":"\"{9C},3\""}`,
		want:   `"{9C},3"`,
	}, {
		name: "cells of a sheet, in a session",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			cells, err := c.Me.Drive.Items.Workbook.Worksheets.Range.GetByAddress(t.Context(), "1", "North", "A1:B2",
				&graph.MeDriveItemsWorkbookWorksheetsRangeGetByAddressOptions{WorkbookSessionID: "cluster=1&session=2"})
			if err != nil {
				return nil, err
			}
			return string(cells.Values), nil
		},
		line:   "GET /v1.0/me/drive/items/1/workbook/worksheets/North/range(address='A1:B2')",
		header: map[string]string{"Workbook-Session-Id": "cluster=1&session=2"},
		reply:  `{"values":[["N1",7]]}`,
		want:   `[["N1",7]]`,
	}, {
		name: "picture",
		do:   func(t *testing.T, c *graph.Client) (any, error) { return read(c.Me.Photo.GetValue(t.Context())) },
		line: "GET /v1.0/me/photo/$value", reply: "JPEG",
		want: "JPEG",
	}, {
		name: "new picture",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			return nil, c.Users.Photo.ReplaceValue(t.Context(), "1", "image/jpeg", strings.NewReader("JPEG"))
		},
		line:   "PUT /v1.0/users/1/photo/$value",
		header: map[string]string{"Content-Type": "image/jpeg"},
		body:   "JPEG",
	}})
}
