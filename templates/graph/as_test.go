package graph

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

type Attachment struct {
	Object      `odata:"microsoft.graph.attachment"`
	ID          string `json:"id"`
	Name        string `json:"name"`
	ContentType string `json:"contentType"`
}

func (v *Attachment) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v Attachment) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }

type FileAttachment struct {
	Object       `odata:"microsoft.graph.fileAttachment,always"`
	ID           string `json:"id"`
	Name         string `json:"name"`
	ContentType  string `json:"contentType"`
	ContentBytes []byte `json:"contentBytes"`
}

func (v *FileAttachment) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v FileAttachment) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }

type Message struct {
	Object      `odata:"microsoft.graph.message"`
	Subject     string            `json:"subject"`
	Attachments []Attachment      `json:"attachments"`
	Replies     []Message         `json:"replies"`
	Parent      *Message          `json:"parent"`
	Related     Rels[*Attachment] `json:"related"`
	Ratio       float32           `json:"ratio"`
	Any         any               `json:"any"`
	Counts      map[string]int    `json:"counts"`
	Size        *int              `json:"size"`
	Matrix      [][]float64       `json:"matrix"`
	Byte        uint8             `json:"byte"`
	hidden      string
	Ignored     string `json:"-"`
	Untagged    string
}

func (v *Message) UnmarshalJSON(data []byte) error { return decodeObject(data, v) }
func (v Message) MarshalJSON() ([]byte, error)     { return encodeObject(&v) }

func TestAs(t *testing.T) {
	const text = `{"@odata.type":"#microsoft.graph.user","id":"1","accountEnabled":false,"city":null,"own":5}`
	member := fromJSON[DirectoryObject](t, text)
	if got := ODataType(member); got != "microsoft.graph.user" {
		t.Error(got)
	}
	user, ok := As[User](member)
	if !ok || user.ID != "1" || !Has(user, &user.AccountEnabled) || !IsNull(user, &user.City) {
		t.Fatalf("%+v, %v", user, ok)
	}
	if got := toJSON(t, user); !sameJSON(t, []byte(got), []byte(text)) {
		t.Error(got)
	}
	if user, ok := As[User](&member); !ok || user.ID != "1" {
		t.Error("the address of an item of a page")
	}
	if d, ok := As[DirectoryObject](member); !ok || d != member {
		t.Error("a value is of its own type")
	}
	if v, ok := As[Message](member); ok || v != nil {
		t.Error("a user is no message")
	}
	if _, ok := As[Message](fromJSON[DirectoryObject](t, `{"@odata.type":"#microsoft.graph.unknown"}`)); ok {
		t.Error("an unknown type is no message")
	}
	if _, ok := As[User](&DirectoryObject{}); ok {
		t.Error("a value without @odata.type is what its Go type says")
	}
	if _, ok := As[Open](&Open{}); !ok {
		t.Error("a nameless type is itself")
	}
	if _, ok := As[User](nil); ok {
		t.Error("nil is no user")
	}
	if _, ok := As[int](member); ok {
		t.Error("a user is no int")
	}
}

func TestUpcast(t *testing.T) {
	m := Message{Attachments: []Attachment{
		*Upcast[Attachment](&FileAttachment{Name: "a.txt", ContentBytes: []byte("hi")}),
		{Name: "plain"},
	}}
	const want = `{"attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentBytes":"aGk="},{"name":"plain"}]}`
	if got := toJSON(t, &m); got != want {
		t.Error(got)
	}
	file, ok := As[FileAttachment](&m.Attachments[0])
	if !ok || string(file.ContentBytes) != "hi" {
		t.Error(file, ok)
	}
	if got := toJSON(t, Upcast[DirectoryObject](&User{City: "Bern"})); got != `{"@odata.type":"#microsoft.graph.user","city":"Bern"}` {
		t.Error(got)
	}
	bad := Upcast[Attachment](&DirectoryObject{DeletedDateTime: fromJSON[User](t, `{"birthday":"2021-07-01T00:00:00Z"}`).Birthday.AddDate(9000, 0, 0)})
	if _, err := encode(bad); err == nil {
		t.Error("what cannot be encoded needs an error")
	}
}

