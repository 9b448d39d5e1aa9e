package journey

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"gopkg.in/yaml.v3"
)

// ParseYAML reads a journey map from journey.yaml. Unknown fields, a second
// document, and everything that Validate finds, are errors.
func ParseYAML(data []byte) (*Map, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var m Map
	if err := dec.Decode(&m); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("journey map: %w", err)
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errors.New("journey map: the file must hold one document; a second follows a --- line, or what follows is no YAML")
	}
	if vs := m.Validate(); len(vs) > 0 {
		errs := make([]error, len(vs))
		for i, v := range vs {
			errs[i] = v
		}
		return nil, fmt.Errorf("journey map: %w", errors.Join(errs...))
	}
	return &m, nil
}
