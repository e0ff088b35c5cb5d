package graph

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// faulty is a service in which everything goes wrong that can. What happens to
// a request depends on its URL and body, and on how often it was sent, not on
// the order in which requests arrive.
type faulty struct {
	t       *testing.T
	batches *batchServer
	content []byte // of every file

	mu       sync.Mutex
	tries    map[string]int
	created  map[string]int // how often each POST was processed
	sessions map[string]*session
	faults   map[string]int  // how often each fault happened
	lied     map[string]bool // the URLs that hostile JSON was the answer to
}

func newFaulty(t *testing.T) *faulty {
	f := &faulty{t: t, content: content(4096), tries: map[string]int{}, created: map[string]int{}, sessions: map[string]*session{}, faults: map[string]int{}, lied: map[string]bool{}}
	f.batches = &batchServer{t: t, inner: func(w http.ResponseWriter, r *http.Request) {
		if f.dice(r.URL.Path, "").IntN(5) == 0 {
			reply(429, "", "Retry-After: 1")(w, r)
			return
		}
		nameUser(w, r)
	}}
	return f
}

// dice gives the chance for one request.
func (f *faulty) dice(url, body string) *rand.Rand {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := url + " " + body
	f.tries[key]++
	h := fnv.New64a()
	io.WriteString(h, key)
	return rand.New(rand.NewPCG(h.Sum64(), uint64(f.tries[key])))
}

// count notes that a fault happened.
func (f *faulty) count(fault string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults[fault]++
}

// lie notes that a request gets a wrong answer: a collection by its name,
// anything else by its path.
func (f *faulty) lie(r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lied[r.URL.Query().Get("$filter")+r.URL.Path] = true
}

// honest reports whether no answer about a collection or path was a lie.
func (f *faulty) honest(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return !f.lied[name]
}

var faultNames = []string{
	"hang up", "answer lost", "cut off", "429", "429 storm", "503", "slow", "redirect", "hostile JSON", "wrong length", "500", "stall",
}

// graph is Graph's own host.
func (f *faulty) graph(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller went away
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if r.Header.Get("Authorization") == "" {
		// What a foreign host sends back comes without the token.
		reply(401, "")(w, r)
		return
	}
	dice := f.dice(r.URL.String(), string(body))
	if dice.IntN(3) > 0 {
		f.serve(w, r)
		return
	}
	fault := faultNames[dice.IntN(len(faultNames))]
	f.count(fault)
	f.fail(fault, dice, w, r)
}

// fail answers in a way that goes wrong.
func (f *faulty) fail(fault string, dice *rand.Rand, w http.ResponseWriter, r *http.Request) {
	answer := httptest.NewRecorder()
	switch fault {
	case "hang up":
		hangUp(w, r)
	case "answer lost":
		f.serve(answer, r)
		hangUp(w, r)
	case "cut off", "slow", "wrong length":
		f.serve(answer, r)
		f.write(fault, answer, w)
	case "429":
		reply(429, `{"error":{"code":"tooMany"}}`, "Retry-After: "+strconv.Itoa(dice.IntN(100)))(w, r)
	case "429 storm":
		reply(429, "")(w, r)
	case "503":
		reply(503, "", "Retry-After: Mon, 04 May 2026 03:02:01 GMT")(w, r)
	case "redirect":
		reply([]int{301, 302, 303, 307, 308}[dice.IntN(5)], "", "Location: https://"+foreignHost+"/back"+r.URL.Path)(w, r)
	case "hostile JSON":
		f.lie(r)
		reply(200, hostile[dice.IntN(len(hostile))])(w, r)
	case "stall":
		if dice.IntN(10) == 0 {
			<-r.Context().Done()
		}
		hangUp(w, r)
	default:
		reply(500, "<html>")(w, r)
	}
}