// A type that is sent with its name has it added, but not where the service
// left it out.
func TestAlways(t *testing.T) {
	if got := toJSON(t, &FileAttachment{}); got != `{"@odata.type":"#microsoft.graph.fileAttachment"}` {
		t.Error(got)
	}
	for _, text := range []string{`{}`, `{"name":"a"}`} {
		if got := toJSON(t, fromJSON[FileAttachment](t, text)); got != text {
			t.Error(got)
		}
	}
}

func TestRel(t *testing.T) {
	u := fromJSON[User](t, `{"manager":{"id":"1","x":true},"directReports":[{"id":"2"}],"drive":5}`)
	if m, err := u.Manager.Get(); err != nil || m.ID != "1" {
		t.Error(m, err)
	}
	if r, err := u.DirectReports.Get(); err != nil || len(r) != 1 || r[0].ID != "2" {
		t.Error(r, err)
	}
	if p, err := u.Photo.Get(); err != nil || p != nil {
		t.Error(p, err)
	}
	if _, err := u.Drive.Get(); err == nil {
		t.Error("a number is no drive")
	}
	if _, err := fromJSON[User](t, `{"directReports":[5]}`).DirectReports.Get(); err == nil {
		t.Error("a number is no report")
	}
	if r, err := fromJSON[User](t, `{"directReports":[null,{"id":"2"},null]}`).DirectReports.Get(); err != nil || len(r) != 1 || r[0].ID != "2" {
		t.Error("null items are left out", r, err)
	}
	if r, err := fromJSON[User](t, `{"directReports":null}`).DirectReports.Get(); err != nil || r != nil {
		t.Error(r, err)
	}
	c := *u
	c.Manager.Set(&DirectoryObject{ID: "3"})
	u.DirectReports.Set(nil)
	if got := toJSON(t, u); got != `{"directReports":[],"drive":5,"manager":{"id":"1","x":true}}` {
		t.Error(got)
	}
	if got := toJSON(t, &c); got != `{"directReports":[{"id":"2"}],"drive":5,"manager":{"id":"3"}}` {
		t.Error(got)
	}
	var m Message
	m.Related.Set([]*Attachment{Upcast[Attachment](Upcast[Message](&User{}))})
	if size := reflect.TypeOf(m.Related).Size(); size != 8 {
		t.Error("size", size)
	}
}

// The odder kinds of fields.
func TestKinds(t *testing.T) {
	const text = `{"subject":"s","replies":[{"replies":[{"subject":"deep"}]}],"parent":{"parent":{}},"ratio":0.5,` +
		`"any":{"a":[1,null]},"counts":{"a":1},"size":0,"matrix":[[1,2.5],[],["INF"]],"byte":255,"Untagged":"u","hidden":"h","Ignored":"i"}`
	m := fromJSON[Message](t, text)
	if got := toJSON(t, m); got != text {
		t.Error(got)
	}
	if *m.Size != 0 || !math.IsInf(m.Matrix[2][0], 1) || m.Byte != 255 || m.hidden != "" || m.Ignored != "" {
		t.Errorf("%+v", m)
	}
	for _, text := range []string{`{"byte":256}`, `{"byte":-1}`, `{"ratio":1e60}`, `{"counts":[]}`, `{"size":"x"}`, `{"matrix":[[1],5]}`} {
		if got := toJSON(t, fromJSON[Message](t, text)); got != text {
			t.Errorf("got %s, want %s", got, text)
		}
	}
}

// Circles and depth end in errors.
func TestDepth(t *testing.T) {
	m := &Message{}
	m.Parent = m
	if _, err := encode(m); err == nil || !strings.Contains(err.Error(), "circle") {
		t.Error(err)
	}
	for _, piece := range [][2]string{{`{"parent":`, `}`}, {`{"replies":[`, `]}`}, {`{"x":`, `}`}, {`{"x":[`, `]}`}, {`{"matrix":[`, `]}`}} {
		for _, n := range []int{400, 100000} {
			text := strings.Repeat(piece[0], n) + "{}" + strings.Repeat(piece[1], n)
			err := decode([]byte(text), new(Message))
			if n == 400 != (err == nil) {
				t.Errorf("%s %d times: %v", piece[0], n, err)
			}
			if n == 400 {
				if err := json.Unmarshal([]byte(text), new(Message)); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
