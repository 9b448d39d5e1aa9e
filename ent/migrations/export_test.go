package migrations

// What the tests, which live outside because storetest imports this package, see of it.
var (
	NewSet            = newSet
	ScramVerifier     = scramVerifier
	ScramVerifierWith = scramVerifierWith
)

// Set is a list of migrations other than the shipped one.
type Set = set

// The runner's doors, on any set.
var (
	UpWith      = (*set).up
	DownWith    = (*set).down
	ForceWith   = (*set).force
	InspectWith = (*set).inspect
)
