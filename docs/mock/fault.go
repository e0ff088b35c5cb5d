package mock

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Fault is an answer that some calls get instead of the documented one.
type Fault struct {
	// Status is the HTTP status; zero cuts the connection.
	Status int
	// Share is how many of the calls are struck, from 0 to 1.
	Share float64
}

// ParseFault reads "429:0.1" or "reset:0.01".
func ParseFault(text string) (Fault, error) {
	what, share, ok := strings.Cut(text, ":")
	f := Fault{}
	var err error
	if f.Share, err = strconv.ParseFloat(share, 64); !ok || err != nil || !(f.Share >= 0 && f.Share <= 1) {
		return f, fmt.Errorf("fault %q: expected STATUS:SHARE or reset:SHARE, as in 429:0.1", text)
	}
	if what == "reset" {
		return f, nil
	}
	if f.Status, err = strconv.Atoi(what); err != nil || f.Status < 400 || f.Status > 599 {
		return f, fmt.Errorf("fault %q: expected a status from 400 to 599, or reset", text)
	}
	return f, nil
}

// dice chooses the calls that are struck.
type dice struct {
	mu     sync.Mutex
	random *rand.Rand
	faults []Fault
}

func newDice(faults []Fault, seed uint64) *dice {
	return &dice{random: rand.New(rand.NewPCG(seed, seed)), faults: faults}
}

// strike answers with a fault, where the dice say so.
func (d *dice) strike(w http.ResponseWriter, r *http.Request, h *Handler) bool {
	f, ok := d.choose()
	switch {
	case !ok:
		return false
	case f.Status == 0:
		panic(http.ErrAbortHandler) // net/http's way to cut the connection
	case f.Status == http.StatusTooManyRequests || f.Status == http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "1")
		h.fail(w, r, f.Status, "TooManyRequests", "Too many requests; try again later.")
	default:
		h.fail(w, r, f.Status, "generalException", http.StatusText(f.Status)+" (injected).")
	}
	return true
}

func (d *dice) choose() (Fault, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, f := range d.faults {
		if d.random.Float64() < f.Share {
			return f, true
		}
	}
	return Fault{}, false
}
