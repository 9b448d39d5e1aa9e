// Package alert decides, against the thresholds of a tenant's policy, whether a reading is an
// alert, and keeps the life of each alert: forming, near the threshold, held for review,
// firing, fading. Every decision comes with its figures and its reason in words.
package alert
