package redact

import (
	"strings"
	"testing"
)

// cases hold texts in which personal data is marked as {TYPE|text}. Texts of one conversation
// are separated by " // ".
var cases = []string{
	// E-mail addresses.
	`write to {EMAIL|jo.smith+shop@example.co.uk}, please`,
	`My mail: {EMAIL|MARTA_9@Example.COM}.`,
	`it's {EMAIL|jo dot smith at example dot com} and nothing came`,
	`<{EMAIL|ana-maria@correo.example.es}> escribió ayer`,
	`@AskeBay please answer my DM, price was 3@$5 each`,

	// Phone numbers.
	`call me at {PHONE|415-555-0142} after 5pm`,
	`call me on {PHONE|(415) 555-0142} please`,
	`my cell is {PHONE|4155550142}`,
	`reach us at {PHONE|+1 212 555 0199}, extension unknown`,
	`ring {PHONE|020 7946 0958} or {PHONE|07700 900123} from London`,
	`mon numéro de téléphone est le {PHONE|06 12 34 56 78}`,
	`mi teléfono es {PHONE|612 345 678}`,
	`meine Nummer ist {PHONE|+49 30 901820}`,
	`the number is {PHONE|four one five five five five oh one four two} okay`,
	`phone {PHONE|four one five, five five five, double zero one two}`,
	`What's the best phone number to reach you? // {PHONE|5550142}`,

	// Cards and bank accounts.
	`card {CARD|4111 1111 1111 1111} was declined at the till`,
	`I paid with {CARD|5500-0000-0000-0004}`,
	`amex {CARD|378282246310005} got charged twice`,
	`{CARD|four one one one, one one one one, one one one one, one one one one} expires soon`,
	`IBAN {IBAN|DE89 3704 0044 0532 0130 00}, transfer of 250 EUR`,
	`send it to {IBAN|GB29NWBK60161331926819}`,

	// Account, claim, order and policy numbers.
	`is it about the hinge on order {ID|4419}?`,
	`my account number is {ID|4471 9022 11}`,
	`claim {ID|CLM-2026-00412} was closed`,
	`{ID|AC-4471902} shows nothing`,
	`policy no. {ID|PX 123456} lapsed`,
	`ref #{ID|88213}, second time`,
	`tracking {ID|1Z999AA10123456784} stuck in Memphis`,
	`ticket number: {ID|INC0012345}`,
	`account {ID|four four seven one nine} has no notes`,
	`SSN {ID|123-45-6789} on the form`,
	`número de pedido {ID|55120934}`,
	`Vertragsnummer {ID|V-7712003} gekündigt`,
	`Can I have your order number? // {ID|77120} // So {ID|77120}, is that right?`,

	// Addresses.
	`I live at {ADDRESS|1420 North Maple Street, Apt 4B, Springfield, IL 62704} and waited`,
	`sent to {ADDRESS|12 High Road} instead of {ADDRESS|7 Park Lane}`,
	`it went to {ADDRESS|P.O. Box 1187} again`,
	`Flat in {ADDRESS|SW1A 1AA}`,
	`ich wohne in der {ADDRESS|Lindenstraße 12}`,
	`livré au {ADDRESS|24 rue de la République}`,
	`vivo en {ADDRESS|Calle Mayor 15}`,
	`i live on {ADDRESS|305 elm street} near the mall`,

	// Names.
	`Hi, this is {NAME|Bogdan} in large appliances.`,
	`My name is {NAME|Priya Raman} and I called twice`,
	`my name is {NAME|maria} and i called twice`,
	`I spoke to {NAME|Sandra Whitfield} at the branch, then {NAME|Sandra} left`,
	`Dr. {NAME|Okonkwo} never saw the file, Mrs {NAME|Van Doren} did`,
	`Agent {NAME|Thandeka} promised a call back`,
	`it was useless.` + "\n\nRegards,\n" + `{NAME|Joaquin Ferreira}`,
	`Thanks, {NAME|Melissa}`,
	`{NAME|O'Brien} // Mr {NAME|O'Brien}, one moment`,
	`Can I have your full name? // {NAME|Wiremu Tamahori} // Thank you, {NAME|Wiremu}.`,
	`I SPOKE TO {NAME|JOHN SMITH} AND NOBODY CALLED`,
	`me llamo {NAME|Lucía Fernández} y no puedo entrar`,
	`spoke with {NAME|Mark} about the bill`,
	`{NAME|Fatima}'s note was gone when I called back`,
	`Hello {NAME|Ingeborg}, yes. // Claims, {NAME|Oyelaran} speaking. // This is {NAME|Odalys} in homeowners`,
	`Hey, it's {NAME|Marcus}, I'm {NAME|Kit Sorrell}`,
	`Muchas gracias, {NAME|Hernán Ocampo}`,

	`agent {NAME|lupe} hung up, so i told {NAME|jessica} and {NAME|monique} and asked for {NAME|steve}`,
	`Attn: {NAME|Giselle Fontaine}, Name: {NAME|IGNACE OKOYE}, from {NAME|M. van der Velde} and Prof. {NAME|R. Mistry}`,
	`my wife {NAME|Annika} and her manager, {NAME|Keisha}, met a supervisor called {NAME|Thaddeus}`,
	`{NAME|Cornelius van Rensburg} and Mrs. {NAME|De Luca}; {NAME|Rolf} here. According to {NAME|Ondine}, it is lost`,
	`{NAME|Hyun-woo}'s desk. I spoke w/ {NAME|Odalys}, señora {NAME|Pruitt} and {NAME|DeShawn}'s {NAME|Tasha}`,
	"Best wishes\n{NAME|José Luis Cárdenas Ruiz}\n{PHONE|55 1234 5678}",

	// Addresses to their end.
	`{ADDRESS|Flat 3, 27 Queen's Gate, London SW7 5JE} and {ADDRESS|The Cottage, Mill Lane, Thame OX9 3AB}`,
	`from {ADDRESS|18805 County Road 12, Elkhart, IN 46514-1234} to {ADDRESS|2/15 George Street, Sydney NSW 2000}`,
	`{ADDRESS|837 Smith Union, Lake Sarahside, BC V5L 4C4} or {ADDRESS|4 Main Street, Ennis V95 E4F2}`,
	`au {ADDRESS|18 rue de l'Église, 67000 Strasbourg}, in der {ADDRESS|Friedrich-Ebert-Straße 112, 10117 Berlin}`,
	`{ADDRESS|Hauptstr. 5, 12345 Berlin}; {ADDRESS|Musterweg 27/81 in 50667 Köln}; {ADDRESS|Keizersgracht 214, 1016 DX Amsterdam}`,
	`{ADDRESS|Corso Garibaldi 22, 20121 Milano (MI}) y {ADDRESS|Paseo de Gracia 55, 08007 Barcelona}`,
	`the dealer at {ADDRESS|810 ridge rd, webster, ny 14580} and i live at {ADDRESS|9 Fossgate}`,
	`{ADDRESS|Postfach 1234} and {ADDRESS|Post Office Box 91}, 12 minutes drive, 2 Main points`,

	// Numbers in other shapes.
	`policy {ID|LF 0094 22817}, claim {ID|HH/44719/B}, invoice {ID|HM-77120-Q}, booking reference {ID|X7QP2M}, order {ID|ab-123456}`,
	`case {ID|1234.5678.90} and sort code {ID|20-45-18}; {ID|7-224-9180} was my old one; Vorgangsnummer {ID|4 471 889}`,
	`Can I have the case number? // Sure, it's {ID|88 41 207}`,
	`{PHONE|555-010-0142x4633}, {PHONE|oh seven seven double zero, nine hundred, one five two}, {PHONE|001 212 555 0187}`,
	`my number is {PHONE|eight forty five, five fifty five, oh one nineteen}`,
	`jane is {EMAIL|jane(at)example(dot)com} and {EMAIL|xX_kev_Xx@example.net}`,

	// What must stay.
	`paid on 20240131, Law 15 USC 1681, forty five minutes, two hundred fifty dollars, the Selby branch, LoanStar told me`,
	`New York, Puerto Rico and Missouri; Calvin Klein, Jasmine rice and my Mom, Sister and Aunt; this is Ridiculous.`,
	`The app said ready for pickup on 2026-03-02 at 14:30 but the store had nothing.`,
	`I was charged $1,249.99 on 03/14/2026, a 15% fee, then 1.250.000 euros more`,
	`waited 45 minutes, 3 times, order 2 of 3, since May 2024`,
	`Wells Fargo, Chase and JP Morgan Chase sent me to Equifax and American Express`,
	`I will grant that the mark on the bill may be a chance`,
	`Morgan Stanley and Charles Schwab; Victoria's Secret; Trader Joe's in San Diego`,
	`Customer Service told me to go to the Returns Desk in Austin, Texas`,
	`my 401k account, claim 1500 dollars, 10-14 business days, policy 2024`,
	`one two three and it still fails; six or seven calls, the 5th one worked`,
	`RTX-4090, WH-1000XM4 and ISO-27001 are products, 192.168.10.100 is a router`,
	`XX/XX/2022 XXXX XXXX called me about {$400.00}`,
	`This is Comcast calling about the 2 mile drive to the store`,
	`Thanks, Chase`,
	`Hi Amazon, this is Comcast in Ohio. Marcus by Goldman Sachs and Mr. Cooper wrote.`,
	`after Hurricane Ian, under the Gramm-Leach-Bliley Act, in Smithers v. Aaron; 15 U.S. Code 1681b`,
	`NHTSA campaign number 15V340000, model number 17249, recall #14V286, &#65279;`,
	`a lender named Avant, the company name is Western Funding, my IRA and the HOA board`,
	`Hello Team, I am Frustrated. This is Ridiculous.`,
}

