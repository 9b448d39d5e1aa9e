package ingest

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// read returns the good values and the errors' texts.
func read[T any](lines iter.Seq2[Line[T], error]) (values []T, errs []string) {
	for l, err := range lines {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		values = append(values, l.Value)
	}
	return values, errs
}

func TestInteractions(t *testing.T) {
	const file = "\ufeff" + `{"external_id":"a","source":"call","channel":"phone","occurred_at":"2026-03-02T13:00:00+01:00","customer_id":"c","account_id":"","location_id":null,"product_line":"auto","org":"Acme","stars":4,"vip":true,"tags":["a", "b"],"attributes":{"lang":"en"},"turns":[{"speaker":"agent","text":"Hi"},{"speaker":"customer","text":"héllo","at":3}]}` + "\r\n" +
		"\n  \n" +
		`{"external_id":"b","source_system":"crm","language":"es-MX","received_at":"2026-03-03T12:00:00Z","occurred_at":"2026-03-02T12:00:00Z"}`
	got, errs := read(Interactions(strings.NewReader(file), Position{}))
	want := []Interaction{{
		SourceSystem: "import", ExternalID: "a", Source: "call", Channel: "phone", OccurredAt: noon, ReceivedAt: noon,
		CustomerID: "c", ProductLine: "auto",
		Attributes: map[string]string{"org": "Acme", "stars": "4", "vip": "true", "tags": `["a","b"]`, "lang": "en"},
		Turns:      []Turn{{SpeakerAgent, "Hi"}, {SpeakerCustomer, "héllo"}},
	}, {
		SourceSystem: "crm", ExternalID: "b", Language: "es-MX", OccurredAt: noon, ReceivedAt: noon.Add(24 * time.Hour),
	}}
	if len(errs) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %q\nwant %+v", got, errs, want)
	}
}

func TestInteractionsNamesWhatIsWrong(t *testing.T) {
	for line, want := range map[string]string{
		`{`:                                     "line: must be one JSON object: at byte 1: unexpected end of JSON input",
		`[1]`:                                   "line: must be one JSON object: it is a JSON array",
		`{"external_id":7}`:                     "external_id: must be a string in quotation marks, not a number",
		`{"source":["x"]}`:                      "source: must be a string in quotation marks, not a list",
		`{"occurred_at":"monday"}`:              `occurred_at: "monday" must be a time with its offset (RFC 3339), as in 2026-03-02T19:05:49Z`,
		`{"occurred_at":"2026-03-02T19:05:49"}`: `occurred_at: "2026-03-02T19:05:49" must be a time with its offset (RFC 3339), as in 2026-03-02T19:05:49Z`,
		`{"turns":"hello"}`:                     `turns: must be a list of {"speaker", "text"}, not a string`,
		`{"turns":[{},{"text":{}}]}`:            "turns[1].text: must be a string in quotation marks, not a JSON object",
		`{"turns":[{},true]}`:                   `turns[1]: must be {"speaker", "text"}, not true or false`,
		`{"attributes":"x"}`:                    "attributes: must be an object of strings, not a string",
		`{"attributes":{"a":"1"},"a":"2"}`:      "a: stands both in attributes and beside it; keep one",
		"{\"channel\":\"caf\xe9\"}":             "line: byte 16 (0xe9) is not UTF-8; save the file as UTF-8",
		`{"x":"` + strings.Repeat("x", MaxLine): fmt.Sprintf("line: is longer than %d bytes; is a quotation mark or a line break missing?", MaxLine),
	} {
		file := `{"external_id":"before"}` + "\n" + line + "\n" + `{"external_id":"after"}`
		got, errs := read(Interactions(strings.NewReader(file), Position{}))
		if len(errs) != 1 || errs[0] != "interactions.jsonl:2: "+want {
			t.Errorf("%.60q: got %q, want %q", line, errs, want)
		}
		if len(got) != 2 || got[1].ExternalID != "after" {
			t.Errorf("%.60q: the lines around it gave %+v", line, got)
		}
	}
}

func TestOneLineMayHaveSeveralFaults(t *testing.T) {
	_, wrong := ParseInteraction([]byte(`{"external_id":1,"occurred_at":"x","turns":[{"text":1},{"speaker":2}]}`))
	var fields []string
	for _, v := range wrong {
		fields = append(fields, v.Field+" "+v.Reason)
	}
	want := []string{"external_id MALFORMED", "occurred_at MALFORMED", "turns[0].text MALFORMED", "turns[1].speaker MALFORMED"}
	if !reflect.DeepEqual(fields, want) {
		t.Errorf("got %q, want %q", fields, want)
	}
}

