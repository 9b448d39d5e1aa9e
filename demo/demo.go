// Package demo holds the data of three made-up tenants, as import folders: a retailer and an
// insurer whose stories were written for it, and a bank whose complaints are public records of
// the US Consumer Financial Protection Bureau.
package demo

import (
	"embed"
	"io/fs"
	"time"
)

//go:embed */interactions.jsonl.gz */*.csv */*.csv.gz */journey.yaml */policy.yaml
var files embed.FS

// Tenant is one of the demo's tenants.
type Tenant struct {
	ID   string // tenant id, and the folder's name
	Name string
	What string // in a sentence
	// Until is the day at whose end the demo's present lies: what its data holds after it is left out.
	// Zero takes all.
	Until time.Time
	// Fallback is the team that answers for what nobody owns.
	Fallback string
}

// Tenants lists the demo's tenants in the order in which they are shown.
var Tenants = []Tenant{
	{"retail", "Northway Retail", "orders that are ready in the app and unknown in the store", time.Date(2026, 6, 21, 0, 0, 0, 0, time.UTC), "digital"},
	{"insurance", "Harbour Insurance", "claims started online and told all over again to an advisor", time.Time{}, "policy_admin"},
	{"bank", "Meridian Bank", "4,362 public complaints to the US consumer bureau, July 2022 to June 2024", time.Time{}, "communications"},
}

// Folder returns the import folder of a tenant.
func (t Tenant) Folder() (fs.FS, error) { return fs.Sub(files, t.ID) }
