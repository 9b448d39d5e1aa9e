package redact

import "bytes"

const (
	shortestIBAN = 15
	longestIBAN  = 34
)

// ibans finds the numbers of bank accounts (ISO 13616), in one piece or in groups. The check
// is strong enough to need nothing else.
func (d *document) ibans() {
	for i := range d.words {
		if w := d.words[i]; w.flags&(taken|hasDigit|hasLetter) == hasDigit|hasLetter && d.length(i) >= 4 && startsIBAN(d.of(i)) {
			d.ibanFrom(i)
		}
	}
}

func startsIBAN(w string) bool {
	return isASCIILetter(w[0]) && isASCIILetter(w[1]) && isASCIIDigit(rune(w[2])) && isASCIIDigit(rune(w[3]))
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// ibanFrom takes the longest IBAN that starts with word first.
func (d *document) ibanFrom(first int) {
	var buf [longestIBAN]byte
	number, found := buf[:0], -1
	for i := first; d.free(i) && len(number)+d.length(i) <= longestIBAN; i++ {
		if i > first && d.gap(i-1) != " " && d.gap(i-1) != "-" {
			break
		}
		number = append(number, d.of(i)...)
		if len(number) >= shortestIBAN && (i == first || bytes.Equal(number, bytes.ToUpper(number))) && mod97(number) {
			found = i
		}
	}
	if found >= 0 {
		d.take(IBAN, first, found)
	}
}

// mod97 reports whether the number passes the check of ISO 7064.
func mod97(number []byte) bool {
	rest := 0
	for _, part := range [][]byte{number[4:], number[:4]} {
		for _, c := range part {
			switch {
			case c >= '0' && c <= '9':
				rest = (rest*10 + int(c-'0')) % 97
			case isASCIILetter(c):
				rest = (rest*100 + int(c|0x20-'a') + 10) % 97
			default:
				return false
			}
		}
	}
	return rest == 1
}
