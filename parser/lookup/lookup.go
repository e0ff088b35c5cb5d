// Package lookup finds things in lists that are short as a rule, and may be of
// any length on a hostile page.
//
// It is for lists that grow while they are looked at. A list that is complete
// is put into a map by who needs it.
package lookup

// Few is the length up to which a list is searched, which is faster than a map
// for nearly all lists of pages.
const Few = 32

// Index finds the first thing of a key in a list that only grows, at its end,
// and keeps its keys. The zero Index is ready to use.
type Index[K comparable] struct {
	first map[K]int
	read  int // how much of the list is in first
}

// Find returns the place of the first thing of a key in a list of the given
// length, or -1. Of the thing at a place, keyOf returns the key.
func (x *Index[K]) Find(key K, length int, keyOf func(i int) K) int {
	if length <= Few {
		for i := range length {
			if keyOf(i) == key {
				return i
			}
		}
		return -1
	}
	if x.first == nil {
		x.first = make(map[K]int, 2*length)
	}
	for ; x.read < length; x.read++ {
		if k := keyOf(x.read); !x.has(k) {
			x.first[k] = x.read
		}
	}
	if i, ok := x.first[key]; ok {
		return i
	}
	return -1
}

func (x *Index[K]) has(key K) bool {
	_, ok := x.first[key]
	return ok
}

// Rekey tells that the thing at a place has another key now. Of the things that
// had its old key, it must have been the first, and no other may follow.
func (x *Index[K]) Rekey(i int, old, key K) {
	if i >= x.read || old == key {
		return
	}
	delete(x.first, old)
	if !x.has(key) {
		x.first[key] = i
	}
}
