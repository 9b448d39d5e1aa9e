// Package group gathers the mentions of one break into clusters whose identity lasts.
//
// One mention's seam is weak evidence, so it is never a hard key. Each mention carries
// distributions over touchpoints for both sides and over failure modes; a cluster pools those
// of its members, and a new mention joins the cluster that explains it best: the agreement of
// the two sides, of the failure mode and of the wording are added up as log-odds of "the same
// break" against "another one". A mention that no cluster explains founds one, if it names
// both sides; one that says too little is held for review.
//
// State in, events out: the same members in the same order give the same clusters with the
// same ids, and Restore rebuilds a State exactly from the members it gave out.
package group
