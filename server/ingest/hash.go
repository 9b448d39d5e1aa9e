package ingest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"maps"
	"slices"
	"time"
)

// ContentHash returns a keyed hash (HMAC-SHA256) of an interaction as it came, before
// redaction and before its language is identified. Two interactions of one tenant have the same hash when they say the same;
// ReceivedAt does not count, so a repeated push is recognised. Without the key a hash tells
// nothing, so a short text cannot be guessed from it.
func ContentHash(key []byte, in Interaction) [sha256.Size]byte {
	h := newHasher(key, "interaction")
	h.text(in.SourceSystem, in.ExternalID, in.Source, in.Channel)
	h.time(in.OccurredAt)
	h.text(in.CustomerID, in.AccountID, in.LocationID, in.ProductLine)
	h.attributes(in.Attributes)
	h.number(int64(len(in.Turns)))
	for _, t := range in.Turns {
		h.text(string(t.Speaker), t.Text)
	}
	if in.Language != "" { // so that the hashes of what was stored before it existed still hold
		h.text("language", in.Language)
	}
	return h.sum()
}

// AccountHash returns a keyed hash of an account, as ContentHash does.
func AccountHash(key []byte, a Account) [sha256.Size]byte {
	h := newHasher(key, "account")
	h.text(a.AccountID, a.HouseholdID, a.Segment)
	if a.AnnualValue == nil {
		h.number(0)
	} else {
		h.number(1)
		h.money(*a.AnnualValue)
	}
	h.text(a.RenewalDate, a.ProductLine, a.HomeLocation)
	h.attributes(a.Attributes)
	return h.sum()
}

// LocationHash returns a keyed hash of a location, as ContentHash does.
func LocationHash(key []byte, l Location) [sha256.Size]byte {
	h := newHasher(key, "location")
	h.text(l.LocationID, l.Name, l.Region)
	h.attributes(l.Attributes)
	return h.sum()
}

// CommercialRecordHash returns a keyed hash of a commercial record, as ContentHash does.
func CommercialRecordHash(key []byte, r CommercialRecord) [sha256.Size]byte {
	h := newHasher(key, "commercial_record")
	h.text(r.RecordID, r.AccountID, r.Kind, r.Status)
	h.money(r.Amount)
	h.time(r.OccurredAt)
	h.text(r.LocationID, r.Touchpoint)
	h.attributes(r.Attributes)
	return h.sum()
}

// hasher writes fields so that no two items give the same bytes: every text follows its
// length, every list its count.
type hasher struct {
	mac hash.Hash
	buf []byte
}

func newHasher(key []byte, kind string) *hasher {
	h := &hasher{mac: hmac.New(sha256.New, key)}
	h.text("throughline/v1", kind)
	return h
}

func (h *hasher) number(n int64) { h.buf = binary.BigEndian.AppendUint64(h.buf, uint64(n)) }

func (h *hasher) text(values ...string) {
	for _, v := range values {
		h.number(int64(len(v)))
		h.buf = append(h.buf, v...)
	}
}

func (h *hasher) time(t time.Time) {
	h.number(t.Unix())
	h.number(int64(t.Nanosecond()))
}

func (h *hasher) money(m Money) {
	h.number(m.Minor)
	h.text(m.Currency)
}

func (h *hasher) attributes(attributes map[string]string) {
	h.number(int64(len(attributes)))
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		h.text(name, attributes[name])
	}
}

func (h *hasher) sum() (out [sha256.Size]byte) {
	h.mac.Write(h.buf)
	h.mac.Sum(out[:0])
	return out
}
