package measure

import (
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
)

// Glance is what is told of a break beside another one: the numbers of its Reading, without the
// lists behind them.
type Glance struct {
	Heard     int // voices, the unidentified ones too
	Customers int
	Mode      journey.FailureMode
	Strength  Strength // of the signal on the seam
}

// GlanceAt measures a cluster over a window as Read does, at a small part of its cost.
func GlanceAt(c *group.Cluster, facts *Facts, w Window, only Filter) Glance {
	complaints := complaintsIn(c, facts, w, only)
	counted := make([]Interaction, len(complaints))
	for i := range complaints {
		counted[i] = complaints[i].Interaction
	}
	if suspects(complaints) {
		counted = tell(complaints).counted
	}
	r := Reading{}
	r.AccountVoices, r.UnidentifiedVoices = voices(counted)
	r.Customers = distinct(counted, func(in *Interaction) string { return in.CustomerID })
	r.Voices = len(r.Customers) + len(r.AccountVoices)
	r.Sources = shares(counted, func(in *Interaction) string { return in.Source })
	_, consistency := c.Seam()
	mode, _ := c.Mode()
	return Glance{
		Heard: r.Voices + r.UnidentifiedVoices, Customers: len(r.Customers), Mode: mode,
		Strength: strength(r.volumeScore(), consistency, r.diversityScore()),
	}
}
