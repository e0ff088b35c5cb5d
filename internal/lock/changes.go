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

// Compare says what became of the operations of old. Those that both have are
// not looked at: an error is of a line that is no operation.
func Compare(old, new *Lock) (c Changes, err error) {
	a, b := differing(old.Operations, new.Operations)
	was, err := a.List()
	if err != nil {
		return c, err
	}
	is, err := b.List()
	if err != nil {
		return c, err
	}
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
	return c, nil
}

// differing cuts off the lines that both start with, and those that both end
// with: most are the same, and reading them costs more than all else.
func differing(a, b Operations) (Operations, Operations) {
	x, y := a.lines(), b.lines()
	for len(x) > 0 && len(y) > 0 && bytes.Equal(x[0], y[0]) {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && bytes.Equal(x[len(x)-1], y[len(y)-1]) {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return bytes.Join(x, []byte{','}), bytes.Join(y, []byte{','})
}

func calls(list []Operation) map[string]string {
	m := make(map[string]string, len(list))
	for _, op := range list {
		m[op.Operation] = op.Call
	}
	return m
}
