package template

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
)

// functions are the names that the parser takes for functions; [call] has what they do.
var functions = map[string]any{
	"and": true, "or": true, "not": true, "len": true, "index": true, "print": true, "printf": true,
	"eq": true, "ne": true, "lt": true, "le": true, "gt": true, "ge": true,
}

// call applies a function to n arguments. They are asked for one by one, since "and" and "or" stop at the one that decides.
func call(name string, n int, arg func(i int) reflect.Value) (reflect.Value, error) {
	least, most := 1, n
	switch name {
	case "not", "len":
		most = 1
	case "eq", "index":
		least = 2
	case "ne", "lt", "le", "gt", "ge":
		least, most = 2, 2
	case "print":
		least = 0
	}
	if n < least || n > most {
		return reflect.Value{}, fmt.Errorf("%s does not take %d arguments", name, n)
	}
	switch name {
	case "and", "or":
		for i := range n - 1 {
			if v := arg(i); truth(v) == (name == "or") {
				return v, nil
			}
		}
		return arg(n - 1), nil
	case "not":
		return reflect.ValueOf(!truth(arg(0))), nil
	case "len":
		switch v := indirect(arg(0)); v.Kind() {
		case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
			return reflect.ValueOf(v.Len()), nil
		}
		return reflect.Value{}, errors.New("len counts the items of a list or a map, or the bytes of a text")
	case "index":
		v := arg(0)
		for i := 1; i < n; i++ {
			var err error
			if v, err = index(v, arg(i)); err != nil {
				return v, err
			}
		}
		return v, nil
	case "print", "printf":
		return format(name, n, arg)
	}
	return relate(name, n, arg)
}

// index gives an item of a list or an entry of a map.
func index(v, at reflect.Value) (reflect.Value, error) {
	v, at = indirect(v), indirect(at)
	switch v.Kind() {
	case reflect.Array, reflect.Slice:
		if !at.CanInt() || at.Int() < 0 || at.Int() >= int64(v.Len()) {
			return reflect.Value{}, fmt.Errorf("a list of %d has no such item", v.Len())
		}
		return v.Index(int(at.Int())), nil
	case reflect.Map:
		if at.Kind() == reflect.String {
			return field(v, at.String())
		}
	}
	return reflect.Value{}, errors.New("index takes a list and a number, or a map and a key")
}

func format(name string, n int, arg func(i int) reflect.Value) (reflect.Value, error) {
	args := make([]any, n)
	for i := range args {
		if v := indirect(arg(i)); v.IsValid() {
			args[i] = v.Interface()
		}
	}
	if name == "print" {
		return reflect.ValueOf(fmt.Sprint(args...)), nil
	}
	pattern, ok := args[0].(string)
	if !ok {
		return reflect.Value{}, errors.New("printf takes a format first")
	}
	return reflect.ValueOf(fmt.Sprintf(pattern, args[1:]...)), nil
}

// relate compares: the first argument with the second, or for eq with any of the others.
func relate(name string, n int, arg func(i int) reflect.Value) (reflect.Value, error) {
	first := arg(0)
	for i := 1; i < n; i++ {
		second := arg(i)
		c, err := compare(first, second)
		if err != nil {
			return reflect.Value{}, err
		}
		if indirect(second).Kind() == reflect.Bool && name != "eq" && name != "ne" {
			return reflect.Value{}, errors.New("truth values have no order")
		}
		holds := map[string]bool{"eq": c == 0, "ne": c != 0, "lt": c < 0, "le": c <= 0, "gt": c > 0, "ge": c >= 0}[name]
		if holds || i == n-1 {
			return reflect.ValueOf(holds), nil
		}
	}
	return reflect.Value{}, nil // not reached: there are two arguments or more
}

// compare orders two texts, two numbers of a kind, or two truth values.
func compare(a, b reflect.Value) (int, error) {
	a, b = indirect(a), indirect(b)
	switch {
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		return cmp.Compare(a.String(), b.String()), nil
	case a.CanInt() && b.CanInt():
		return cmp.Compare(a.Int(), b.Int()), nil
	case a.CanUint() && b.CanUint():
		return cmp.Compare(a.Uint(), b.Uint()), nil
	case a.CanFloat() && b.CanFloat():
		return cmp.Compare(a.Float(), b.Float()), nil
	case a.Kind() == reflect.Bool && b.Kind() == reflect.Bool:
		switch {
		case a.Bool() == b.Bool():
			return 0, nil
		case b.Bool():
			return -1, nil
		}
		return 1, nil
	}
	return 0, errors.New("only two texts, two numbers of a kind or two truth values compare")
}
