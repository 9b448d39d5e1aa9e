package command

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/apptest"
)

// line is an interaction as interactions.jsonl has it, that happened a number of hours ago.
func line(id string, hours int, text string) string {
	at := time.Now().Add(-time.Duration(hours) * time.Hour).UTC().Format(time.RFC3339)
	said, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf(`{"external_id":%q,"source_system":"crm","source":"ticket","occurred_at":%q,"turns":[{"speaker":"customer","text":%s}]}`+"\n", id, at, said)
}

func TestInteractionsPush(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.KeyFor(apptest.Tenant, "ingester"))
	t.Setenv("THROUGHLINE_SERVER", s.GRPCAddr())
	good := line("a", 1, "All is well.") + "\n" + line("b", 2, "All is well too.")
	run(t, good, "interactions", "push", "-").want(t, exitOK, "2 stored, 0 known already, 0 refused")
	bad := good + "{broken\n" + line("c", 3, "Fine.") + strings.Replace(line("d", 4, "No time."), `"occurred_at"`, `"when"`, 1) + line("a", 1, "Something else.")
	file := write(t, bad)
	r := run(t, "", "interactions", "push", file)
	r.want(t, exitFailure, "1 stored, 2 known already, 3 refused", file+":4: ", "must be one JSON object", file+`:6: "d": occurred_at: `, file+`:7: "a": `, "3 lines were refused; the others are stored")
	if strings.Contains(r.out+r.err, "Something else") {
		t.Errorf("a customer's text is repeated:\n%s", r.err)
	}

	all := run(t, bad, "interactions", "push", "-", "--json")
	all.want(t, exitFailure, "3 lines were refused")
	want := map[float64]string{1: "DUPLICATE", 3: "DUPLICATE", 4: "REJECTED", 5: "DUPLICATE", 6: "REJECTED", 7: "REJECTED"}
	lines := all.lines(t)
	if len(lines) != len(want) {
		t.Fatalf("%d results, want %d:\n%s", len(lines), len(want), all.out)
	}
	last := 0.0
	for _, l := range lines {
		number := l["line"].(float64)
		if number <= last || l["status"] != "PUSH_STATUS_"+want[number] {
			t.Errorf("after line %v comes %v", last, l)
		}
		last = number
	}
	run(t, line("a", 1, "Something else."), "interactions", "push", "-", "--json").want(t, exitFailure, `"status":"PUSH_STATUS_CONFLICT"`)
	run(t, "[]", "interactions", "push", "-").want(t, exitFailure, "line 1: must be one JSON object")
	run(t, "", "interactions", "push", "/nowhere").want(t, exitFailure, "no such file")
	run(t, "", "interactions", "push", "-").want(t, exitOK)
	t.Setenv("THROUGHLINE_API_KEY", s.KeyFor(apptest.Tenant, "viewer"))
	run(t, good, "interactions", "push", "-").want(t, exitFailure, "ROLE_INSUFFICIENT", "lines 1 to 3")
}

// A line of a pipe that stays open is pushed without waiting for others.
func TestInteractionsPushOfAPipe(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	in, typed := io.Pipe()
	out, printed := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- Run(t.Context(), []string{"interactions", "push", "-", "--json", "--server", s.GRPCAddr()}, Streams{In: in, Out: printed, Err: io.Discard})
		_ = printed.Close()
	}()
	results := bufio.NewReader(out)
	for _, id := range []string{"first", "second"} {
		if _, err := io.WriteString(typed, line(id, 1, "It is fine.")); err != nil {
			t.Fatal(err)
		}
		if got, err := results.ReadString('\n'); err != nil || !strings.Contains(got, `"id":"`+id+`"`) {
			t.Fatalf("%q, %v", got, err)
		}
	}
	_ = typed.Close()
	if code := <-ended; code != exitOK {
		t.Errorf("exit code %d", code)
	}
}

func TestInteractionsTail(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	t.Setenv("THROUGHLINE_SERVER", s.GRPCAddr())
	push := func(id string, hours int, text string) {
		t.Helper()
		run(t, line(id, hours, text), "interactions", "push", "-").want(t, exitOK, "1 stored")
	}
	push("old", 9, "Long ago.")
	push("begun", 8, "It \x1b[2J was \u009b31m there.")
	said, stop := follow(t, "interactions", "tail", "--lines", "1", "--interval", "100ms", "--source-system", "crm")
	next := func() string {
		t.Helper()
		return nextLine(t, said) + nextLine(t, said)
	}
	if got := next(); !strings.Contains(got, "ticket  crm begun") || !strings.Contains(got, `It ␛[2J was \u009b31m there.`) {
		t.Errorf("it begins with %q", got)
	}
	push("new", 1, "Just now.")
	if got := next(); !strings.Contains(got, "crm new") {
		t.Errorf("after it comes %q", got)
	}
	push("late", 30, "It came late.") // it happened before all others
	if got := next(); !strings.Contains(got, "crm late") {
		t.Errorf("then comes %q", got)
	}
	stop().want(t, exitOK)
	id := idOf(first(t, s.Client(s.Key).ListInteractions(t.Context(), nil)).GetName())
	run(t, "", "interactions", "show", id).want(t, exitOK, "from         crm, new, ticket by -", "customer:    Just now.")
	run(t, "", "interactions", "tail", "--interval", "1ms").want(t, exitUsage, "--interval must be at least 100ms")
	run(t, "", "interactions", "tail", "--lines", "-1").want(t, exitUsage, "--lines must be at least 0")
}
