package graph

import (
	"errors"
	"math"
	"strconv"
	"time"
)

// Duration is an ISO 8601 duration such as P1Y2M, P14D or PT36H. Months, days
// and time are kept apart, because neither months nor days have one length.
// Years are twelve months, weeks are seven days.
type Duration struct {
	Months int32
	Days   int32
	Time   time.Duration // what follows the T; it may be more than a day
}

// ParseDuration reads an ISO 8601 duration. A sign may stand before the P, and
// before each number. Fractions of a second have nanoseconds at most; further
// digits are dropped.
func ParseDuration(text string) (Duration, error) {
	var d Duration
	err := d.UnmarshalText([]byte(text))
	return d, err
}

// IsZero reports whether d has no length.
func (d Duration) IsZero() bool { return d == Duration{} }

// String gives d in ISO 8601, PT0S for the zero value.
func (d Duration) String() string {
	text, _ := d.AppendText(nil)
	return string(text)
}

// MarshalText is AppendText for encoding/json and others.
func (d Duration) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// AppendText appends d in ISO 8601.
func (d Duration) AppendText(out []byte) ([]byte, error) {
	if d.Months <= 0 && d.Days <= 0 && d.Time <= 0 && !d.IsZero() {
		out = append(out, '-')
	} else if d.Months < 0 || d.Days < 0 || d.Time < 0 {
		return d.appendSigned(append(out, 'P'), -1), nil
	}
	return d.appendSigned(append(out, 'P'), 0), nil
}

// appendSigned appends what follows the P. Where negative is 0 all numbers are
// written without their sign.
func (d Duration) appendSigned(out []byte, negative int64) []byte {
	out = appendUnit(out, int64(d.Months/12), negative, 'Y')
	out = appendUnit(out, int64(d.Months%12), negative, 'M')
	out = appendUnit(out, int64(d.Days), negative, 'D')
	if d.Time == 0 && (d.Months != 0 || d.Days != 0) {
		return out
	}
	out = append(out, 'T')
	out = appendUnit(out, int64(d.Time/time.Hour), negative, 'H')
	out = appendUnit(out, int64(d.Time%time.Hour/time.Minute), negative, 'M')
	rest := d.Time % time.Minute
	if rest == 0 && d.Time != 0 {
		return out
	}
	if rest < 0 && negative != 0 {
		out = append(out, '-')
	}
	rest = max(rest, -rest)
	out = strconv.AppendInt(out, int64(rest/time.Second), 10)
	return append(appendFraction(out, int(rest%time.Second)), 'S')
}

// appendUnit appends one number with its unit, nothing for 0.
func appendUnit(out []byte, n, negative int64, unit byte) []byte {
	if n == 0 {
		return out
	}
	if n < 0 && negative == 0 {
		n = -n
	}
	return append(strconv.AppendInt(out, n, 10), unit)
}

// UnmarshalText reads a duration as ParseDuration does.
func (d *Duration) UnmarshalText(text []byte) error {
	p := durationReader{reader: reader{text: text, ok: true}, sign: 1}
	if p.any("-") {
		p.sign = -1
	} else {
		p.any("+")
	}
	p.byte("P")
	p.part("YMWD")
	if p.ok && p.any("T") {
		p.timed = true
		p.part("HMS")
	}
	if !p.end() || p.units == 0 || p.months != int64(int32(p.months)) || p.days != int64(int32(p.days)) {
		return errors.New("graph: not an ISO 8601 duration: " + strconv.Quote(string(text)))
	}
	*d = Duration{int32(p.months), int32(p.days), time.Duration(p.time)}
	return nil
}

// durationReader reads the numbers of a duration with their units.
type durationReader struct {
	reader
	sign               int64
	timed              bool // after the T
	units              int  // how many numbers there were
	months, days, time int64
}

// part reads numbers up to the T or the end. Their units appear in the order
// of set, each at most once; after a T there is at least one.
func (p *durationReader) part(set string) {
	first := p.units
	for p.ok && len(p.text) > 0 && p.text[0] != 'T' {
		sign := p.sign
		if p.any("-") {
			sign = -sign
		}
		n, fraction := p.integer(), p.text
		nanoseconds := p.fraction()
		fractional := len(fraction) != len(p.text)
		i := 0
		for i < len(set) && !p.any(set[i:i+1]) {
			i++
		}
		if i == len(set) || fractional && set[i] != 'S' {
			p.ok = false
			return
		}
		p.add(set[i], sign, n, int64(nanoseconds))
		set = set[i+1:]
		p.units++
	}
	if p.timed && p.units == first {
		p.ok = false
	}
}

// add adds one number to what its unit counts for.
func (p *durationReader) add(unit byte, sign, n, nanoseconds int64) {
	switch {
	case unit == 'Y':
		p.months += sign * n * 12
	case unit == 'M' && !p.timed:
		p.months += sign * n
	case unit == 'W':
		p.days += sign * n * 7
	case unit == 'D':
		p.days += sign * n
	case unit == 'H':
		p.addTime(sign, n, 0, int64(time.Hour))
	case unit == 'M':
		p.addTime(sign, n, 0, int64(time.Minute))
	case unit == 'S':
		p.addTime(sign, n, nanoseconds, int64(time.Second))
	}
}

// addTime adds n units and some nanoseconds, where the sum does not overflow.
func (p *durationReader) addTime(sign, n, nanoseconds, unit int64) {
	if n > (math.MaxInt64-nanoseconds)/unit {
		p.ok = false
		return
	}
	v := sign * (n*unit + nanoseconds)
	sum := p.time + v
	if v > 0 && sum < p.time || v < 0 && sum > p.time || sum == math.MinInt64 {
		p.ok = false
		return
	}
	p.time = sum
}
