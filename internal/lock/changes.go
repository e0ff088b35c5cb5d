package lock

import "bytes"

// Change is a difference between the operations of two locks. Old is empty for
// a new operation, New for one that is gone.
type Change struct {
	Operation string `json:"operation"`
	Old       string `json:"old,omitempty"`
	New       string `json:"new,omitempty"`
}

// Changes compares the operations of two locks, in their order.
type Changes struct {
	Gone    []Change `json:"gone,omitempty"`
	Renamed []Change `json:"renamed,omitempty"`
	New     []Change `json:"new,omitempty"`
}

// Compare says what became of the operations of old. A lock whose operations
// can't be read counts as one without.
func Compare(old, new *Lock) Changes {
	var c Changes
	if bytes.Equal(old.Operations, new.Operations) {
		return c
	}
	was, _ := old.Operations.List()
	is, _ := new.Operations.List()
	before, after := calls(was), calls(is)
	for _, op := range was {
		switch call, ok := after[op.Operation]; {
		case !ok:
			c.Gone = append(c.Gone, Change{Operation: op.Operation, Old: op.Call})
		case call != op.Call:
			c.Renamed = append(c.Renamed, Change{op.Operation, op.Call, call})
		}
	}
	for _, op := range is {
		if _, ok := before[op.Operation]; !ok {
			c.New = append(c.New, Change{Operation: op.Operation, New: op.Call})
		}
	}
	return c
}

func calls(list []Operation) map[string]string {
	m := make(map[string]string, len(list))
	for _, op := range list {
		m[op.Operation] = op.Call
	}
	return m
}
