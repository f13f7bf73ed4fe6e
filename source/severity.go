package source

import "fmt"

// Severity says what a diagnostic means for the result.
type Severity uint8

// The severities, worst first.
const (
	// Error: there is no usable result.
	Error Severity = iota
	// Warning: there is a result, and it may not be what was meant.
	Warning
	// Note: something was done that the reader should know of, such as a repair.
	Note
)

var severityNames = [...]string{Error: "error", Warning: "warning", Note: "note"}

// String returns "error", "warning" or "note".
func (s Severity) String() string {
	if int(s) < len(severityNames) {
		return severityNames[s]
	}
	return fmt.Sprintf("severity(%d)", uint8(s))
}

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a severity's name.
func (s *Severity) UnmarshalText(text []byte) error {
	for i, name := range severityNames {
		if name == string(text) {
			*s = Severity(i)
			return nil
		}
	}
	return fmt.Errorf("severity %q is not one of error, warning, note", text)
}
