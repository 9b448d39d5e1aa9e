package alert

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/throughline-cx/throughline/server/journey"
)

// field is one key of a mapping in policy.yaml and where its value goes.
type field struct {
	name   string
	target any
	kind   string // what the value must be, in words
}

const (
	count    = "a whole number"
	ratio    = "a number from 0 to 1"
	amount   = "a number"
	word     = "a word"
	listed   = "a list of words"
	seams    = "a list of seams, each as {from: touchpoint, to: touchpoint}"
	nested   = "a list of `key: value` lines"
	sequence = "a list"
)

// takes reports whether the value is of the field's kind: decoding alone would cut 1.5 down
// to 1 and take nothing for 0.
func (f field) takes(value *yaml.Node) bool {
	tag := value.ShortTag()
	switch f.kind {
	case count:
		return tag == "!!int"
	case ratio, amount:
		return tag == "!!int" || tag == "!!float"
	case word:
		return tag == "!!str"
	case nested:
		return value.Kind == yaml.MappingNode
	}
	return value.Kind == yaml.SequenceNode
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
		{"rules", &p.Rules, sequence},
	}
}

func (r *Rule) fields() []field {
	return []field{
		{"name", &r.Name, word},
		{"severity", &r.Severity, word},
		{"review", &r.Review, word},
		{"window_days", &r.WindowDays, count},
		{"scope", &r.Scope, nested},
		{"all_of", &r.AllOf, sequence},
		{"any_of", &r.AnyOf, sequence},
		{"near_threshold_ratio", &r.NearRatio, ratio},
		{"clear_ratio", &r.ClearRatio, ratio},
	}
}

func (s *Scope) fields() []field {
	return []field{
		{"journeys", &s.Journeys, listed},
		{"seams", &s.Seams, seams},
		{"kinds", &s.Kinds, listed},
		{"product_lines", &s.ProductLines, listed},
		{"locations", &s.Locations, listed},
		{"regions", &s.Regions, listed},
		{"location_groups", &s.LocationGroups, listed},
	}
}

func (t *Threshold) fields() []field {
	out := []field{
		{"near_from", &t.NearFrom, amount},
		{"clear_below", &t.ClearBelow, amount},
		{"currency", &t.Currency, word},
		{"kind", &t.Kind, word},
		{"within_days", &t.WithinDays, count},
	}
	for _, m := range Metrics {
		out = append(out, field{string(m), &t.AtLeast, amount})
	}
	return out
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
	d := &decoding{}
	if len(document.Content) > 0 { // of an empty file, Validate says what is missing
		d.mapping("", document.Content[0], p.fields())
	}
	violations := d.out
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

// decoding fills a policy from a YAML document.
type decoding struct{ out []journey.Violation }

func (d *decoding) bad(path, reason, format string, args ...any) {
	d.out = append(d.out, journey.Violation{Field: path, Reason: reason, Description: fmt.Sprintf(format, args...)})
}

// mapping fills fields from a mapping whose path is put before their names. It returns the
// keys that it found.
func (d *decoding) mapping(path string, node *yaml.Node, fields []field) (keys []string) {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Kind != yaml.MappingNode {
		d.bad(strings.TrimSuffix(orPolicy(path), "."), journey.ReasonMalformed, "must be %s", nested)
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		at := slices.IndexFunc(fields, func(f field) bool { return f.name == key.Value })
		switch {
		case at < 0:
			d.bad(path+key.Value, journey.ReasonUnknownValue, "line %d: no such threshold; there are %s", key.Line, names(fields))
		case slices.Contains(keys, key.Value):
			d.bad(path+key.Value, journey.ReasonRepeated, "line %d: is given twice", key.Line)
		case !fields[at].takes(value) || !d.value(path+key.Value, value, fields[at]):
			d.bad(path+key.Value, journey.ReasonMalformed, "line %d: %q must be %s", value.Line, value.Value, fields[at].kind)
		}
		keys = append(keys, key.Value)
	}
	return keys
}

func orPolicy(path string) string {
	if path == "" {
		return "policy"
	}
	return path
}

// value fills one field. It reports false for a value that is not of the field's kind.
func (d *decoding) value(path string, node *yaml.Node, f field) bool {
	switch target := f.target.(type) {
	case *[]Rule:
		each(node, path, target, func(path string, node *yaml.Node, r *Rule) { d.mapping(path, node, r.fields()) })
	case *Scope:
		d.mapping(path+".", node, target.fields())
	case *[]journey.Seam:
		each(node, path, target, func(path string, node *yaml.Node, s *journey.Seam) {
			d.mapping(path, node, []field{{"from", &s.From, word}, {"to", &s.To, word}})
		})
	case *[]Threshold:
		each(node, path, target, d.threshold)
	default:
		return node.Decode(target) == nil
	}
	return true
}

// each fills a list, entry by entry.
func each[T any](node *yaml.Node, path string, list *[]T, fill func(string, *yaml.Node, *T)) {
	*list = make([]T, len(node.Content))
	for i, entry := range node.Content {
		fill(fmt.Sprintf("%s[%d].", path, i), entry, &(*list)[i])
	}
}

// threshold fills a threshold, which is written as its metric and level, such as
// `customers: 25`, and what else it has.
func (d *decoding) threshold(path string, node *yaml.Node, t *Threshold) {
	keys := d.mapping(path, node, t.fields())
	if keys == nil {
		return
	}
	for _, k := range keys {
		m := Metric(k)
		switch {
		case !slices.Contains(Metrics, m):
		case t.Metric != "" && t.Metric != m:
			d.bad(path+k, journey.ReasonRepeated, "a threshold has one metric, and this one has %s already: begin another with -", t.Metric)
		default:
			t.Metric = m
		}
	}
	if t.Metric == "" {
		d.bad(strings.TrimSuffix(path, "."), journey.ReasonMissing, "names no metric: there are %v", Metrics)
	}
}

func names(fields []field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.name
	}
	return strings.Join(list, ", ")
}
