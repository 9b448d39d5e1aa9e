package terminal

import (
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

func written(t *testing.T, table *Table, width int) string {
	t.Helper()
	var out strings.Builder
	if err := table.Write(&out, width); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTable(t *testing.T) {
	table := NewTable(Column{Name: "ID"}, Column{Name: "COUNT", Right: true}, Column{Name: "WHAT", Wide: true})
	table.Add("a", "7", "short")
	table.Add("bcd", "12345678", "the shop said that it was there and the desk knew nothing")
	if got, want := written(t, table, 0), ""+
		"ID      COUNT  WHAT\n"+
		"a           7  short\n"+
		"bcd  12345678  the shop said that it was there and the desk knew nothing\n"; got != want {
		t.Errorf("one line a row:\n%s", got)
	}
	if got, want := written(t, table, 46), ""+
		"ID      COUNT  WHAT\n"+
		"a           7  short\n"+
		"bcd  12345678  the shop said that it was there\n"+
		"               and the desk knew nothing\n"; got != want {
		t.Errorf("wrapped:\n%s", got)
	}
	if got, want := written(t, table, 30), ""+
		"ID      COUNT\n"+
		"  WHAT\n"+
		"a           7\n"+
		"  short\n"+
		"bcd  12345678\n"+
		"  the shop said that it was\n"+
		"  there and the desk knew\n"+
		"  nothing\n"; got != want {
		t.Errorf("below:\n%s", got)
	}
	if got, want := written(t, table, 12), ""+
		"ID COUNT\n"+
		"  WHAT\n"+
		"a 7 short\n"+
		"bcd\n"+
		"  12345678\n"; !strings.HasPrefix(got, want) {
		t.Errorf("narrow:\n%s", got)
	}
}

func TestTableFitsAndLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(8, 140).Draw(t, "width")
		table := NewTable(Column{Name: "ID"}, Column{Name: "WIDE", Wide: true}, Column{Name: "N", Right: true}, Column{Name: "MORE", Wide: true})
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z你]{1,30}`), 0, 12)
		var all []string
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			one, two := words.Draw(t, "one"), words.Draw(t, "two")
			all = append(append(all, one...), two...)
			table.Add("0123456789", strings.Join(one, " "), "42", strings.Join(two, " "))
		}
		var out strings.Builder
		if err := table.Write(&out, width); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if w := runewidth.StringWidth(strings.TrimSuffix(line, "\n")); w > width {
				t.Fatalf("a line of %d columns in %d:\n%s", w, width, out.String())
			}
		}
		for _, letter := range []string{"a", "z", "你"} { // words may be broken, letters may not get lost
			if got, want := strings.Count(out.String(), letter), strings.Count(strings.Join(all, ""), letter); got != want {
				t.Fatalf("%d times %q, want %d:\n%s", got, letter, want, out.String())
			}
		}
	})
}

func TestTableCellsAreClean(t *testing.T) {
	table := NewTable(Column{Name: "QUOTE", Wide: true})
	table.Add("\x1b]0;owned\a")
	if got := written(t, table, 80); got != "QUOTE\n␛]0;owned␇\n" {
		t.Errorf("%q", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"a  b   c", 10, []string{"a b c"}},
		{"one two three", 7, []string{"one two", "three"}},
		{"abcdefghij k", 4, []string{"abcd", "efgh", "ij k"}},
		{"你好世界", 4, []string{"你好", "世界"}},
		{"你", 1, []string{"你"}},
	} {
		if got := Wrap(c.text, c.width); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for minor, want := range map[int64]string{0: "0.00 USD", 5: "0.05 USD", 1172056: "11,720.56 USD", -123456789: "−1,234,567.89 USD", 99900: "999.00 USD"} {
		if got := Money(&throughlinev1.Money{AmountMinor: minor, Currency: "USD"}); got != want {
			t.Errorf("%d: %q, want %q", minor, got, want)
		}
	}
	if got := Money(&throughlinev1.Money{AmountMinor: 1234, Currency: "JPY"}); got != "1,234 JPY" {
		t.Errorf("yen: %q", got)
	}
	at := &timestamppb.Timestamp{Seconds: 1795701900}
	if Moment(at) != "2026-11-26 14:05" || Day(at) != "2026-11-26" || Moment(nil) != None || Day(nil) != None {
		t.Errorf("%s, %s, %s, %s", Moment(at), Day(at), Moment(nil), Day(nil))
	}
	if Or("") != None || Or("x") != "x" {
		t.Error("Or")
	}
}