// write sends an answer in a bad way.
func (f *faulty) write(fault string, answer *httptest.ResponseRecorder, w http.ResponseWriter) {
	data := answer.Body.Bytes()
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	switch fault {
	case "slow":
		w.WriteHeader(answer.Code)
		for i := range data {
			w.Write(data[i : i+1])
			if i < 50 {
				w.(http.Flusher).Flush()
			}
		}
	case "wrong length":
		w.Header().Set("Content-Length", strconv.Itoa(len(data)/2))
		w.WriteHeader(answer.Code)
		w.Write(data[:len(data)/2])
	default:
		w.Header().Set("Content-Length", strconv.Itoa(len(data)+1))
		w.WriteHeader(answer.Code)
		w.Write(data)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

var hostile = []string{
	strings.Repeat("[", 100000), strings.Repeat(`{"value":`, 100000), `{"value":[` + strings.Repeat(`{"manager":`, 9000) + "null" + strings.Repeat("}", 9000) + `]}`,
	`{"id":1e999999,"quota":123456789012345678901234567890}`, `{"quota":1e400,"score":-1e400}`, `{"value":[1,"x",true,[],{"id":[]}]}`,
	`{"value":{"id":"x"}}`, `{"value":"x","@odata.nextLink":{}}`, `{"id":"other","id":"id"}`, `{"value":[],"value":[{}],"@odata.count":"x"}`,
	"\xff\xfe{", `{"id":"\ud800"}`, `{"id":"\u0000"}`, `{"createdDateTime":"9999999-99-99","tenure":"P9999999999Y","started":5}`,
	`{"@odata.type":{},"id":null}`, `nul`, ` `, `{"error":{}}`, `{"responses":[{"id":1}]}`, `{"responses":[null,{"id":"1","status":-5,"body":[[[]]]}]}`,
}

// serve answers as it should be.
func (f *faulty) serve(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/v1.0")
	query := r.URL.Query()
	page, _ := strconv.Atoi(query.Get("page"))
	switch {
	case path == "/$batch":
		f.batches.ServeHTTP(w, r)
	case path == "/users" && r.Method == "POST":
		body, _ := io.ReadAll(r.Body)
		f.mu.Lock()
		f.created[string(body)]++
		f.mu.Unlock()
		reply(201, string(body))(w, r)
	case path == "/users":
		f.page(w, query.Get("$filter"), page)
	case strings.HasPrefix(path, "/me/drive/root:/"):
		reply(302, "", "Location: https://"+foreignHost+"/content/"+strings.TrimSuffix(path[len("/me/drive/root:/"):], ":/content")+"?sig=secret")(w, r)
	case strings.HasPrefix(path, "/me/drive/items/"):
		reply(202, "", "Location: https://"+foreignHost+"/monitor/"+strings.Split(path, "/")[4])(w, r)
	default:
		nameUser(w, r)
	}
}

const pageItems = 3

// page gives a page of a collection: "n-5" has five pages, "n-endless" never
// ends, "n-loop" comes back to its second page.
func (f *faulty) page(w http.ResponseWriter, name string, page int) {
	_, kind, _ := strings.Cut(name, "-")
	next := page + 1
	switch last, err := strconv.Atoi(kind); {
	case err == nil && next >= last:
		next = -1
	case kind == "loop" && next == 4:
		next = 1
	}
	link := ""
	if next >= 0 {
		link = fmt.Sprintf(`,"@odata.nextLink":"https://%s/v1.0/users?$filter=%s&page=%d"`, graphHost, name, next)
	}
	fmt.Fprint(w, `{"value":[`)
	for i := range pageItems {
		fmt.Fprintf(w, `{"id":"%s %d"},`, name, page*pageItems+i)
	}
	fmt.Fprint(w, `null]`+link+`}`)
}

// foreign is the host that is not Graph.
func (f *faulty) foreign(w http.ResponseWriter, r *http.Request) {
	dice := f.dice(r.Method+r.URL.Path, "")
	part := strings.Split(r.URL.Path, "/")
	switch part[1] {
	case "content":
		data := f.content
		if dice.IntN(4) == 0 {
			f.count("download cut off")
			w.Header().Set("Content-Length", "4096")
			w.Write(data[:dice.IntN(4096)])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
		w.Write(data)
	case "monitor":
		answers := []http.HandlerFunc{reply(429, ""), hangUp, reply(202, `{"status":"inProgress"}`, "Retry-After: 1"), reply(200, `{"status":"completed","resourceId":"`+part[2]+`"}`)}
		answers[dice.IntN(len(answers))](w, r)
	case "session":
		f.session(part[2]).ServeHTTP(w, r)
	case "back":
		reply(302, "", "Location: https://"+graphHost+strings.TrimPrefix(r.URL.Path, "/back"))(w, r)
	}
}

// session gives the upload session of a name, which has faults of its own.
func (f *faulty) session(name string) *session {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.sessions[name] == nil {
		seed, _ := strconv.ParseUint(name, 10, 64)
		dice := rand.New(rand.NewPCG(seed, 0))
		s := &session{t: f.t, size: 2*unit + 5}
		for range 4 {
			s.faults = append(s.faults, []string{"", "hang up", "lost", "half", "429", "500", "silent"}[dice.IntN(7)])
		}
		f.sessions[name] = s
	}
	return f.sessions[name]
}
