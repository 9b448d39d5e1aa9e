package alert

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/throughline-cx/throughline/server/journey"
)

// field is one key of policy.yaml and where its value goes.
type field struct {
	name   string
	target any
	kind   string // what the value must be, in words
}

const (
	count = "a whole number"
	ratio = "a number from 0 to 1"
)

// takes reports whether the value is of the field's kind: decoding alone would cut 1.5 down
// to 1 and take nothing for 0.
func (f field) takes(value *yaml.Node) bool {
	tag := value.ShortTag()
	return tag == "!!int" || f.kind == ratio && tag == "!!float"
}

func (p *Policy) fields() []field {
	return []field{
		{"window_days", &p.WindowDays, count},
		{"min_customers", &p.MinCustomers, count},
		{"min_locations", &p.MinLocations, count},
		{"min_distinct_days", &p.MinDistinctDays, count},
		{"min_distinct_weeks", &p.MinDistinctWeeks, count},
		{"min_consistency", &p.MinConsistency, ratio},
		{"min_exposure", &p.MinExposure, count},
		{"near_threshold_ratio", &p.NearThresholdRatio, ratio},
		{"clear_ratio", &p.ClearRatio, ratio},
		{"record_days", &p.RecordDays, count},
		{"renewal_days", &p.RenewalDays, count},
	}
}

// ParseYAML reads a policy from policy.yaml and fills in what it leaves out. Unknown and
// repeated keys, values of the wrong kind and everything that Validate finds are errors, each
// a journey.Violation in the joined error.
func ParseYAML(data []byte) (Policy, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		return Policy{}, fmt.Errorf("policy: %w", err)
	}
	var p Policy
	violations := p.decode(&document)
	if len(violations) == 0 {
		violations = p.Validate()
	}
	if len(violations) > 0 {
		errs := make([]error, len(violations))
		for i, v := range violations {
			errs[i] = v
		}
		return Policy{}, fmt.Errorf("policy: %w", errors.Join(errs...))
	}
	return p.WithDefaults(), nil
}

// decode fills the policy from a YAML document.
func (p *Policy) decode(document *yaml.Node) []journey.Violation {
	if len(document.Content) == 0 {
		return nil // an empty file: Validate says what is missing
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode {
		return []journey.Violation{{Field: "policy", Reason: journey.ReasonMalformed, Description: "must be a list of `key: value` lines"}}
	}
	var out []journey.Violation
	fields, seen := p.fields(), map[string]bool{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		at := slices.IndexFunc(fields, func(f field) bool { return f.name == key.Value })
		switch {
		case at < 0:
			out = append(out, journey.Violation{Field: key.Value, Reason: journey.ReasonUnknownValue, Description: fmt.Sprintf("line %d: no such threshold; there are %s", key.Line, names(fields))})
		case seen[key.Value]:
			out = append(out, journey.Violation{Field: key.Value, Reason: journey.ReasonRepeated, Description: fmt.Sprintf("line %d: is given twice", key.Line)})
		case !fields[at].takes(value) || value.Decode(fields[at].target) != nil:
			out = append(out, journey.Violation{Field: key.Value, Reason: journey.ReasonMalformed, Description: fmt.Sprintf("line %d: %q must be %s", value.Line, value.Value, fields[at].kind)})
		}
		seen[key.Value] = true
	}
	return out
}

func names(fields []field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.name
	}
	return strings.Join(list, ", ")
}
