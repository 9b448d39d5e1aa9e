package journey

// Kind is the class of a touchpoint: how a customer meets the business there.
// One touchpoint may have several kinds, and one kind may serve several touchpoints.
type Kind string

// The closed set of kinds. KindUnknown stands for a side that the customer does not name.
const (
	KindUnknown    Kind = "unknown"
	KindWeb        Kind = "web"        // website, online form, portal
	KindApp        Kind = "app"        // mobile app
	KindMessage    Kind = "message"    // e-mail, SMS, letter or push from the company
	KindChat       Kind = "chat"       // chat or bot
	KindPhone      Kind = "phone"      // contact-centre agent, helpline, IVR
	KindAdvisor    Kind = "advisor"    // a named agent, advisor, broker, case manager, adjuster
	KindStore      Kind = "store"      // store, branch, counter, dealer desk, pickup point, ATM
	KindBackoffice Kind = "backoffice" // processing, claims, underwriting, fraud, warehouse team
	KindDelivery   Kind = "delivery"   // courier, driver, post
	KindPartner    Kind = "partner"    // another company: merchant, bureau, insurer, contractor
	KindSocial     Kind = "social"     // public social media
)

// Kinds lists every kind a touchpoint may have, in a fixed order; KindUnknown is not among them.
var Kinds = []Kind{
	KindWeb, KindApp, KindMessage, KindChat, KindPhone, KindAdvisor,
	KindStore, KindBackoffice, KindDelivery, KindPartner, KindSocial,
}

// ValidKind reports whether k is a kind that a touchpoint may have.
func ValidKind(k Kind) bool {
	for _, v := range Kinds {
		if k == v {
			return true
		}
	}
	return false
}
