package store

import (
	"fmt"
	"strings"

	"github.com/throughline-cx/throughline/server/alert"
)

// AlertFilter narrows a list of alerts; the zero value takes all.
type AlertFilter struct {
	States []alert.State      // only those in one of these; any when empty
	All    [][]AlertCondition // of each inner list at least one must be true
}

// AlertCondition compares a field of an alert, one of AlertFields, with a value.
type AlertCondition struct {
	Field string
	Value string
	Not   bool // it must be another value
}

// AlertFields are what a condition may be about, and how it is told: of an alert a and its cluster k;
// %s is the value's parameter. Those of complaints are true when one of its complaints is so.
var AlertFields = map[string]string{
	"state":           `a.state = %s`,
	"level":           `coalesce(nullif(a.level, ''), a.state) = %s`,
	"severity":        `coalesce(nullif(k.standing->>'severity', ''), 'medium') = %s`,
	"failure_mode":    `k.failure_mode = %s`,
	"from_touchpoint": `k.from_touchpoint = %s`,
	"to_touchpoint":   `k.to_touchpoint = %s`,
	"touchpoint":      `%s IN (k.from_touchpoint, k.to_touchpoint)`,
	"account":         complained + `i.account_id = %s)`,
	"customer":        complained + `i.customer_id = %s)`,
	"location":        complained + `i.location_id = %s)`,
	"external_id":     complained + `i.external_id = %s)`,
}

const complained = `EXISTS (SELECT FROM mentions m JOIN interactions i ON i.tenant_id = m.tenant_id AND i.id = m.interaction_id
  WHERE m.tenant_id = a.tenant_id AND m.cluster_id = a.cluster_id AND `

// where is the condition that an alert a of a cluster k passes the filter.
func (f AlertFilter) where(args *arguments) string {
	all := []string{fmt.Sprintf(`(cardinality(%[1]s::text[]) = 0 OR a.state = ANY(%[1]s))`, args.add(stateNames(f.States)))}
	for _, alternatives := range f.All {
		var any []string
		for _, c := range alternatives {
			test := fmt.Sprintf(AlertFields[c.Field], args.add(c.Value)+"::text")
			if c.Not {
				test = "NOT " + test
			}
			any = append(any, test)
		}
		all = append(all, "("+strings.Join(any, " OR ")+")")
	}
	return strings.Join(all, " AND ")
}

func stateNames(states []alert.State) []string {
	return column(states, func(s alert.State) string { return string(s) })
}