func TestTables(t *testing.T) {
	accounts, errs := read(Accounts(strings.NewReader("\ufeffaccount_id,annual_value,currency,tier,household_id\r\na1,1360.9,USD,gold,\"h,1\"\r\n\r\na2,,,,\n"), Position{}))
	if len(errs) > 0 || !reflect.DeepEqual(accounts, []Account{
		{AccountID: "a1", HouseholdID: "h,1", AnnualValue: &Money{136090, "USD"}, Attributes: map[string]string{"tier": "gold"}},
		{AccountID: "a2"},
	}) {
		t.Errorf("accounts: %+v, %q", accounts, errs)
	}
	locations, errs := read(Locations(strings.NewReader("region,location_id,name\nnorth,l1,\"Store\n1\"\n"), Position{}))
	if len(errs) > 0 || !reflect.DeepEqual(locations, []Location{{LocationID: "l1", Name: "Store\n1", Region: "north"}}) {
		t.Errorf("locations: %+v, %q", locations, errs)
	}
	records, errs := read(CommercialRecords(strings.NewReader("record_id,account_id,kind,status,amount,currency,occurred_at,location_id,touchpoint\nr1,a1,order,refunded,1500,JPY,2026-03-02T12:00:00Z,l1,till\n"), Position{}))
	if len(errs) > 0 || !reflect.DeepEqual(records, []CommercialRecord{{
		RecordID: "r1", AccountID: "a1", Kind: "order", Status: "refunded", Amount: Money{1500, "JPY"}, OccurredAt: noon, LocationID: "l1", Touchpoint: "till",
	}}) {
		t.Errorf("records: %+v, %q", records, errs)
	}
	fixes, errs := read(Fixes(strings.NewReader("from_touchpoint,to_touchpoint,shipped_on,description\nchat,desk,2026-05-25,Handed over\n"), Position{}))
	if len(errs) > 0 || !reflect.DeepEqual(fixes, []Fix{{FromTouchpoint: "chat", ToTouchpoint: "desk", ShippedOn: "2026-05-25", Description: "Handed over"}}) {
		t.Errorf("fixes: %+v, %q", fixes, errs)
	}
}

