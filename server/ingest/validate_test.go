package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/journey"
)

func good() Interaction {
	return Interaction{
		SourceSystem: "crm", ExternalID: "x-1", Source: "call", Channel: "phone", OccurredAt: noon, ReceivedAt: noon,
		CustomerID: "c", AccountID: "a", LocationID: "l", ProductLine: "Money transfer, \"virtual\"",
		Attributes: map[string]string{"org": "Acme\nInc"},
		Turns:      []Turn{{SpeakerCustomer, "héllo\tthere\n"}, {SpeakerAgent, ""}},
	}
}

func faults(violations []journey.Violation) string {
	out := make([]string, len(violations))
	for i, v := range violations {
		out[i] = v.Field + " " + v.Reason
	}
	return strings.Join(out, ", ")
}

func TestValidate(t *testing.T) {
	many := map[string]string{}
	for i := range MaxAttributes + 1 {
		many[fmt.Sprint(i)] = "x"
	}
	big := slices.Repeat([]Turn{{SpeakerCustomer, strings.Repeat("x", MaxTurnText)}}, 5)
	for _, c := range []struct {
		want   string
		change func(*Interaction)
	}{
		{"", func(in *Interaction) {}},
		{"", func(in *Interaction) {
			*in = Interaction{SourceSystem: "crm", ExternalID: "1", Source: "x", OccurredAt: noon, Turns: in.Turns}
		}},
		{"", func(in *Interaction) { in.OccurredAt = noon.Add(MaxAhead) }},
		{"source_system MISSING", func(in *Interaction) { in.SourceSystem = "" }},
		{"source_system MALFORMED", func(in *Interaction) { in.SourceSystem = "My CRM" }},
		{"external_id MISSING", func(in *Interaction) { in.ExternalID = "" }},
		{"external_id TOO_LONG", func(in *Interaction) { in.ExternalID = strings.Repeat("x", MaxID+1) }},
		{"external_id NUL_BYTE", func(in *Interaction) { in.ExternalID = "a\x00b" }},
		{"external_id MALFORMED", func(in *Interaction) { in.ExternalID = "a\nb" }},
		{"external_id INVALID_UTF8", func(in *Interaction) { in.ExternalID = "a\xff" }},
		{"source MISSING", func(in *Interaction) { in.Source = "" }},
		{"channel TOO_LONG", func(in *Interaction) { in.Channel = strings.Repeat("x", MaxWord+1) }},
		{"", func(in *Interaction) { in.Language = "es-MX" }},
		{"", func(in *Interaction) { in.Language = "EN_us" }},
		{"", func(in *Interaction) { in.Language = "und" }},
		{"", func(in *Interaction) { in.Language = "xx" }},
		{"language MALFORMED", func(in *Interaction) { in.Language = "English, I think" }},
		{"language MALFORMED", func(in *Interaction) { in.Language = "e" }},
		{"language TOO_LONG", func(in *Interaction) { in.Language = strings.Repeat("en-", MaxLanguage) }},
		{"language INVALID_UTF8", func(in *Interaction) { in.Language = "e\xff" }},
		{"customer_id MALFORMED", func(in *Interaction) { in.CustomerID = "\u0085" }},
		{"occurred_at MISSING", func(in *Interaction) { in.OccurredAt = time.Time{} }},
		{"occurred_at IN_FUTURE", func(in *Interaction) { in.OccurredAt = noon.Add(MaxAhead + time.Second) }},
		{"occurred_at OUT_OF_RANGE", func(in *Interaction) { in.OccurredAt = time.Unix(0, 0) }},
		{"received_at IN_FUTURE", func(in *Interaction) { in.ReceivedAt = noon.AddDate(1, 0, 0) }},
		{"turns MISSING", func(in *Interaction) { in.Turns = nil }},
		{"turns NO_TEXT", func(in *Interaction) { in.Turns = []Turn{{SpeakerCustomer, " \n"}} }},
		{"turns TOO_LONG", func(in *Interaction) { in.Turns = slices.Repeat(in.Turns, MaxTurns) }},
		{"turns TOO_LONG", func(in *Interaction) { in.Turns = big }},
		{"turns[1].text TOO_LONG", func(in *Interaction) { in.Turns[1].Text = strings.Repeat("x", MaxTurnText+1) }},
		{"turns[1].text NUL_BYTE", func(in *Interaction) { in.Turns[1].Text = "\x00" }},
		{"turns[0].text INVALID_UTF8", func(in *Interaction) { in.Turns[0].Text = "\xff" }},
		{"turns[0].speaker UNKNOWN_VALUE", func(in *Interaction) { in.Turns[0].Speaker = "robot" }},
		{"turns[0].speaker MISSING", func(in *Interaction) { in.Turns[0].Speaker = "" }},
		{"attributes TOO_LONG", func(in *Interaction) { in.Attributes = many }},
		{"attributes MISSING", func(in *Interaction) { in.Attributes[""] = "x" }},
		{"attributes TOO_LONG", func(in *Interaction) { in.Attributes[strings.Repeat("x", MaxAttributeName+1)] = "x" }},
		{`attributes["k"] TOO_LONG`, func(in *Interaction) { in.Attributes["k"] = strings.Repeat("x", MaxAttributeValue+1) }},
		{`attributes["k"] NUL_BYTE`, func(in *Interaction) { in.Attributes["k"] = "\x00" }},
		{"external_id MISSING, occurred_at MISSING, turns MISSING", func(in *Interaction) { in.ExternalID, in.OccurredAt, in.Turns = "", time.Time{}, nil }},
	} {
		in := good()
		c.change(&in)
		if got := faults(Validate(in, noon)); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestValidateNeverRepeatsText(t *testing.T) {
	const secret = "hunter2"
	in := Interaction{
		SourceSystem: "S " + secret, ExternalID: secret + "\n", Source: secret + "\xff", CustomerID: secret + "\x00", OccurredAt: noon,
		Attributes: map[string]string{"k": secret + "\x00"}, Turns: []Turn{{Speaker: secret, Text: secret + "\xff"}},
	}
	violations := Validate(in, noon)
	if len(violations) != 7 {
		t.Errorf("got %s", faults(violations))
	}
	for _, v := range violations {
		if strings.Contains(v.Error(), secret) {
			t.Errorf("%q repeats what the item says", v)
		}
	}
}

func TestValidateOthers(t *testing.T) {
	account := Account{AccountID: "a", Segment: SegmentHighValue, AnnualValue: &Money{100, "USD"}, RenewalDate: "2028-02-29"}
	record := CommercialRecord{RecordID: "r", Kind: "order", Status: "refunded", Amount: Money{0, "EUR"}, OccurredAt: noon}
	fix := Fix{FromTouchpoint: "a", ToTouchpoint: "b", ShippedOn: "2026-03-02"}
	for _, c := range []struct {
		got  []journey.Violation
		want string
	}{
		{ValidateAccount(account, noon), ""},
		{ValidateAccount(Account{AnnualValue: &Money{-1, "usd"}, RenewalDate: "2026-02-30"}, noon),
			"account_id MISSING, annual_value.currency UNKNOWN_VALUE, annual_value.amount_minor OUT_OF_RANGE, renewal_date MALFORMED"},
		{ValidateAccount(Account{AccountID: "a", RenewalDate: "0001-01-01", AnnualValue: &Money{}}, noon), "annual_value.currency MISSING, renewal_date OUT_OF_RANGE"},
		{ValidateLocation(Location{LocationID: "l", Name: "Store 1"}, noon), ""},
		{ValidateLocation(Location{Name: "a\x00", Region: strings.Repeat("x", MaxID+1)}, noon), "location_id MISSING, display_name NUL_BYTE, region TOO_LONG"},
		{ValidateCommercialRecord(record, noon), ""},
		{ValidateCommercialRecord(CommercialRecord{Amount: Money{-5, "USD"}}, noon),
			"record_id MISSING, kind MISSING, status MISSING, amount.amount_minor OUT_OF_RANGE, occurred_at MISSING"},
		{ValidateFix(fix), ""},
		{ValidateFix(Fix{FromTouchpoint: "a", ShippedOn: "yesterday"}), "to_touchpoint MISSING, shipped_on MALFORMED"},
		{ValidateFix(Fix{FromTouchpoint: "a", ToTouchpoint: "b"}), "shipped_on MISSING"},
	} {
		if faults(c.got) != c.want {
			t.Errorf("got %q, want %q", faults(c.got), c.want)
		}
	}
}
