// Package demo holds the data of three made-up tenants, as import folders: a retailer and an
// insurer whose stories were written for it, and a bank whose complaints are public records of
// the US Consumer Financial Protection Bureau.
package demo

import (
	"embed"
	"io/fs"
)

//go:embed */interactions.jsonl.gz */*.csv */*.csv.gz */journey.yaml */policy.yaml
var files embed.FS

// Tenant is one of the demo's tenants.
type Tenant struct {
	ID   string // tenant id, and the folder's name
	Name string
	What string // in a sentence
}

// Tenants lists the demo's tenants in the order in which they are shown.
var Tenants = []Tenant{
	{"retail", "Northway Retail", "orders that are ready in the app and unknown in the store"},
	{"insurance", "Harbour Insurance", "claims started online and told all over again to an advisor"},
	{"bank", "Meridian Bank", "4,362 public complaints to the US consumer bureau, July 2022 to June 2024"},
}

// Folder returns the import folder of a tenant.
func (t Tenant) Folder() (fs.FS, error) { return fs.Sub(files, t.ID) }
