package ingest

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/journey"
)

func TestParseMoney(t *testing.T) {
	for _, c := range []struct {
		amount, currency string
		minor            int64
		fault            string
	}{
		{"1360.9", "USD", 136090, ""},
		{"0", "USD", 0, ""},
		{"-12.34", "EUR", -1234, ""},
		{"007", "USD", 700, ""},
		{"14123.000", "USD", 1412300, ""},
		{"1500", "JPY", 1500, ""},
		{"1500.0", "JPY", 1500, ""},
		{"1.234", "KWD", 1234, ""},
		{"1.2345", "CLF", 12345, ""},
		{"92233720368547758.07", "USD", math.MaxInt64, ""},
		{"92233720368547758.08", "USD", 0, "amount OUT_OF_RANGE"},
		{"99999999999999999999", "JPY", 0, "amount OUT_OF_RANGE"},
		{"1500.5", "JPY", 0, "amount MALFORMED"},
		{"1.234", "USD", 0, "amount MALFORMED"},
		{"", "USD", 0, "amount MALFORMED"},
		{"-", "USD", 0, "amount MALFORMED"},
		{".5", "USD", 0, "amount MALFORMED"},
		{"5.", "USD", 0, "amount MALFORMED"},
		{"+5", "USD", 0, "amount MALFORMED"},
		{"1,200", "USD", 0, "amount MALFORMED"},
		{"1e3", "USD", 0, "amount MALFORMED"},
		{"$5", "USD", 0, "amount MALFORMED"},
		{"NaN", "USD", 0, "amount MALFORMED"},
		{"5", "", 0, "currency MISSING"},
		{"5", "usd", 0, "currency UNKNOWN_VALUE"},
		{"5", "DEM", 0, "currency UNKNOWN_VALUE"},
	} {
		m, v := ParseMoney(c.amount, c.currency)
		fault := ""
		if v.Field != "" {
			fault = faults([]journey.Violation{v})
		}
		if fault != c.fault || fault == "" && (m != Money{c.minor, c.currency}) {
			t.Errorf("ParseMoney(%q, %q) = %+v, %q, want %d, %q", c.amount, c.currency, m, fault, c.minor, c.fault)
		}
	}
}

func TestDecimalReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Money{rapid.Int64Min(math.MinInt64+1).Draw(t, "minor"), rapid.SampledFrom([]string{"JPY", "USD", "KWD", "CLF"}).Draw(t, "currency")}
		if back, v := ParseMoney(m.Decimal(), m.Currency); v.Field != "" || back != m {
			t.Fatalf("%+v is written %s and read %+v, %v", m, m.Decimal(), back, v)
		}
	})
	if got := (Money{-5, "USD"}).Decimal(); got != "-0.05" {
		t.Errorf("got %s", got)
	}
}

func TestCurrencies(t *testing.T) {
	for code := range exponents {
		if len(code) != 3 {
			t.Errorf("%q is no code", code)
		}
	}
	for code, want := range map[string]int{"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3, "IQD": 3, "ISK": 0, "RSD": 2, "CLF": 4, "UYW": 4, "XCG": 2} {
		if got, ok := Exponent(code); !ok || got != want {
			t.Errorf("%s has %d decimals, %v, want %d", code, got, ok, want)
		}
	}
	for _, code := range []string{"", "usd", "DEM", "XAU", "XXX", "USDX"} {
		if _, ok := Exponent(code); ok {
			t.Errorf("%q counts as a currency", code)
		}
	}
}
