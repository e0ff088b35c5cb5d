package graph

import (
	"errors"
	"strconv"
	"time"
)

// TimeOfDay is a time without day and zone. Its zero value is midnight.
type TimeOfDay struct {
	Hour, Minute, Second, Nanosecond int
}

// TimeOfDayOf gives the time of day of t in t's own zone.
func TimeOfDayOf(t time.Time) TimeOfDay {
	return TimeOfDay{t.Hour(), t.Minute(), t.Second(), t.Nanosecond()}
}

// ParseTimeOfDay reads a time such as 08:30, 08:30:00 or 08:30:00.0000000.
func ParseTimeOfDay(text string) (TimeOfDay, error) {
	var t TimeOfDay
	err := t.UnmarshalText([]byte(text))
	return t, err
}

// SinceMidnight gives the time that has passed on a day without clock changes.
func (t TimeOfDay) SinceMidnight() time.Duration {
	return time.Duration(t.Hour)*time.Hour + time.Duration(t.Minute)*time.Minute +
		time.Duration(t.Second)*time.Second + time.Duration(t.Nanosecond)
}

// valid reports whether there is such a time.
func (t TimeOfDay) valid() bool {
	return t.Hour >= 0 && t.Hour < 24 && t.Minute >= 0 && t.Minute < 60 &&
		t.Second >= 0 && t.Second < 60 && t.Nanosecond >= 0 && t.Nanosecond < 1e9
}

// String gives the time as ParseTimeOfDay reads it, or says that there is no
// such time.
func (t TimeOfDay) String() string {
	text, err := t.AppendText(nil)
	if err != nil {
		return "invalid time of day"
	}
	return string(text)
}

// AppendText appends the time as ParseTimeOfDay reads it.
func (t TimeOfDay) AppendText(out []byte) ([]byte, error) {
	if !t.valid() {
		return out, errors.New("graph: there is no such time of day: hour " + strconv.Itoa(t.Hour) +
			", minute " + strconv.Itoa(t.Minute) + ", second " + strconv.Itoa(t.Second))
	}
	out = append(appendPadded(out, t.Hour, 2), ':')
	out = append(appendPadded(out, t.Minute, 2), ':')
	out = appendPadded(out, t.Second, 2)
	return appendFraction(out, t.Nanosecond), nil
}

// MarshalText is AppendText for encoding/json and others.
func (t TimeOfDay) MarshalText() ([]byte, error) { return t.AppendText(nil) }

// UnmarshalText reads a time as ParseTimeOfDay does.
func (t *TimeOfDay) UnmarshalText(text []byte) error {
	s := reader{text: text, ok: true}
	got := s.clock()
	if !s.end() {
		return errors.New("graph: not a time of day: " + strconv.Quote(string(text)))
	}
	*t = got
	return nil
}

// clock reads a time of day.
func (s *reader) clock() TimeOfDay {
	var t TimeOfDay
	t.Hour = s.digits(2)
	s.byte(":")
	t.Minute = s.digits(2)
	if s.any(":") {
		t.Second = s.digits(2)
		t.Nanosecond = s.fraction()
	}
	if !t.valid() {
		s.ok = false
	}
	return t
}
