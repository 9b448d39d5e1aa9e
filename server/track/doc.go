// Package track says what a fix did: how many complaints were heard after it against how many
// were to be expected, with an interval, whether they moved to a neighbour, and what to
// try at a break, from a playbook and from what earlier fixes achieved here.
//
// A source that falls silent, a volume that drops and a decline that had begun before are no
// success of a fix. docs/tracking.md tells the method with its figures.
package track
