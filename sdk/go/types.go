package throughline

import throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"

// The resources of the API under shorter names. Package throughlinev1 defines and documents
// them, with the requests and enums.
type (
	// Interaction is one contact as it happened.
	Interaction = throughlinev1.Interaction
	// Turn is what one speaker said, without interruption.
	Turn = throughlinev1.Turn
	// Account is a customer account, with what it is worth.
	Account = throughlinev1.Account
	// Location is a store, branch or office.
	Location = throughlinev1.Location
	// CommercialRecord is an order, claim, quote or policy change and what became of it.
	CommercialRecord = throughlinev1.CommercialRecord
	// Money is an exact amount of one currency.
	Money = throughlinev1.Money
	// PushResult says what became of one pushed item.
	PushResult = throughlinev1.PushResult
	// Cluster is the mentions about the same break.
	Cluster = throughlinev1.Cluster
	// Mention is one place where a customer says that a handoff broke.
	Mention = throughlinev1.Mention
	// ClusterEvent is one step of the clusters' lineage.
	ClusterEvent = throughlinev1.ClusterEvent
	// ReviewItem is one thing that waits for a person.
	ReviewItem = throughlinev1.ReviewItem
	// Decision is what a person decided.
	Decision = throughlinev1.Decision
	// Fix is a change that a team shipped at a seam.
	Fix = throughlinev1.Fix
	// Alert is the continuity alert about one cluster.
	Alert = throughlinev1.Alert
	// Reading is what is measured of a cluster over a window.
	Reading = throughlinev1.Reading
	// Destination is a place where a team is told of alerts.
	Destination = throughlinev1.Destination
	// Route says where a team hears of alerts.
	Route = throughlinev1.Route
	// Delivery is one message to one team, and what became of it.
	Delivery = throughlinev1.Delivery
	// APIKey lets a client act for a tenant.
	APIKey = throughlinev1.ApiKey
)
