package scopes

import "math/bits"

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset    { return make(bitset, (n+63)/64) }
func (b bitset) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }

func (b bitset) add(other bitset) {
	for i := range b {
		b[i] |= other[i]
	}
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// without counts the members that other does not have.
func (b bitset) without(other bitset) int {
	n := 0
	for i, w := range b {
		n += bits.OnesCount64(w &^ other[i])
	}
	return n
}

// meets reports whether the sets share a member.
func (b bitset) meets(other bitset) bool {
	for i, w := range b {
		if w&other[i] != 0 {
			return true
		}
	}
	return false
}
