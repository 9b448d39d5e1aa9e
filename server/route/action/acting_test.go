package action

import (
	"strings"
	"testing"
)

var acting = Acting{Anybody: true, People: []Person{{"U1", Reviewer}, {"U2", Viewer}, {"U3", Admin}, {"Ann@Shop.example", Reviewer}}}

func TestRoleOf(t *testing.T) {
	closed := Acting{People: acting.People}
	for _, c := range []struct {
		id           string
		open, closed Role
	}{
		{"U1", Reviewer, Reviewer},
		{"U2", Viewer, Viewer}, // the list counts, even where anybody may
		{"U3", Admin, Admin},
		{"u1", Reviewer, Nobody}, // ids of Slack are not the same in other case
		{"ann@shop.EXAMPLE", Reviewer, Reviewer},
		{"U9", Reviewer, Nobody},
		{"", Reviewer, Nobody},
	} {
		if got := acting.RoleOf(c.id); got != c.open {
			t.Errorf("%q where anybody may: %q, want %q", c.id, got, c.open)
		}
		if got := closed.RoleOf(c.id); got != c.closed {
			t.Errorf("%q: %q, want %q", c.id, got, c.closed)
		}
	}
	if got := (Acting{}).RoleOf("U1"); got != Nobody {
		t.Errorf("nobody is listed, and U1 is %q", got)
	}
}

func TestRoleOfOneOf(t *testing.T) {
	closed := Acting{People: acting.People}
	for _, c := range []struct {
		ids          []string
		open, closed Role
	}{
		{[]string{"U1", "U3"}, Reviewer, Reviewer},
		{[]string{"U1", "U2"}, Viewer, Viewer},
		{[]string{"U1", "U9"}, Reviewer, Nobody},
		{nil, Reviewer, Nobody},
	} {
		if got := acting.RoleOfOneOf(c.ids); got != c.open {
			t.Errorf("one of %v where anybody may: %q, want %q", c.ids, got, c.open)
		}
		if got := closed.RoleOfOneOf(c.ids); got != c.closed {
			t.Errorf("one of %v: %q, want %q", c.ids, got, c.closed)
		}
	}
}

func TestOffersOnlyWhereSomebodyMayAct(t *testing.T) {
	for _, c := range []struct {
		acting Acting
		want   bool
	}{
		{Acting{}, false}, {Acting{Anybody: true}, true}, {Acting{People: []Person{{"U2", Viewer}}}, false}, {Acting{People: []Person{{"U1", Admin}}}, true},
	} {
		if got := c.acting.Offers(); got != c.want {
			t.Errorf("%+v: %v", c.acting, got)
		}
	}
}

func TestValidateActing(t *testing.T) {
	for want, a := range map[string]Acting{
		"":                        acting,
		"must have 1 to 200":      {People: []Person{{"", Admin}}},
		"without spaces":          {People: []Person{{" U1", Admin}}},
		"none of viewer":          {People: []Person{{"U1", "ingester"}}},
		`"U1" is listed twice`:    {People: []Person{{"U1", Admin}, {"U1", Viewer}}},
		`"a@B.c" is listed twice`: {People: []Person{{"A@b.c", Admin}, {"a@B.c", Viewer}}},
		"it may list 500":         {People: make([]Person, 501)},
	} {
		err := a.Validate()
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
