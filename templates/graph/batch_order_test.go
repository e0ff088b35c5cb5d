package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
)

// TestBatchArrangements has calls that wait for others sent in the only forms
// that the service takes: side by side, or in a row.
func TestBatchArrangements(t *testing.T) {
	tests := []struct{ waits, want string }{
		{"a b c", "a b c"},
		{"a b<a c<b", "a b<1 c<2"},
		{"a b c<a", "a b | c"},
		{"a b<a c", "a c | b"},
		{"a b<a c d<c", "a c | b d"},
		{"a b<a c<a", "a | b c"},
		{"a b<a c<a<b d<c", "a b<1 c<2 d<3"},
		{"a b<a c<a d<b<c e<d", "a | b c | d e<1"},
		{"c<b b<a a", "a b<1 c<2"},
		{"a b<a<a", "a b<1"},
	}
	for _, test := range tests {
		c, s, _ := serveBatches(t, nameUser)
		b := c.NewBatch()
		items := map[string]*BatchItem[*User]{}
		for _, call := range strings.Fields(test.waits) {
			name := strings.Split(call, "<")[0]
			items[name] = getUser(c, b, name)
		}
		for _, call := range strings.Fields(test.waits) {
			names := strings.Split(call, "<")
			for _, other := range names[1:] {
				items[names[0]].After(items[other])
			}
		}
		if err := b.Send(t.Context()); err != nil || s.urls() != test.want {
			t.Errorf("%s: sent %s, want %s, %v", test.waits, s.urls(), test.want, err)
		}
		for name, item := range items {
			if user, err := item.Result(); err != nil || user.ID != name {
				t.Errorf("%s: %s gave %v, %v", test.waits, name, user, err)
			}
		}
	}
}

// TestBatchRowIsSplit has a row of more than twenty calls.
func TestBatchRowIsSplit(t *testing.T) {
	c, s, _ := serveBatches(t, nameUser)
	b := c.NewBatch()
	last := getUser(c, b, "0")
	for i := range 44 {
		last = getUser(c, b, fmt.Sprint(i+1)).After(last)
	}
	if err := b.Send(t.Context()); err != nil || last.Err() != nil {
		t.Fatal(err, last.Err())
	}
	if len(s.batches) != 3 || len(s.batches[0]) != 20 || len(s.batches[2]) != 5 || len(s.batches[2][0].DependsOn) != 0 {
		t.Errorf("sent %s", s.urls())
	}
}

// TestBatchRowIsThrottled has the middle of a row throttled: it goes on there.
func TestBatchRowIsThrottled(t *testing.T) {
	throttle := script(reply(429, "", "Retry-After: 3"), nameUser)
	c, s, clock := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/b") {
			throttle(w, r)
			return
		}
		nameUser(w, r)
	})
	b := c.NewBatch()
	one := getUser(c, b, "a")
	two := getUser(c, b, "b").After(one)
	three := getUser(c, b, "c").After(two)
	if err := b.Send(t.Context()); err != nil || three.Err() != nil {
		t.Fatal(err, three.Err())
	}
	if got := s.urls(); got != "a b<1 c<2 | b c<1" || len(clock.slept()) != 1 {
		t.Errorf("sent %s after %v", got, clock.slept())
	}
}

// TestBatchDependentOfUnsendable has a call wait for one that cannot be sent.
func TestBatchDependentOfUnsendable(t *testing.T) {
	c, s, _ := serveBatches(t, nameUser)
	b := c.NewBatch()
	unreadable := b.Do(func(ctx context.Context) error {
		return c.Users.Photo.ReplaceValue(ctx, "a", "image/jpeg", iotest.ErrReader(errDisk))
	})
	never := getUser(c, b, "never").After(unreadable)
	last := getUser(c, b, "last").After(never)
	if err := b.Send(t.Context()); err != nil || len(s.batches) != 0 {
		t.Errorf("sent %s, %v", s.urls(), err)
	}
	if !errors.Is(unreadable.Err(), errDisk) || Status(never.Err()) != 424 || Status(last.Err()) != 424 {
		t.Errorf("got %v, %v, %v", unreadable.Err(), never.Err(), last.Err())
	}
}

func TestBatchDependencies(t *testing.T) {
	tries := 0
	c, s, _ := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path[len("/v1.0/users/"):] {
		case "bad":
			reply(409, "")(w, r)
		case "slow":
			if tries++; tries == 1 {
				reply(429, "")(w, r)
				return
			}
			nameUser(w, r)
		default:
			nameUser(w, r)
		}
	})
	b := c.NewBatch()
	one := getUser(c, b, "one")
	slow := getUser(c, b, "slow")
	bad := getUser(c, b, "bad")
	two := getUser(c, b, "two").After(one, slow)
	never := getUser(c, b, "never").After(bad)
	if err := b.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	// What waits for a throttled call is sent after it, without those
	// dependencies that are done.
	if got, want := s.urls(), "one slow bad | slow two<1"; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
	if user, err := two.Result(); err != nil || user.ID != "two" {
		t.Errorf("got %v, %v", user, err)
	}
	if Status(bad.Err()) != 409 || Status(never.Err()) != 424 {
		t.Errorf("got %v and %v", bad.Err(), never.Err())
	}
}

func TestBatchDependenciesAcrossASplit(t *testing.T) {
	c, s, _ := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/bad") {
			reply(409, "")(w, r)
			return
		}
		nameUser(w, r)
	})
	b := c.NewBatch()
	good, bad := getUser(c, b, "good"), getUser(c, b, "bad")
	for i := range 18 {
		getUser(c, b, fmt.Sprint(i))
	}
	after, never := getUser(c, b, "after").After(good), getUser(c, b, "never").After(bad)
	last := getUser(c, b, "last").After(never)
	if err := b.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, second, _ := strings.Cut(s.urls(), " | "); second != "after" {
		t.Errorf("second batch: %s", second)
	}
	if after.Err() != nil || Status(never.Err()) != 424 || Status(last.Err()) != 424 {
		t.Errorf("got %v, %v, %v", after.Err(), never.Err(), last.Err())
	}
}

func TestBatchDependenciesInAnyOrder(t *testing.T) {
	c, s, _ := serveBatches(t, nameUser)
	b := c.NewBatch()
	late, early := getUser(c, b, "late"), getUser(c, b, "early")
	late.After(early)
	if err := b.Send(t.Context()); err != nil || late.Err() != nil {
		t.Fatal(err, late.Err())
	}
	if got := s.urls(); got != "early late<1" {
		t.Errorf("sent %s", got)
	}
	b = c.NewBatch()
	one, two := getUser(c, b, "one"), getUser(c, b, "two")
	one.After(two)
	two.After(one)
	if err := b.Send(t.Context()); err == nil || one.Err() == nil || two.Err() == nil {
		t.Errorf("a circle gave %v, %v, %v", err, one.Err(), two.Err())
	}
}
