package ingest

import "time"

// The limits of what is taken in. Lengths are in bytes of UTF-8.
const (
	MaxID             = 256       // an id, a name, a region, a product line
	MaxWord           = 64        // source, channel, kind, status, segment
	MaxLanguage       = 64        // a language tag
	MaxSourceSystem   = 63        // a source system
	MaxTurns          = 5_000     // turns of an interaction
	MaxTurnText       = 256 << 10 // text of one turn
	MaxText           = 1 << 20   // text of all turns together
	MaxAttributes     = 64        // attributes of one item
	MaxAttributeName  = 64        // name of an attribute
	MaxAttributeValue = 1024      // value of an attribute
)

// MaxAhead is how far an item's time may be ahead of the server's clock.
const MaxAhead = 24 * time.Hour

// Earliest is the first instant that an item may carry. What is older is taken for a mistake,
// such as a zero epoch.
var Earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
