// Package server is the product: a pipeline of pure stages and a thin shell around them.
//
// Read the folders in the order in which a complaint passes through them:
//
//	journey     the vocabulary: touchpoints, kinds, seams, failure modes, distributions
//	redact      takes personal data out of text and remembers where everything stood
//	ingest      interactions, accounts, locations and commercial records, parsed and validated
//	understand  finds the places where a customer says that a handoff broke: mentions
//	group       gathers the mentions of one break into clusters whose identity lasts
//	measure     counts who and what a cluster touches over a window: readings
//	alert       decides, against the thresholds of a policy, whether a reading is an alert
//	track       says what a fix did, and what to try at a break
//	route       decides which teams hear of an alert, and what they are told
//	evaluate    runs group to route for one tenant at one instant; live and replay both call it
//
// Everything above takes values and returns values and reasons, gets its clock as an argument
// and does no I/O. The shell does the rest:
//
//	store       Postgres: the only importer of ent, every statement and every migration
//	assist      a language model that reads what the local one is unsure of; off by default
//	jobs        the workers that move pending rows through the stages, and send deliveries
//	api         one struct per service, the interceptor chain, the doors
//	app         options, construction, listeners, graceful stop
//	apptest     starts the whole application on a fresh database, for tests
//
// Imports point from the later to the earlier only; layout_test.go proves it.
package server
