package lock

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

// Compare says what became of the operations of old. Nil counts as a lock
// without operations.
func Compare(old, new *Lock) Changes {
	var c Changes
	before, after := calls(old), calls(new)
	for _, op := range operations(old) {
		switch call, ok := after[op.Operation]; {
		case !ok:
			c.Gone = append(c.Gone, Change{Operation: op.Operation, Old: op.Call})
		case call != op.Call:
			c.Renamed = append(c.Renamed, Change{op.Operation, op.Call, call})
		}
	}
	for _, op := range operations(new) {
		if _, ok := before[op.Operation]; !ok {
			c.New = append(c.New, Change{Operation: op.Operation, New: op.Call})
		}
	}
	return c
}

func operations(l *Lock) []Operation {
	if l == nil {
		return nil
	}
	return l.Operations
}

func calls(l *Lock) map[string]string {
	m := map[string]string{}
	for _, op := range operations(l) {
		m[op.Operation] = op.Call
	}
	return m
}
