package redact

import "strings"

const (
	shortestCard = 13
	longestCard  = 19
)

// cards finds the numbers of payment cards.
func (d *document) cards() {
	d.runs(shortestCard, func(r run) int {
		for first := r.first; first <= r.last; first++ {
			if last := d.cardFrom(first, r.last); last >= 0 {
				d.take(Card, first, last)
				return last + 1
			}
		}
		return r.last + 1
	})
}

// cardFrom returns the last word of the longest card number that starts with word first, -1
// when there is none.
func (d *document) cardFrom(first, end int) int {
	found, digits := -1, 0
	for last := first; last <= end; last++ {
		if last > first {
			if gap := d.gap(last - 1); gap != " " && gap != "-" {
				break
			}
		}
		if digits += d.length(last); digits > longestCard {
			break
		}
		if digits >= shortestCard && isCard(d.figures(first, last)) {
			found = last
		}
	}
	return found
}

// isCard reports whether the digits can be the number of a card.
func isCard(digits string) bool {
	return issued(digits) && luhn(digits) && strings.Count(digits, digits[:1]) < len(digits)
}

// luhn reports whether the digits pass the check of payment cards.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		n := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// issued reports whether a number has the first digits and the length of a network's cards.
func issued(digits string) bool {
	n := len(digits)
	prefix := func(length int) int {
		value := 0
		for _, c := range []byte(digits[:length]) {
			value = value*10 + int(c-'0')
		}
		return value
	}
	two, three, four := prefix(2), prefix(3), prefix(4)
	switch {
	case two/10 == 4: // Visa
		return n == 13 || n == 16 || n == 19
	case two >= 51 && two <= 55, four >= 2221 && four <= 2720: // Mastercard
		return n == 16
	case two == 34 || two == 37: // American Express
		return n == 15
	case two == 36 || two == 38 || three >= 300 && three <= 305: // Diners Club
		return n == 14 || n == 16
	case two == 35: // JCB
		return n >= 16
	}
	return two == 50 || two >= 56 && two <= 69 // Maestro, Discover, UnionPay
}
