package terminal

import (
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
)

// None stands for what is not known or not set.
const None = "-"

// Moment writes an instant to the minute, in UTC: "2026-11-26 14:05". None when it is not set.
func Moment(t *timestamppb.Timestamp) string {
	if t == nil {
		return None
	}
	return t.AsTime().Format("2006-01-02 15:04")
}

// Day writes the UTC day of an instant: "2026-11-26". None when it is not set.
func Day(t *timestamppb.Timestamp) string {
	if t == nil {
		return None
	}
	return t.AsTime().Format(time.DateOnly)
}

// Money writes an amount exactly, with commas and its currency: "11,720.56 USD".
func Money(m *throughlinev1.Money) string {
	decimal := ingest.Money{Minor: m.GetAmountMinor(), Currency: m.GetCurrency()}.Decimal()
	whole, fraction, point := strings.Cut(decimal, ".")
	whole, negative := strings.CutPrefix(whole, "-")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if negative {
		whole = "−" + whole
	}
	if point {
		whole += "." + fraction
	}
	return whole + " " + m.GetCurrency()
}

// Or returns the text, or None where it is empty.
func Or(text string) string {
	if text == "" {
		return None
	}
	return text
}
