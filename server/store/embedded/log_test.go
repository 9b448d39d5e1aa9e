package embedded

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestOutput(t *testing.T) {
	var logged bytes.Buffer
	o := &output{log: slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	for _, part := range []string{"LOG:  a", " line\nWARN", "ING:  careful\n\nFATAL:  the database system is starting up\nPANIC:  help\nFATAL:  no end"} {
		if n, err := fmt.Fprint(o, part); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	want := []string{`level=DEBUG msg=postgres said="LOG:  a line"`, `level=WARN msg=postgres said="WARNING:  careful"`,
		`level=DEBUG msg=postgres said="FATAL:  the database system is starting up"`, `level=ERROR msg=postgres said="PANIC:  help"`}
	lines := strings.Split(strings.TrimSpace(logged.String()), "\n")
	if len(lines) != len(want) {
		t.Fatalf("logged %q, want %d lines", lines, len(want))
	}
	for i := range want {
		if !strings.HasSuffix(lines[i], want[i]) {
			t.Errorf("line %d: %s, want %s", i, lines[i], want[i])
		}
	}
	if got := o.last(); got != "LOG:  a line\nWARNING:  careful\nFATAL:  the database system is starting up\nPANIC:  help" {
		t.Errorf("last = %q", got)
	}
	for i := range 2 * tailLines {
		fmt.Fprintln(o, "line", i)
	}
	if got := strings.Count(o.last(), "\n") + 1; got != tailLines || !o.contains(fmt.Sprint("line ", 2*tailLines-1)) {
		t.Errorf("kept %d lines, want the last %d", got, tailLines)
	}
}
