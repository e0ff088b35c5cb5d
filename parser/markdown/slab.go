package markdown

// slab hands out slices of one large slice, which is used again after reset.
type slab[T any] struct{ all []T }

// take returns n items that nobody else has. What they hold is what they held
// before.
func (s *slab[T]) take(n int) []T {
	at := len(s.all)
	if cap(s.all)-at < n {
		at = 0
		s.all = make([]T, 0, max(2*cap(s.all), n, 16))
	}
	s.all = s.all[:at+n]
	return s.all[at : at+n : at+n]
}

func (s *slab[T]) reset() { s.all = s.all[:0] }
