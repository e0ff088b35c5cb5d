package graph

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// plainUser is what a caller without an SDK writes: the properties that are
// sent by default.
type plainUser struct {
	BusinessPhones    []string `json:"businessPhones"`
	DisplayName       string   `json:"displayName"`
	GivenName         string   `json:"givenName"`
	JobTitle          string   `json:"jobTitle"`
	Mail              string   `json:"mail"`
	MobilePhone       string   `json:"mobilePhone"`
	OfficeLocation    string   `json:"officeLocation"`
	PreferredLanguage string   `json:"preferredLanguage"`
	Surname           string   `json:"surname"`
	UserPrincipalName string   `json:"userPrincipalName"`
	ID                string   `json:"id"`
}

// usersPage is a page of users as the service sends it by default.
func usersPage(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"businessPhones":["+1 425 555 %04d"],"displayName":"Person %d","givenName":"Given%d",`+
			`"jobTitle":"Senior Engineer","mail":"person%d@contoso.com","mobilePhone":null,"officeLocation":"18/2111",`+
			`"preferredLanguage":"en-US","surname":"Family%d","userPrincipalName":"person%d@contoso.com",`+
			`"id":"48d31887-5fad-4d73-a9f5-3c356e68%04d"}`, i, i, i, i, i, i, i)
	}
	b.WriteString("]}")
	return []byte(b.String())
}

func BenchmarkDecode100Users(b *testing.B) {
	body := usersPage(100)
	run := func(name string, decode func() (int, error)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if n, err := decode(); err != nil || n != 100 {
					b.Fatal(n, err)
				}
			}
		})
	}
	run("plain", func() (int, error) {
		var page struct {
			Value []plainUser `json:"value"`
		}
		err := json.Unmarshal(body, &page)
		return len(page.Value), err
	})
	run("typed", func() (int, error) {
		var page Page[*User]
		err := readPage(body, &page)
		return len(page.Value), err
	})
	run("typed by encoding-json", func() (int, error) {
		var page struct {
			Value []User `json:"value"`
		}
		err := json.Unmarshal(body, &page)
		return len(page.Value), err
	})
}

func BenchmarkEncodeUser(b *testing.B) {
	body := usersPage(1)
	var page Page[*User]
	var plain struct {
		Value []plainUser `json:"value"`
	}
	if err := readPage(body, &page); err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(body, &plain); err != nil {
		b.Fatal(err)
	}
	run := func(name string, encode func() ([]byte, error)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := encode(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	run("plain", func() ([]byte, error) { return json.Marshal(&plain.Value[0]) })
	run("typed", func() ([]byte, error) { return encode(page.Value[0]) })
	run("typed by encoding-json", func() ([]byte, error) { return json.Marshal(page.Value[0]) })
}
