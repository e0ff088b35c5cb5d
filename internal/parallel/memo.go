package parallel

import "sync"

// Memo remembers what was made of each key. The zero Memo is empty and ready to
// use, by several goroutines.
type Memo[K comparable, V any] struct {
	mu    sync.Mutex
	known map[K]V
}

// Get returns what was made of a key, or makes it. Several goroutines may make
// it at the same time, so that fill must give the same whenever it is called.
func (m *Memo[K, V]) Get(key K, fill func() V) V {
	m.mu.Lock()
	v, ok := m.known[key]
	m.mu.Unlock()
	if ok {
		return v
	}
	v = fill()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = map[K]V{}
	}
	m.known[key] = v
	return v
}