// unmark returns the texts of a case, and where in them its personal data stands.
func unmark(c string) (texts []string, spans [][]Span) {
	for part := range strings.SplitSeq(c, " // ") {
		var text strings.Builder
		var found []Span
		for {
			open := strings.IndexByte(part, '{')
			if open < 0 {
				break
			}
			end := strings.IndexByte(part[open:], '}') + open
			typ, value, ok := strings.Cut(part[open+1:end], "|")
			if !ok {
				text.WriteString(part[:end+1])
				part = part[end+1:]
				continue
			}
			text.WriteString(part[:open])
			start := text.Len()
			text.WriteString(value)
			found = append(found, Span{Type: typ, Start: start, End: text.Len()})
			part = part[end+1:]
		}
		text.WriteString(part)
		texts, spans = append(texts, text.String()), append(spans, found)
	}
	return texts, spans
}

func TestCases(t *testing.T) {
	r := New([]byte("test"))
	right, expected, taken := map[string]int{}, map[string]int{}, map[string]int{}
	for _, c := range cases {
		texts, want := unmark(c)
		for i, out := range r.Texts(texts) {
			for _, s := range out.Spans {
				taken[s.Type]++
			}
			for _, w := range want[i] {
				expected[w.Type]++
				for _, s := range out.Spans {
					if s.Type == w.Type && s.Start == w.Start && s.End == w.End {
						right[w.Type]++
					}
				}
			}
			if got := mark(out, texts[i]); got != mark(Redacted{Spans: want[i]}, texts[i]) {
				t.Errorf("got  %s\nwant %s", got, mark(Redacted{Spans: want[i]}, texts[i]))
			}
		}
	}
	for _, typ := range []string{Email, Phone, Card, IBAN, ID, Address, Name} {
		t.Logf("%-8s recall %d/%d, precision %d/%d", typ, right[typ], expected[typ], right[typ], taken[typ])
	}
}

// mark writes a text with its spans as cases are written.
func mark(out Redacted, text string) string {
	var b strings.Builder
	at := 0
	for _, s := range out.Spans {
		b.WriteString(text[at:s.Start] + "{" + s.Type + "|" + text[s.Start:s.End] + "}")
		at = s.End
	}
	return b.String() + text[at:]
}
