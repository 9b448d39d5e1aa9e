package ingest

import "strings"

// The active codes of ISO 4217 by their number of decimals. golang.org/x/text/currency is no
// substitute: its decimals are CLDR's habits of display (none for IQD, RSD or AFN, of which
// amounts with decimals exist), and it takes withdrawn codes such as DEM for current ones.
const (
	noDecimals    = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
	threeDecimals = "BHD IQD JOD KWD LYD OMR TND"
	fourDecimals  = "CLF UYW"
	twoDecimals   = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD " +
		"CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD " +
		"GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD " +
		"MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD " +
		"RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD " +
		"USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG"
)

var exponents = func() map[string]int {
	out := map[string]int{}
	for exponent, codes := range map[int]string{0: noDecimals, 2: twoDecimals, 3: threeDecimals, 4: fourDecimals} {
		for code := range strings.FieldsSeq(codes) {
			out[code] = exponent
		}
	}
	return out
}()

// Exponent returns how many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD. It
// reports false for what is no active ISO 4217 code in capitals.
func Exponent(currency string) (int, bool) {
	exponent, ok := exponents[currency]
	return exponent, ok
}
