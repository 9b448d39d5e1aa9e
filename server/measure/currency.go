package measure

import (
	"math"
	"strconv"
)

// Units returns how many minor units one unit of a currency has: 100 for most of them.
func Units(currency string) int64 {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
		return 1
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 1000
	}
	return 100
}

// Decimal writes an amount in minor units as an exact decimal number of units: 1383169 USD is
// "13831.69".
func Decimal(minor int64, currency string) string {
	units := Units(currency)
	whole, rest := minor/units, minor%units
	sign := ""
	if minor < 0 {
		sign, whole, rest = "-", -whole, -rest
	}
	if units == 1 {
		return sign + strconv.FormatInt(whole, 10)
	}
	digits := int(math.Round(math.Log10(float64(units))))
	fraction := strconv.FormatInt(rest, 10)
	for len(fraction) < digits {
		fraction = "0" + fraction
	}
	return sign + strconv.FormatInt(whole, 10) + "." + fraction
}
