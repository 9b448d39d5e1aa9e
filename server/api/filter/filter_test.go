package filter_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/throughline-cx/throughline/server/api/filter"
)

var fields = filter.Fields{"state": {"firing", "fading"}, "account": nil}

func TestParse(t *testing.T) {
	firing := filter.Condition{Field: "state", Value: "firing"}
	fading := filter.Condition{Field: "state", Value: "fading"}
	acme := filter.Condition{Field: "account", Value: "acme"}
	for text, want := range map[string]filter.All{
		"":                       nil,
		"  ":                     nil,
		"state = firing":         {{firing}},
		"state=firing":           {{firing}},
		"state != firing":        {{{Field: "state", Value: "firing", Not: true}}},
		`account = "a \"b\" \\"`: {{{Field: "account", Value: `a "b" \`}}},
		`account = ""`:           {{{Field: "account"}}},
		"account = acme AND state = firing OR state = fading": {{acme}, {firing, fading}},
		"state = firing OR state = fading AND account = acme": {{firing, fading}, {acme}},
		"account = ORB AND account = 2026-01-01T00:00:00Z":    {{{Field: "account", Value: "ORB"}}, {{Field: "account", Value: "2026-01-01T00:00:00Z"}}},
	} {
		got, err := filter.Parse(text, fields)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, %v, want %v", text, got, err, want)
		}
	}
}

func TestWhatIsWrongIsTold(t *testing.T) {
	for text, want := range map[string]string{
		"colour = red":                      "at character 1: want one of the fields account, state",
		"state":                             "at character 6: want = or != after state",
		"state > firing":                    "at character 7: want = or != after state",
		"state = flying":                    `at character 9: "flying" must be one of firing, fading`,
		"account =":                         "at character 10: want a value; put it in double quotes when it has other characters than letters, digits, _ - . :",
		`account = "acme`:                   "at character 11: the quotes are not closed",
		"account = a account = b":           "at character 13: want AND or OR between two comparisons",
		"account = a AND":                   "at character 16: want one of the fields account, state",
		"account = a ORaccount = b":         "at character 13: want AND or OR between two comparisons",
		"(account = a)":                     "at character 1: want one of the fields account, state",
		"account = a AND OR state = firing": "at character 17: want one of the fields account, state",
	} {
		_, err := filter.Parse(text, fields)
		var wrong *filter.Error
		if !errors.As(err, &wrong) || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// Whatever comes in, there is a filter whose conditions are about known fields, or an error.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"state = firing", `account = "x" OR state != fading AND account=b`, `"`, "state = \\", "AND"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all, err := filter.Parse(text, fields)
		if err != nil {
			return
		}
		for _, any := range all {
			if len(any) == 0 {
				t.Fatal("an empty list of alternatives is never true")
			}
			for _, c := range any {
				if _, known := fields[c.Field]; !known {
					t.Fatalf("field %q", c.Field)
				}
			}
		}
	})
}
