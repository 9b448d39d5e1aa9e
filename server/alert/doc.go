// Package alert decides, against the thresholds of a tenant's policy, whether a reading is an
// alert, and keeps the life of each alert: the level that thresholds give it, what people did about
// it, and the state that follows from both. Every decision comes with its figures and its reason in
// words.
package alert
