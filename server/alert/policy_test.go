package alert_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/alert"
)

const retailPolicy = `
window_days: 21
min_customers: 25
min_locations: 3
min_distinct_days: 6
min_distinct_weeks: 2
min_consistency: 0.6
near_threshold_ratio: 0.5
`

func TestParseYAML(t *testing.T) {
	p, err := alert.ParseYAML([]byte(retailPolicy))
	if err != nil {
		t.Fatal(err)
	}
	want := alert.Policy{
		WindowDays: 21, MinCustomers: 25, MinLocations: 3, MinDistinctDays: 6, MinDistinctWeeks: 2, MinConsistency: 0.6,
		NearThresholdRatio: 0.5, ClearRatio: 0.5, RecordDays: 14, RenewalDays: 60,
	}
	if !p.Equal(want) {
		t.Errorf("got %+v, want %+v", p, want)
	}
}

func TestParseYAMLRefuses(t *testing.T) {
	for _, tc := range []struct{ name, yaml, want string }{
		{"an unknown key", retailPolicy + "min_custmers: 3", "min_custmers: line 9: no such threshold; there are window_days, min_customers"},
		{"a key given twice", retailPolicy + "window_days: 3", "window_days: line 9: is given twice"},
		{"a word for a number", "window_days: three\nmin_customers: 1", `window_days: line 1: "three" must be a whole number`},
		{"a fraction for a count", "window_days: 3\nmin_customers: 1.5", `min_customers: line 2: "1.5" must be a whole number`},
		{"nothing for a count", "window_days:\nmin_customers: 1", `window_days: line 1: "" must be a whole number`},
		{"not a number", retailPolicy + "clear_ratio: .nan", "clear_ratio: NaN must be 0 to 1"},
		{"a list", "- 1", "must be a list of `key: value` lines"},
		{"no YAML", "window_days: [", "policy: yaml"},
		{"nothing", "", "window_days: 0 must be 1 to 730"},
		{"a negative threshold", retailPolicy + "min_exposure: -1", "min_exposure: -1 must not be negative"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := alert.ParseYAML([]byte(tc.yaml)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}

func TestValidate(t *testing.T) {
	good := alert.Policy{WindowDays: 9, MinCustomers: 1, MinDistinctDays: 9, MinDistinctWeeks: 3, MinConsistency: 1}
	for _, tc := range []struct {
		name   string
		change func(*alert.Policy)
		fields []string
	}{
		{"what can just be reached", func(*alert.Policy) {}, nil},
		{"no window", func(p *alert.Policy) { p.WindowDays = 0 }, []string{"window_days"}},
		{"a window of years", func(p *alert.Policy) { p.WindowDays = 731 }, []string{"window_days"}},
		{"nobody", func(p *alert.Policy) { p.MinCustomers = 0 }, []string{"min_customers"}},
		{"more days than the window has", func(p *alert.Policy) { p.MinDistinctDays = 10 }, []string{"min_distinct_days"}},
		{"more weeks than the window can touch", func(p *alert.Policy) { p.MinDistinctWeeks = 4 }, []string{"min_distinct_weeks"}},
		{"two weeks in a day", func(p *alert.Policy) { p.WindowDays, p.MinDistinctDays, p.MinDistinctWeeks = 1, 1, 2 }, []string{"min_distinct_weeks"}},
		{"negative and out of range", func(p *alert.Policy) { p.MinLocations, p.MinConsistency, p.ClearRatio = -1, 1.1, -0.1 }, []string{"clear_ratio", "min_locations", "min_consistency"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := good
			tc.change(&p)
			var fields []string
			for _, v := range p.Validate() {
				fields = append(fields, v.Field)
			}
			if !reflect.DeepEqual(fields, tc.fields) {
				t.Errorf("violations of %v, want %v", fields, tc.fields)
			}
		})
	}
}

func FuzzParseYAML(f *testing.F) {
	f.Add([]byte(retailPolicy))
	f.Add([]byte("a: &a\n  <<: *a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := alert.ParseYAML(data)
		if err == nil && len(p.Validate()) > 0 {
			t.Errorf("%q gave a policy that is not valid: %v", data, p.Validate())
		}
	})
}