func TestTablesNameWhatIsWrong(t *testing.T) {
	for rows, want := range map[string]string{
		"a,1.234,USD":        `annual_value: "1.234" has 3 decimals; USD has 2`,
		"a,12,":              "currency: is missing; an amount needs its ISO 4217 currency, as in USD",
		"a,12,usd":           `currency: "usd" must be an ISO 4217 code in capitals, as in USD`,
		"a,12":               "line: has 2 columns where the header has 3",
		"a,12,USD,4":         "line: has 4 columns where the header has 3",
		"a\xff,12,USD":       "account_id: is not UTF-8; save the file as UTF-8",
		`a,1"2,USD`:          `line: column 4: bare " in non-quoted-field`,
		"a,\"1,200.00\",USD": `annual_value: "1,200.00" must be a decimal number such as 1360.90, without sign of currency or thousands`,
	} {
		file := "account_id,annual_value,currency\nbefore,1,USD\n" + rows + "\nafter,1,USD\n"
		got, errs := read(Accounts(strings.NewReader(file), Position{}))
		if len(errs) != 1 || errs[0] != "accounts.csv:3: "+want {
			t.Errorf("%q: got %q, want %q", rows, errs, want)
		}
		if len(got) != 2 || got[1].AccountID != "after" {
			t.Errorf("%q: the rows around it gave %+v", rows, got)
		}
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	for file, want := range map[string]string{
		"":                 "accounts.csv:1: the file is empty; its first line must name the columns",
		"id,name\na,b\n":   `accounts.csv:2: column "account_id" is missing; the columns are account_id, household_id, segment, annual_value, currency, renewal_date, product_line, home_location`,
		"account_id,x,x\n": `accounts.csv:2: column "x" is there twice`,
		"account_id,,x\n":  "accounts.csv:2: column 2 has no name",
		"account_id\n\"" + strings.Repeat("a\n", MaxLine): "is longer than",
	} {
		_, errs := read(Accounts(strings.NewReader(file), Position{}))
		if len(errs) != 1 || !strings.Contains(errs[0], want) {
			t.Errorf("%.40q: got %.200q, want %q", file, errs, want)
		}
	}
	broken := io.MultiReader(strings.NewReader("{}\n"), brokenReader{})
	got, errs := read(Interactions(broken, Position{}))
	if len(got) != 1 || len(errs) != 1 || errs[0] != "interactions.jsonl:2: the disk is gone" {
		t.Errorf("got %+v, %q", got, errs)
	}
	for _, err := range Interactions(strings.NewReader("{}"), Position{Offset: -1}) {
		if file := new(FileError); !errors.As(err, &file) {
			t.Errorf("a negative position gave %v", err)
		}
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// plain hides that a reader can seek.
type plain struct{ io.Reader }

// resumes fails unless reading goes on after every line as if it had not stopped.
func resumes[T any](t *rapid.T, file string, lines func(io.Reader, Position) iter.Seq2[Line[T], error]) {
	type item struct {
		Line[T]
		err string
	}
	all := func(r io.Reader, from Position) (out []item) {
		for l, err := range lines(r, from) {
			out = append(out, item{l, fmt.Sprint(err)})
		}
		return out
	}
	whole := all(strings.NewReader(file), Position{})
	for i, l := range whole {
		for _, r := range []io.Reader{strings.NewReader(file), plain{strings.NewReader(file)}} {
			if rest := all(r, l.Next); len(rest) != len(whole)-i-1 || len(rest) > 0 && !reflect.DeepEqual(rest, whole[i+1:]) {
				t.Fatalf("%q: after line %d: %+v, want %+v", file, l.Number, rest, whole[i+1:])
			}
		}
	}
}

func TestReadingCanBeResumed(t *testing.T) {
	part := rapid.SampledFrom([]string{"a", "b,1,USD", "\n", "\r\n", ",", "\"x\ny\"", "\"", "{}", `{"external_id":"a"}`, "{", "é", "\xff", "\n\n"})
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Join(rapid.SliceOfN(part, 0, 8).Draw(t, "parts"), "")
		resumes(t, "account_id,annual_value,currency\n"+body, Accounts)
		resumes(t, "\ufeffaccount_id,\"x\ny\"\r\n"+body, Accounts)
		resumes(t, body, Interactions)
	})
}

func TestReadingStopsWhenAsked(t *testing.T) {
	n := 0
	for range Interactions(strings.NewReader("{}\n{}\n{}"), Position{}) {
		n++
		break
	}
	for range Locations(strings.NewReader("location_id\na\nb\n"), Position{}) {
		n++
		break
	}
	if n != 2 {
		t.Errorf("got %d lines, want 2", n)
	}
}

func FuzzInteractions(f *testing.F) {
	for _, s := range []string{"", "{}", `{"external_id":"a","turns":[{"speaker":"customer","text":"x"}]}`, `{"turns":[{"text":1}],"a":{"b":[null]}}`, "{\"a\":\"\xff\"}", `{"attributes":{"x":null},"x":1e9}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		in, wrong := ParseInteraction(line)
		for _, v := range wrong {
			if v.Field == "" || v.Reason == "" || v.Description == "" {
				t.Errorf("%q: %+v says too little", line, v)
			}
		}
		if len(wrong) == 0 {
			before := ContentHash(key, in)
			if Validate(in, noon); ContentHash(key, in) != before {
				t.Errorf("%q: validation changed it", line)
			}
		}
	})
}

func FuzzTables(f *testing.F) {
	for _, s := range []string{"", "record_id,kind,status,amount,currency,occurred_at\nr,order,done,1,USD,2026-03-02T12:00:00Z\n", "account_id,x\n\"a", "location_id\n\xff\n", "account_id\r\na\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, file string) {
		checkLines(t, file, Accounts)
		checkLines(t, file, Locations)
		checkLines(t, file, CommercialRecords)
		checkLines(t, file, Fixes)
	})
}

func checkLines[T any](t *testing.T, file string, lines func(io.Reader, Position) iter.Seq2[Line[T], error]) {
	at := Position{}
	for l, err := range lines(strings.NewReader(file), Position{}) {
		if l.Next.Offset < at.Offset || l.Next.Offset > int64(len(file)) || l.Next.Lines < at.Lines {
			t.Errorf("%q: line %d goes from %+v to %+v", file, l.Number, at, l.Next)
		}
		at = l.Next
		if line := new(LineError); errors.As(err, &line) && (len(line.Violations) == 0 || line.Violations[0].Reason == "") {
			t.Errorf("%q: %+v says too little", file, line)
		}
	}
}
