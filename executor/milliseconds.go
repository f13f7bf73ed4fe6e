package executor

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// String returns the duration as Go writes it.
func (m Milliseconds) String() string { return time.Duration(m).String() }

// MarshalJSON writes a number with three decimals.
func (m Milliseconds) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(m)/float64(time.Millisecond), 'f', 3, 64), nil
}

// UnmarshalJSON reads a number of milliseconds.
func (m *Milliseconds) UnmarshalJSON(data []byte) error {
	ms, err := strconv.ParseFloat(string(data), 64)
	if err != nil || math.Abs(ms) > float64(math.MaxInt64/int64(time.Millisecond)) || math.IsNaN(ms) {
		return fmt.Errorf("executor: %q is not a number of milliseconds", data)
	}
	*m = Milliseconds(math.Round(ms * float64(time.Millisecond)))
	return nil
}
