package ingest

import (
	"io"
	"iter"
)

// Accounts reads accounts.csv, as Interactions reads interactions.jsonl. Resuming reads the
// header again, so r must stand at the start of the file then, too.
func Accounts(r io.Reader, from Position) iter.Seq2[Line[Account], error] {
	return accountsFormat.read(r, from)
}

// Locations reads locations.csv, as Accounts reads accounts.csv.
func Locations(r io.Reader, from Position) iter.Seq2[Line[Location], error] {
	return locationsFormat.read(r, from)
}

// CommercialRecords reads commercial_records.csv, as Accounts reads accounts.csv.
func CommercialRecords(r io.Reader, from Position) iter.Seq2[Line[CommercialRecord], error] {
	return recordsFormat.read(r, from)
}

// Fixes reads fixes.csv, as Accounts reads accounts.csv.
func Fixes(r io.Reader, from Position) iter.Seq2[Line[Fix], error] {
	return fixesFormat.read(r, from)
}

var accountsFormat = format[Account]{
	file:     AccountsFile,
	required: []string{"account_id"},
	optional: []string{"household_id", "segment", "annual_value", "currency", "renewal_date", "product_line", "home_location"},
	parse: func(r *row) Account {
		a := Account{
			AccountID:    r.text("account_id"),
			HouseholdID:  r.text("household_id"),
			Segment:      r.text("segment"),
			AnnualValue:  r.money("annual_value", "currency"),
			RenewalDate:  r.text("renewal_date"),
			ProductLine:  r.text("product_line"),
			HomeLocation: r.text("home_location"),
		}
		a.Attributes = r.attributes()
		return a
	},
}

var locationsFormat = format[Location]{
	file:     LocationsFile,
	required: []string{"location_id"},
	optional: []string{"name", "region"},
	parse: func(r *row) Location {
		l := Location{LocationID: r.text("location_id"), Name: r.text("name"), Region: r.text("region")}
		l.Attributes = r.attributes()
		return l
	},
}

var recordsFormat = format[CommercialRecord]{
	file:     CommercialRecordsFile,
	required: []string{"record_id", "kind", "status", "amount", "currency", "occurred_at"},
	optional: []string{"account_id", "location_id", "touchpoint"},
	parse: func(r *row) CommercialRecord {
		c := CommercialRecord{
			RecordID:   r.text("record_id"),
			AccountID:  r.text("account_id"),
			Kind:       r.text("kind"),
			Status:     r.text("status"),
			OccurredAt: r.time("occurred_at"),
			LocationID: r.text("location_id"),
			Touchpoint: r.text("touchpoint"),
		}
		if m := r.money("amount", "currency"); m != nil {
			c.Amount = *m
		}
		c.Attributes = r.attributes()
		return c
	},
}

var fixesFormat = format[Fix]{
	file:     FixesFile,
	required: []string{"from_touchpoint", "to_touchpoint", "shipped_on"},
	optional: []string{"description"},
	parse: func(r *row) Fix {
		f := Fix{
			FromTouchpoint: r.text("from_touchpoint"),
			ToTouchpoint:   r.text("to_touchpoint"),
			ShippedOn:      r.text("shipped_on"),
			Description:    r.text("description"),
		}
		f.Attributes = r.attributes()
		return f
	},
}
