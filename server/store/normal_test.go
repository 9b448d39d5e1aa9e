package store_test

import "encoding/json"

// normal takes a value through JSON, so that times, nil and empty slices compare as they are
// stored.
func normal(v any) any {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var out any
	if err := json.Unmarshal(data, &out); err != nil {
		return err
	}
	return out
}
