package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// actingFlags are the flags that say who may act from a destination.
type actingFlags struct {
	mayAct  []string
	anybody bool
	nobody  bool
}

func (f *actingFlags) add(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.mayAct, "may-act", nil,
		"`ID` of somebody who may act there: Slack's user id, a mail address, a Jira account id; ID=viewer for somebody who may not though anybody may. May be given several times")
	c.Flags().BoolVar(&f.anybody, "anybody-may-act", false, "let everybody act who can read it")
}

// addNobody adds the flag that takes it from all again, which only a change needs.
func (f *actingFlags) addNobody(c *cobra.Command) {
	c.Flags().BoolVar(&f.nobody, "nobody-may-act", false, "let nobody act there any more")
}

// acting returns who may act; nil when nothing is said about it.
func (f *actingFlags) acting() (*throughlinev1.Acting, error) {
	if f.nobody && (f.anybody || len(f.mayAct) > 0) {
		return nil, usageError{errors.New("--nobody-may-act goes with neither --may-act nor --anybody-may-act")}
	}
	if !f.nobody && !f.anybody && len(f.mayAct) == 0 {
		return nil, nil
	}
	out := &throughlinev1.Acting{Anybody: f.anybody}
	for _, given := range f.mayAct {
		id, word, _ := strings.Cut(given, "=")
		role := throughlinev1.ApiKeyRole_API_KEY_ROLE_REVIEWER
		if word != "" {
			role = throughlinev1.ApiKeyRole(throughlinev1.ApiKeyRole_value["API_KEY_ROLE_"+strings.ToUpper(word)])
		}
		if id == "" || role < throughlinev1.ApiKeyRole_API_KEY_ROLE_VIEWER {
			return nil, usageError{fmt.Errorf("--may-act must be ID or ID=ROLE, with role viewer, reviewer or admin, not %q", given)}
		}
		out.People = append(out.People, &throughlinev1.ActingPerson{Id: id, Role: role})
	}
	return out, nil
}

// actingWords says who may act.
func actingWords(a *throughlinev1.Acting) string {
	var out []string
	if a.GetAnybody() {
		out = append(out, "anybody who reads it")
	}
	for _, p := range a.GetPeople() {
		out = append(out, p.GetId()+" ("+strings.ToLower(strings.TrimPrefix(p.GetRole().String(), "API_KEY_ROLE_"))+")")
	}
	if len(out) == 0 {
		return "nobody"
	}
	return strings.Join(out, ", ")
}
