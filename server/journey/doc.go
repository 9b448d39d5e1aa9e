// Package journey holds the vocabulary that every stage shares: touchpoints and their kinds,
// seams, failure modes, teams, the journey map, and probability distributions over them.
// It imports nothing of the project.
package journey
