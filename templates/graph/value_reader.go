package graph

// reader takes a text apart from its front. Once something is not as expected
// ok is false.
type reader struct {
	text []byte
	ok   bool
}

// any steps over the next byte where it is one of set.
func (s *reader) any(set string) bool {
	if len(s.text) == 0 {
		return false
	}
	for i := range len(set) {
		if s.text[0] == set[i] {
			s.text = s.text[1:]
			return true
		}
	}
	return false
}

// byte steps over the next byte, which must be one of set.
func (s *reader) byte(set string) {
	if !s.any(set) {
		s.ok = false
	}
}

// digits reads exactly n digits.
func (s *reader) digits(n int) int {
	if len(s.text) < n {
		s.ok = false
		return 0
	}
	v := 0
	for _, c := range s.text[:n] {
		if c < '0' || c > '9' {
			s.ok = false
			return 0
		}
		v = v*10 + int(c-'0')
	}
	s.text = s.text[n:]
	return v
}

// maxInteger is the largest number that integer reads.
const maxInteger = 1 << 53

// integer reads one digit or more.
func (s *reader) integer() int64 {
	var v int64
	n := 0
	for ; n < len(s.text) && s.text[n] >= '0' && s.text[n] <= '9'; n++ {
		if v = v*10 + int64(s.text[n]-'0'); v > maxInteger {
			s.ok = false
			return 0
		}
	}
	if n == 0 {
		s.ok = false
	}
	s.text = s.text[n:]
	return v
}

// fraction reads a fraction of a second, if there is one, in nanoseconds.
// Digits after the ninth are dropped.
func (s *reader) fraction() int {
	if !s.any(".,") {
		return 0
	}
	v, n := 0, 0
	for ; n < len(s.text) && s.text[n] >= '0' && s.text[n] <= '9'; n++ {
		if n < 9 {
			v = v*10 + int(s.text[n]-'0')
		}
	}
	if n == 0 {
		s.ok = false
	}
	s.text = s.text[n:]
	for ; n < 9; n++ {
		v *= 10
	}
	return v
}

// end reports whether all was as expected and nothing is left.
func (s *reader) end() bool { return s.ok && len(s.text) == 0 }

// appendPadded appends n with at least width digits.
func appendPadded(out []byte, n, width int) []byte {
	var room [20]byte
	at := len(room)
	for ; n > 0 || width > 0; width-- {
		at--
		room[at] = byte('0' + n%10)
		n /= 10
	}
	return append(out, room[at:]...)
}

// appendFraction appends nanoseconds as a fraction without zeros at the end,
// nothing for none.
func appendFraction(out []byte, nanoseconds int) []byte {
	if nanoseconds == 0 {
		return out
	}
	out = appendPadded(append(out, '.'), nanoseconds, 9)
	for out[len(out)-1] == '0' {
		out = out[:len(out)-1]
	}
	return out
}
