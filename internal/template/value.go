package template

import (
	"fmt"
	"html"
	"reflect"
	"slices"
	"strings"
)

// HTML is a text that is markup already: [ParseHTML] has it written as it is.
type HTML string

// EscapeHTML makes a text one of a page, also in an attribute in quotes.
func EscapeHTML(text string) string {
	return html.EscapeString(strings.ReplaceAll(text, "\x00", "\uFFFD"))
}

func valueOf(data any) reflect.Value { return reflect.ValueOf(data) }

// indirect goes through pointers and interfaces to what they lead to, which is no value where they lead nowhere.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// field gives the field of a struct or the key of a map. A key that a map does not have is an error: it is a slip of the template.
func field(v reflect.Value, name string) (reflect.Value, error) {
	v = indirect(v)
	switch v.Kind() {
	case reflect.Struct:
		if f, ok := v.Type().FieldByName(name); ok && f.IsExported() {
			return v.FieldByIndexErr(f.Index)
		}
	case reflect.Map:
		if key := reflect.ValueOf(name); key.Type().ConvertibleTo(v.Type().Key()) && v.Type().Key().Kind() == reflect.String {
			if item := v.MapIndex(key.Convert(v.Type().Key())); item.IsValid() {
				return item, nil
			}
			return reflect.Value{}, fmt.Errorf("there is no entry %q", name)
		}
	case reflect.Invalid:
		return reflect.Value{}, fmt.Errorf("there is nothing that could have a field %s", name)
	}
	return reflect.Value{}, fmt.Errorf("a %s has no field %s", v.Type(), name)
}

// truth tells whether a value counts as true: whether it is not the zero value, and not empty.
func truth(v reflect.Value) bool {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0
	case reflect.Struct:
		return true
	}
	return !v.IsZero()
}

// sortedKeys returns the keys of a map in order, so that the same data gives the same text.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		if c, err := compare(a, b); err == nil {
			return c
		}
		return strings.Compare(fmt.Sprint(a.Interface()), fmt.Sprint(b.Interface()))
	})
	return keys
}
