package source

// colors are the escape sequences of one drawing; all empty where colour is off.
type colors struct {
	red, yellow, blue, bold, dim, reset string
}

func palette(on bool) colors {
	if !on {
		return colors{}
	}
	return colors{
		red: "\x1b[1;31m", yellow: "\x1b[1;33m", blue: "\x1b[1;34m",
		bold: "\x1b[1m", dim: "\x1b[2m", reset: "\x1b[0m",
	}
}

func (c colors) of(s Severity) string {
	switch s {
	case Error:
		return c.red
	case Warning:
		return c.yellow
	default:
		return c.blue
	}
}
