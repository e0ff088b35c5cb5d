package sdktest

import (
	"testing"
	"time"

	"github.com/graphgen/graphgen/generated/graph"
)

func address(text string) []graph.Recipient {
	return []graph.Recipient{{EmailAddress: &graph.EmailAddress{Address: text}}}
}

func TestMail(t *testing.T) {
	run(t, []call{{
		name: "list below two placeholders",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Users.MailFolders.Messages.List(t.Context(), "ann@fabrikam.example", "inbox",
				&graph.UsersMailFoldersMessagesListOptions{Prefer: []string{`outlook.body-content-type="text"`}, OrderBy: []string{"receivedDateTime desc"}})
			return list(page, err, func(m *graph.Message) graph.BodyType { return m.Body.ContentType })
		},
		line:   "GET /v1.0/users/ann@fabrikam.example/mailFolders/inbox/messages?$orderby=receivedDateTime%20desc",
		header: map[string]string{"Prefer": `outlook.body-content-type="text"`},
		reply:  `{"value":[{"body":{"contentType":"text"}}]}`,
		want:   []graph.BodyType{graph.BodyTypeText},
	}, {
		name: "the message as it was sent",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			return read(c.Me.Messages.GetValue(t.Context(), "m+/=", nil))
		},
		line:  "GET /v1.0/me/messages/m%2B%2F=/$value",
		reply: "MIME-Version: 1.0",
		want:  "MIME-Version: 1.0",
	}, {
		name: "draft",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			m, err := c.Me.Messages.Create(t.Context(), &graph.Message{
				Subject: "Which field next?", Importance: graph.ImportanceLow, ToRecipients: address("bo@fabrikam.example"),
				Body: &graph.ItemBody{ContentType: graph.BodyTypeHTML, Content: "<b>North?</b>"},
			})
			if err != nil {
				return nil, err
			}
			return m.IsDraft, nil
		},
		line: "POST /v1.0/me/messages",
		body: `{"@odata.type":"#microsoft.graph.message","subject":"Which field next?","importance":"low",
			"toRecipients":[{"emailAddress":{"address":"bo@fabrikam.example"}}],"body":{"contentType":"html","content":"<b>North?</b>"}}`,
		status: 201, reply: `{"id":"d","isDraft":true}`,
		want: true,
	}, {
		name: "send a draft: no body",
		do:   func(t *testing.T, c *graph.Client) (any, error) { return nil, c.Me.Messages.Send(t.Context(), "d") },
		line: "POST /v1.0/me/messages/d/send",
		header: map[string]string{
			"Content-Type": "", "Content-Length": "0",
		},
		status: 202,
	}, {
		name: "send mail with a file",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			file := &graph.FileAttachment{Name: "map.txt", ContentBytes: []byte("North")}
			body := &graph.MeSendMailRequest{Message: &graph.Message{Subject: "Map", ToRecipients: address("bo@fabrikam.example")}}
			body.Message.Attachments.Set([]*graph.Attachment{graph.Upcast[graph.Attachment](file)})
			graph.SetZero(body, &body.SaveToSentItems)
			return nil, c.Me.SendMail(t.Context(), body)
		},
		line: "POST /v1.0/me/sendMail",
		body: `{"message":{"@odata.type":"#microsoft.graph.message","subject":"Map","toRecipients":[{"emailAddress":{"address":"bo@fabrikam.example"}}],
			"attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"map.txt","contentBytes":"Tm9ydGg="}]},"saveToSentItems":false}`,
		status: 202,
	}, {
		name: "attachments by their kind",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Me.Messages.Attachments.List(t.Context(), "m", nil)
			return list(page, err, func(a *graph.Attachment) string {
				if file, ok := graph.As[graph.FileAttachment](a); ok {
					return string(file.ContentBytes)
				}
				return graph.ODataType(a)
			})
		},
		line: "GET /v1.0/me/messages/m/attachments",
		reply: `{"value":[{"@odata.type":"#microsoft.graph.fileAttachment","contentBytes":"Tm9ydGg="},
			{"@odata.type":"#microsoft.graph.itemAttachment","name":"Older message"}]}`,
		want: []string{"North", "microsoft.graph.itemAttachment"},
	}, {
		name: "recurring event",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			e, err := c.Me.Events.Create(t.Context(), &graph.Event{
				Subject: "Crop review",
				Recurrence: &graph.PatternedRecurrence{
					Pattern: &graph.RecurrencePattern{Type: graph.RecurrencePatternTypeWeekly, Interval: 2, DaysOfWeek: []graph.DayOfWeek{graph.DayOfWeekMonday}},
					Range: &graph.RecurrenceRange{Type: graph.RecurrenceRangeTypeEndDate,
						StartDate: graph.DateOf(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)), EndDate: graph.DateOf(time.Date(2026, 6, 29, 0, 0, 0, 0, time.UTC))},
				},
			}, nil)
			if err != nil {
				return nil, err
			}
			return e.Type, nil
		},
		line: "POST /v1.0/me/events",
		body: `{"@odata.type":"#microsoft.graph.event","subject":"Crop review","recurrence":{"pattern":{"type":"weekly","interval":2,"daysOfWeek":["monday"]},
			"range":{"type":"endDate","startDate":"2026-03-02","endDate":"2026-06-29"}}}`,
		status: 201, reply: `{"type":"a new kind"}`,
		want: graph.EventType("a new kind"),
	}, {
		name: "documented query that OData does not know",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Me.Calendar.CalendarView.List(t.Context(), &graph.MeCalendarCalendarViewListOptions{
				StartDateTime: "2026-03-02T00:00:00+01:00", EndDateTime: "2026-03-03T00:00:00+01:00",
			})
			return list(page, err, func(e *graph.Event) string { return e.Location.DisplayName })
		},
		line:  "GET /v1.0/me/calendar/calendarView?startDateTime=2026-03-02T00:00:00%2B01:00&endDateTime=2026-03-03T00:00:00%2B01:00",
		reply: `{"value":[{"location":{"displayName":"Barn"}}]}`,
		want:  []string{"Barn"},
	}})
}
