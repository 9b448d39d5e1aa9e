package command

import (
	"bytes"
	"strings"
	"sync"
	"testing"
)

// TestBars sets bars from several goroutines, as imports do, and sees them end.
func TestBars(t *testing.T) {
	for _, live := range []bool{false, true} {
		var out bytes.Buffer
		b := newBars(Streams{Err: &out, Live: live})
		var all sync.WaitGroup
		for _, name := range []string{"accounts.csv", "interactions.jsonl"} {
			all.Go(func() {
				for i := range 11 {
					b.set(name, int64(i*100), float64(i)/10)
				}
			})
		}
		all.Wait()
		b.println("something to say")
		b.done()
		if got := out.String(); !strings.Contains(got, "something to say") || live != strings.Contains(got, "interactions.jsonl") {
			t.Errorf("watched %v: %q", live, got)
		}
	}
}

// A bar that is not full, as when an import stops, must not keep the program waiting.
func TestBarsEndHalfway(t *testing.T) {
	b := newBars(Streams{Err: &bytes.Buffer{}, Live: true})
	b.set("half", 50, 0.5)
	b.done()
}
