package graph

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// faultRun makes random calls to a service that fails in every way.
type faultRun struct {
	t    *testing.T
	c    *Client
	f    *faulty
	file []byte
	done [8]atomic.Int64 // successes by kind of call
}

// TestFaults makes 10,000 calls (1,000 with -short) from 64 goroutines. A call may fail, but it
// must not give wrong, lost or doubled items, panic, do twice what is to be
// done once, show the token to the foreign host, or leave a goroutine behind.
func TestFaults(t *testing.T) {
	leaks := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, leaks) })
	f := newFaulty(t)
	c, n := connect(t, f.graph, f.foreign)
	run := &faultRun{t: t, c: c, f: f, file: content(2*unit + 5)}
	calls := int64(10000)
	if testing.Short() {
		calls = 1000
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for i := next.Add(1); i <= calls; i = next.Add(1) {
				run.call(int(i))
			}
		})
	}
	wg.Wait()
	n.visits()
	for kind := range run.done {
		if run.done[kind].Load() == 0 {
			t.Errorf("no call of kind %d succeeded", kind)
		}
	}
	for _, fault := range append(faultNames, "download cut off") {
		if f.faults[fault] == 0 {
			t.Errorf("the fault %q never happened", fault)
		}
	}
}

// call makes the n-th call.
func (r *faultRun) call(n int) {
	ctx, cancel := context.WithCancel(r.t.Context())
	defer cancel()
	if deadline := r.impatience(n); deadline > 0 {
		ctx, cancel = context.WithTimeout(ctx, deadline)
		defer cancel()
	}
	name := fmt.Sprint(n)
	kinds := [...]func(context.Context, string) bool{r.get, r.create, r.all, r.endless, r.download, r.copy, r.batch, r.upload}
	kind := rand.New(rand.NewPCG(uint64(n), 1)).IntN(2*len(kinds)-1) / 2 // half as many uploads, which are large
	if kinds[kind](ctx, name) {
		r.done[kind].Add(1)
	}
}

// impatience is when a caller goes away. All do in the end, or a stalled
// server would hold them for ever; some do in the middle of the call.
func (r *faultRun) impatience(n int) time.Duration {
	if n%20 == 0 {
		return time.Duration(1+n%7) * time.Millisecond
	}
	return 2 * time.Second
}

func (r *faultRun) get(ctx context.Context, name string) bool {
	user, err := r.c.Users.Get(ctx, name, nil)
	if err == nil && user.ID != name && r.f.honest("/v1.0/users/"+name) {
		r.t.Errorf("asked for %s, got %s", name, user.ID)
	}
	return err == nil && user.ID == name
}

func (r *faultRun) create(ctx context.Context, name string) bool {
	_, err := r.c.Users.Create(ctx, &User{ID: name})
	r.f.mu.Lock()
	defer r.f.mu.Unlock()
	n := r.f.created[`{"id":"`+name+`"}`]
	if n > 1 {
		r.t.Errorf("%s was created %d times", name, n)
	}
	return err == nil && n == 1
}

// sequence checks that items are those of a collection, from its beginning
// and each once.
type sequence struct {
	r    *faultRun
	name string
	n    int
}

func (s *sequence) add(u *User) {
	if want := fmt.Sprintf("%s %d", s.name, s.n); u.ID != want && s.r.f.honest(s.name+"/v1.0/users") {
		s.r.t.Errorf("item %d of %s is %q", s.n, s.name, u.ID)
	}
	s.n++
}

func (r *faultRun) all(ctx context.Context, name string) bool {
	pages := 1 + int(name[len(name)-1]-'0')
	s := &sequence{r: r, name: fmt.Sprintf("%s-%d", name, pages)}
	for user, err := range r.c.Users.All(ctx, &UsersListOptions{Filter: s.name}) {
		if err != nil {
			return false
		}
		s.add(user)
	}
	if s.n != pages*pageItems && r.f.honest(s.name+"/v1.0/users") {
		r.t.Errorf("%d items of %s are missing", pages*pageItems-s.n, s.name)
	}
	return s.n == pages*pageItems
}

func (r *faultRun) endless(ctx context.Context, name string) bool {
	kind := []string{"-endless", "-loop"}[len(name)%2]
	s := &sequence{r: r, name: name + kind}
	for user, err := range r.c.Users.All(ctx, &UsersListOptions{Filter: s.name}) {
		if err != nil {
			return strings.Contains(err.Error(), "repeats")
		}
		s.add(user)
		if s.n == 30 {
			break
		}
	}
	if kind == "-loop" && s.n > 4*pageItems {
		r.t.Errorf("%d items of a loop", s.n)
	}
	return s.n == 30
}

func (r *faultRun) download(ctx context.Context, name string) bool {
	body, err := r.c.Drive.ContentByPath(ctx, name)
	if err != nil {
		return false
	}
	defer body.Close()
	got, err := io.ReadAll(body)
	return err == nil && bytes.Equal(got, r.file[:4096])
}

func (r *faultRun) copy(ctx context.Context, name string) bool {
	m, err := r.c.Drive.Copy(ctx, name, &Open{})
	if err != nil {
		return false
	}
	p, err := m.Wait(ctx)
	if err == nil && m.URL() != "" && p.Resource != name {
		r.t.Errorf("the copy of %s is %q", name, p.Resource)
	}
	return err == nil && p.Resource == name
}

func (r *faultRun) upload(ctx context.Context, name string) bool {
	data := r.file
	u := NewUpload[Open](r.c, "https://"+foreignHost+"/session/"+name+"?sig=secret", bytes.NewReader(data), int64(len(data)))
	u.ChunkSize = unit
	_, err := u.Send(ctx)
	if s := r.f.session(name); err == nil && !bytes.Equal(s.stored, data) {
		r.t.Errorf("the upload of %s arrived changed", name)
	}
	return err == nil
}

func (r *faultRun) batch(ctx context.Context, name string) bool {
	b := r.c.NewBatch()
	var items []*BatchItem[*User]
	for i := range 5 + len(name)*5 {
		items = append(items, getUser(r.c, b, fmt.Sprintf("%s-%d", name, i)))
	}
	err := b.Send(ctx)
	good := 0
	for i, item := range items {
		user, err := item.Result()
		if err != nil {
			continue
		}
		if good++; user.ID != fmt.Sprintf("%s-%d", name, i) {
			r.t.Errorf("item %d of batch %s is %q", i, name, user.ID)
		}
	}
	return err == nil && good == len(items)
}
