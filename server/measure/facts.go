package measure

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/ingest"
)

// Interaction is what measuring needs to know of an interaction: who, where and when.
type Interaction struct {
	ID           uuid.UUID
	SourceSystem string
	ExternalID   string
	Source       string
	Channel      string
	OccurredAt   time.Time // UTC
	CustomerID   string    // empty when unknown
	AccountID    string    // empty when unknown
	LocationID   string    // empty when unknown
	ProductLine  string    // empty when unknown
	Language     string    // the customer's, as a BCP 47 tag; empty when unknown
}

// FactOf returns what measuring needs to know of an ingested interaction.
func FactOf(id uuid.UUID, in ingest.Interaction) Interaction {
	return Interaction{
		ID: id, SourceSystem: in.SourceSystem, ExternalID: in.ExternalID,
		Source: in.Source, Channel: in.Channel, OccurredAt: in.OccurredAt,
		CustomerID: in.CustomerID, AccountID: in.AccountID, LocationID: in.LocationID, ProductLine: in.ProductLine,
		Language: in.Language,
	}
}

// Facts is what a tenant knows beside the mentions. It need only hold the interactions that
// have mentions, and the accounts and records of their accounts.
type Facts struct {
	zone         *time.Location // whose days are counted
	interactions map[uuid.UUID]Interaction
	accounts     map[string]ingest.Account
	locations    map[string]ingest.Location
	records      map[string][]ingest.CommercialRecord // by account, sorted by record id
	volume       map[Day][]Volume                     // by day, sorted
	places       map[Day]*placeVolume                 // by day
	placeSums    map[Window]*placeVolume              // of windows that were asked for, kept up to date
	known        map[string]bool                      // the places that any interaction ever named
	covered      []Stream                             // what Coverage told last, of coveredAt; nil since more came in
	coveredAt    Day
	words        vocabulary // of the tenant's clusters
	phrases      map[string]*phrase
}

// NewFacts returns empty facts of a tenant that counts by UTC days.
func NewFacts() *Facts { return NewFactsIn(time.UTC) }

// NewFactsIn returns empty facts of a tenant that counts by the days of a time zone.
func NewFactsIn(zone *time.Location) *Facts {
	return &Facts{
		zone:         zone,
		interactions: map[uuid.UUID]Interaction{},
		accounts:     map[string]ingest.Account{},
		locations:    map[string]ingest.Location{},
		records:      map[string][]ingest.CommercialRecord{},
		volume:       map[Day][]Volume{},
		places:       map[Day]*placeVolume{},
		placeSums:    map[Window]*placeVolume{},
		known:        map[string]bool{},
		words:        newVocabulary(),
		phrases:      map[string]*phrase{},
	}
}

// Zone returns the time zone by whose days the tenant counts.
func (f *Facts) Zone() *time.Location { return f.zone }

// Local returns the same instant in the tenant's time zone.
func (f *Facts) Local(t time.Time) time.Time { return t.In(f.zone) }

// AddInteraction remembers an interaction that has mentions.
func (f *Facts) AddInteraction(in Interaction) {
	in.OccurredAt = f.Local(in.OccurredAt)
	f.interactions[in.ID] = in
}

// Interaction returns an interaction by id.
func (f *Facts) Interaction(id uuid.UUID) (Interaction, bool) {
	in, ok := f.interactions[id]
	return in, ok
}

// SetAccount adds or replaces an account.
func (f *Facts) SetAccount(a ingest.Account) { f.accounts[a.AccountID] = a }

// Account returns an account by id.
func (f *Facts) Account(id string) (ingest.Account, bool) {
	a, ok := f.accounts[id]
	return a, ok
}

// SetLocation adds or replaces a location.
func (f *Facts) SetLocation(l ingest.Location) { f.locations[l.LocationID] = l }

// Location returns a location by id.
func (f *Facts) Location(id string) (ingest.Location, bool) {
	l, ok := f.locations[id]
	return l, ok
}

// SetRecord adds a commercial record, or replaces the one with its id under the same account.
func (f *Facts) SetRecord(r ingest.CommercialRecord) {
	list := f.records[r.AccountID]
	i, found := slices.BinarySearchFunc(list, r.RecordID, func(a ingest.CommercialRecord, id string) int { return cmp.Compare(a.RecordID, id) })
	if found {
		list[i] = r
		return
	}
	f.records[r.AccountID] = slices.Insert(list, i, r)
}

// Records returns the commercial records of an account, sorted by record id.
func (f *Facts) Records(account string) []ingest.CommercialRecord { return f.records[account] }
