package executor

import "fmt"

// guard calls a part that is not ours. A panic in it is an error of the leaf, not the end of the program.
func guard(part string, call func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &PanicError{Part: part, Value: p}
		}
	}()
	return call()
}

// PanicError says that a part of an executor panicked.
type PanicError struct {
	// Part is the retriever, the answerer, the binder or the composer.
	Part string
	// Value is what it panicked with.
	Value any
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("internal error in %s: %v; please report it to the maker of that part", e.Part, e.Value)
}

// Unwrap returns what it panicked with, where that is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}
