package graph

import "time"

// parseTime reads a DateTimeOffset. It takes what services send beside
// RFC 3339: no seconds, any number of their digits, a space instead of the T,
// zones without colon or minutes, no zone (which is UTC), a date alone.
func parseTime(text []byte) (time.Time, bool) {
	s := reader{text: text, ok: true}
	date := s.date()
	var clock TimeOfDay
	zone := time.UTC
	if s.ok && s.any("Tt ") {
		clock = s.clock()
		zone = s.zone()
	}
	if !s.end() {
		return time.Time{}, false
	}
	return time.Date(date.Year, date.Month, date.Day, clock.Hour, clock.Minute, clock.Second, clock.Nanosecond, zone), true
}

// appendTime appends t as services expect it.
func appendTime(out []byte, t time.Time) []byte {
	return t.AppendFormat(out, time.RFC3339Nano)
}

// zone reads Z, +hh:mm, +hhmm, +hh or nothing.
func (s *reader) zone() *time.Location {
	if len(s.text) == 0 || s.any("Zz") {
		return time.UTC
	}
	sign := 1
	if s.any("-") {
		sign = -1
	} else if !s.any("+") {
		s.ok = false
		return time.UTC
	}
	hours, minutes := s.digits(2), 0
	if s.any(":") || len(s.text) > 0 {
		minutes = s.digits(2)
	}
	if hours > 23 || minutes > 59 {
		s.ok = false
	}
	if offset := sign * (hours*3600 + minutes*60); offset != 0 {
		return time.FixedZone("", offset)
	}
	return time.UTC
}
