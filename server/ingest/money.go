package ingest

import (
	"fmt"
	"math"
	"strings"

	"github.com/throughline-cx/throughline/server/journey"
)

// The fields that a violation from ParseMoney names.
const (
	fieldAmount   = "amount"
	fieldCurrency = "currency"
)

// ParseMoney reads a decimal amount exactly: an optional minus sign, digits, and at most as
// many decimals as the currency has (further zeros are allowed). The violation names "amount"
// or "currency"; its Field is empty when there is none.
func ParseMoney(amount, currency string) (Money, journey.Violation) {
	exponent, ok := Exponent(currency)
	if !ok {
		return Money{}, badCurrency(currency)
	}
	digits, negative := strings.CutPrefix(amount, "-")
	whole, decimals, _ := strings.Cut(digits, ".")
	if !allDigits(whole) || (decimals != "" || strings.HasSuffix(digits, ".")) && !allDigits(decimals) {
		return Money{}, badAmount(journey.ReasonMalformed, "%q must be a decimal number such as 1360.90, without sign of currency or thousands", amount)
	}
	for len(decimals) > exponent && decimals[len(decimals)-1] == '0' {
		decimals = decimals[:len(decimals)-1]
	}
	if len(decimals) > exponent {
		return Money{}, badAmount(journey.ReasonMalformed, "%q has %d decimals; %s has %d", amount, len(decimals), currency, exponent)
	}
	minor, ok := parseDigits(whole + decimals + strings.Repeat("0", exponent-len(decimals)))
	if !ok {
		return Money{}, badAmount(journey.ReasonOutOfRange, "%q is too large; amounts go up to %d minor units", amount, int64(math.MaxInt64))
	}
	if negative {
		minor = -minor
	}
	return Money{Minor: minor, Currency: currency}, journey.Violation{}
}

// Decimal returns the amount as an exact decimal number of whole units, as ParseMoney reads it.
func (m Money) Decimal() string {
	exponent, _ := Exponent(m.Currency)
	sign, minor := "", uint64(m.Minor)
	if m.Minor < 0 {
		sign, minor = "-", -uint64(m.Minor)
	}
	digits := fmt.Sprintf("%0*d", exponent+1, minor)
	if exponent == 0 {
		return sign + digits
	}
	point := len(digits) - exponent
	return sign + digits[:point] + "." + digits[point:]
}

func badAmount(reason, format string, args ...any) journey.Violation {
	return journey.Violation{Field: fieldAmount, Reason: reason, Description: fmt.Sprintf(format, args...)}
}

func badCurrency(code string) journey.Violation {
	if code == "" {
		return journey.Violation{Field: fieldCurrency, Reason: journey.ReasonMissing, Description: "is missing; an amount needs its ISO 4217 currency, as in USD"}
	}
	return journey.Violation{
		Field: fieldCurrency, Reason: journey.ReasonUnknownValue,
		Description: fmt.Sprintf("%q must be an ISO 4217 code in capitals, as in USD", excerpt([]byte(code))),
	}
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func parseDigits(s string) (int64, bool) {
	var n int64
	for i := range len(s) {
		digit := int64(s[i] - '0')
		if n > (math.MaxInt64-digit)/10 {
			return 0, false
		}
		n = n*10 + digit
	}
	return n, true
}
