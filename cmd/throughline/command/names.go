package command

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// resource returns the resource name of what an argument names by its id or by that name.
func resource(client *throughline.Client, collection, given string) (string, error) {
	id := strings.TrimPrefix(given, client.Name(collection)+"/")
	if _, err := uuid.Parse(id); err != nil || len(id) != len(uuid.Nil.String()) {
		return "", usageError{fmt.Errorf("%q is no id: it must be one such as 01a213c7-4590-742c-87c2-216f617fe60e, or a name %s/…", given, client.Name(collection))}
	}
	return client.Name(collection, strings.ToLower(id)), nil
}

// resources is resource for several, each once.
func resources(client *throughline.Client, collection string, given []string) ([]string, error) {
	var out []string
	for _, g := range given {
		name, err := resource(client, collection, g)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out, nil
}

// optional is resource for a flag that may be left out.
func optional(client *throughline.Client, collection, given string) (string, error) {
	if given == "" {
		return "", nil
	}
	return resource(client, collection, given)
}

// idOf returns the id at the end of a resource name.
func idOf(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// enum is what protoc makes of an enum.
type enum interface {
	~int32
	String() string
}

// wordOf writes an enum's value as a word: "near_threshold".
func wordOf[E enum](value E, prefix string) string {
	return strings.ToLower(strings.TrimPrefix(value.String(), prefix))
}

// spoken writes an enum's value for a sentence: "near threshold"; empty when it is not set.
func spoken[E enum](value E, prefix string) string {
	if value == 0 {
		return ""
	}
	return inWords(wordOf(value, prefix))
}

// wordsOf lists the words of an enum in order, but for the one that says that it is not set.
func wordsOf(names map[int32]string, prefix string) []string {
	var out []string
	for _, number := range slices.Sorted(maps.Keys(names)) {
		if number > 0 {
			out = append(out, strings.ToLower(strings.TrimPrefix(names[number], prefix)))
		}
	}
	return out
}

// valueOf returns the value of an enum that a word names; flag says where the word comes from.
func valueOf[E enum](flag, word string, values map[string]int32, names map[int32]string, prefix string) (E, error) {
	n, ok := values[prefix+strings.ToUpper(strings.ReplaceAll(word, "-", "_"))]
	if !ok || n == 0 {
		return 0, usageError{fmt.Errorf("%s must be one of %s, not %q", flag, strings.Join(wordsOf(names, prefix), ", "), word)}
	}
	return E(n), nil
}

// moment reads an instant in a flag: RFC 3339, or a day, which means its first instant in UTC.
func moment(flag, given string) (*timestamppb.Timestamp, error) {
	if given == "" {
		return nil, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, given); err == nil {
			return timestamppb.New(t), nil
		}
	}
	return nil, usageError{fmt.Errorf("%s must be an instant such as 2026-11-26T14:05:00Z, or a day such as 2026-11-26, not %q", flag, given)}
}

// number writes a count.
func number(n int32) string { return strconv.Itoa(int(n)) }

// share writes a share of 0 to 1 with two decimals.
func share(p float64) string { return strconv.FormatFloat(p, 'f', 2, 64) }
