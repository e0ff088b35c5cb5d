package graph

import "testing"

func TestReference(t *testing.T) {
	c := &core{root: "https://graph.microsoft.us/v1.0"}
	ref := c.Reference("users", "o'neil/x#y")
	if want := "https://graph.microsoft.us/v1.0/users/o%27neil%2Fx%23y"; ref.ODataID != want {
		t.Errorf("got %s, expected %s", ref.ODataID, want)
	}
	if got, want := toJSON(t, ref), `{"@odata.id":"`+ref.ODataID+`"}`; got != want {
		t.Errorf("sent %s, expected %s", got, want)
	}
	const sent = `{"@odata.id":"https://graph.microsoft.com/v1.0/users/1","@odata.etag":"e"}`
	got := fromJSON[Reference](t, sent)
	if got.ODataID != "https://graph.microsoft.com/v1.0/users/1" || toJSON(t, got) != sent {
		t.Errorf("got %+v, written as %s", got, toJSON(t, got))
	}
}
